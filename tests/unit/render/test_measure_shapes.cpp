// How measurements are drawn and gripped: labels leave the ends free, lines are crisp, handles move what they should.
#include "ui/render/corner_texts.h"
#include "ui/render/measure_labels.h"
#include "ui/render/measure_painter.h"
#include "ui/render/measure_shape.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>
#include <random>

using namespace asg;
using base::Point;
using domain::MeasurementKind;
using render::MeasureHit;
using render::MeasureShape;

namespace {

MeasureShape lineOf(std::uint64_t id, Point from, Point to) {
    return {id, MeasurementKind::Length, {from, to}, {"42.3 mm at detector"}, false};
}

render::OverlayCanvas canvasOf(QSizeF size, const QTransform& imageToPaint = {}) {
    render::OverlayCanvas canvas;
    canvas.imageToPaint = imageToPaint;
    canvas.imageSize = size;
    canvas.view = QRectF(QPointF(0, 0), size);
    return canvas;
}

/// On mid grey, with as many device pixels to a unit.
QImage painted(const std::vector<MeasureShape>& shapes, QSize size, double ratio, const QTransform& imageToPaint = {}) {
    QImage image((QSizeF(size) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(QColor(128, 128, 128));
    QPainter painter(&image);
    std::vector<QRectF> taken;
    render::paintMeasurements(painter, shapes, canvasOf(size, imageToPaint), taken);
    return image;
}

}  // namespace

class MeasureShapesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLinesOfARatioStayParallelWhicheverEndIsMoved() {
        const std::vector<Point> points{{100, 100}, {200, 110}, {50, 200}, {300, 225}};
        for (std::size_t end = 0; end < points.size(); ++end) {
            const auto moved =
                render::withHandleAt(MeasurementKind::CardiothoracicRatio, points, end, {points[end].x + 30, 170});
            QVERIFY((moved[end] == Point{points[end].x + 30, 170}));
            for (const std::size_t line : {std::size_t{0}, std::size_t{2}})
                QVERIFY(std::abs((moved[line + 1].y - moved[line].y) / (moved[line + 1].x - moved[line].x) - 0.1) <
                        1e-9);
            const std::size_t other = end < 2 ? 2 : 0;
            QVERIFY(moved[other] == points[other] && moved[other + 1] == points[other + 1]);
        }
    }

    void noLabelCoversAnEndALabelOrItsOwnLine() {
        std::mt19937 random(7);
        const auto below = [&](double end) { return std::uniform_real_distribution<double>(0, end)(random); };
        const QRectF view(0, 0, 900, 700);
        for (int round = 0; round < 40; ++round) {
            std::vector<render::MeasureLabelRequest> requests;
            for (int i = 0; i < 20; ++i) {
                const QPointF from(below(900), below(700));
                const QPointF to(below(900), below(700));
                requests.push_back({{QLineF(from, to)}, {from, to}, QSizeF(110, 22), 10});
            }
            const auto placed = render::layOutMeasureLabels(requests, view, std::vector{QRectF(0, 0, 200, 60)});
            int shown = 0;
            for (std::size_t i = 0; i < placed.size(); ++i) {
                if (!placed[i].plate) continue;
                ++shown;
                const QRectF& plate = *placed[i].plate;
                QVERIFY(view.contains(plate) && !plate.intersects(QRectF(0, 0, 200, 60)));
                for (const auto& request : requests)
                    for (const auto& end : request.ends) QVERIFY(!plate.contains(end));
                for (std::size_t other = 0; other < i; ++other)
                    QVERIFY(!placed[other].plate || !plate.intersects(*placed[other].plate));
                const QLineF& own = requests[i].lines.front();
                for (int step = 0; step <= 200; ++step) QVERIFY(!plate.contains(own.pointAt(step / 200.0)));
            }
            QVERIFY2(shown >= 19, "of twenty lines in a view nearly all find room");
        }
    }

    void aLabelIsNearAndWhatIsOutOfViewHasNone() {
        const QRectF view(0, 0, 900, 700);
        const QPointF from(300, 300);
        const QPointF to(500, 300);
        const auto placed = render::layOutMeasureLabels(
            std::vector<render::MeasureLabelRequest>{
                {{QLineF(from, to)}, {from, to}, QSizeF(110, 22), 10},
                {{QLineF(-90, -9, -50, -9)}, {{-90, -9}, {-50, -9}}, {110, 22}, 10},
                {{QLineF(-500, 600, 5000, 600)}, {{-500, 600}, {5000, 600}}, {110, 22}, 10}},
            view, {});
        QVERIFY(placed[0].plate && !placed[0].leader);
        QVERIFY(placed[0].plate->left() - to.x() <= 20 && placed[0].plate->left() > to.x());
        QVERIFY(!placed[1].plate);
        QVERIFY2(placed[2].plate && std::abs(placed[2].plate->center().y() - 600) < 40,
                 "a line that crosses the view is labelled where it is seen");
    }

    void straightLinesFillWholeDevicePixels_data() {
        QTest::addColumn<double>("ratio");
        QTest::addColumn<double>("offset");
        for (const double ratio : {1.0, 1.5, 2.0})
            for (const double offset : {0.0, 0.3, 0.5}) QTest::addRow("%g, %g", ratio, offset) << ratio << offset;
    }

    void straightLinesFillWholeDevicePixels() {
        QFETCH(double, ratio);
        QFETCH(double, offset);
        MeasureShape shape = lineOf(1, {20, 50 + offset}, {180, 50 + offset});
        shape.label.clear();
        const QImage image = painted({shape}, QSize(200, 100), ratio);
        const int x = image.width() / 2;
        int full = 0;
        int partly = 0;
        for (int y = 0; y < image.height(); ++y) {
            const QColor color = image.pixelColor(x, y);
            if (color == QColor(0xF0, 0xE4, 0x42))
                ++full;
            else if (color.saturation() > 60)
                ++partly;
        }
        QCOMPARE(full, std::max(1, int(std::round(1.25 * ratio))));
        QCOMPARE(partly, 0);
    }

    void linesAreSeenOnBlackAndOnWhite() {
        for (const auto ground : {Qt::black, Qt::white}) {
            QImage image(200, 100, QImage::Format_RGB32);
            image.fill(ground);
            QPainter painter(&image);
            std::vector<QRectF> taken;
            render::paintMeasurements(painter, std::vector{lineOf(1, {20, 50}, {180, 50})}, canvasOf(image.size()),
                                      taken);
            painter.end();
            int darkest = 255;
            int lightest = 0;
            for (int y = 40; y < 60; ++y) {
                const int grey = qGray(image.pixel(100, y));
                darkest = std::min(darkest, grey);
                lightest = std::max(lightest, grey);
            }
            QVERIFY(lightest - darkest > 150);
        }
    }

    void handlesMoveWhatTheyShould() {
        using render::withHandleAt;
        const std::vector<Point> corners{{10, 20}, {50, 60}};
        // The opposite corner stays.
        QVERIFY((withHandleAt(MeasurementKind::Rectangle, corners, 0, {5, 6}) == std::vector<Point>{{5, 6}, {50, 60}}));
        const auto moved = withHandleAt(MeasurementKind::Rectangle, corners, 1, {70, 0});
        const auto again = render::handlesOf(MeasurementKind::Rectangle, moved);
        QVERIFY((again[0] == Point{70, 0}) && (again[2] == Point{10, 60}));
        // Left, top, right, bottom of an ellipse.
        QVERIFY(
            (withHandleAt(MeasurementKind::Ellipse, corners, 2, {80, 999}) == std::vector<Point>{{10, 20}, {80, 60}}));
        QVERIFY(
            (withHandleAt(MeasurementKind::Ellipse, corners, 1, {999, 0}) == std::vector<Point>{{10, 0}, {50, 60}}));
        QVERIFY((withHandleAt(MeasurementKind::Length, corners, 1, {1, 2}) == std::vector<Point>{{10, 20}, {1, 2}}));
        QVERIFY(withHandleAt(MeasurementKind::Length, corners, 2, {1, 2}) == corners);
    }

    void theSecondOfTwoAxesStaysAcrossTheFirst() {
        const std::vector<Point> axes{{0, 0}, {100, 0}, {50, -20}, {50, 20}};
        const auto isAcross = [](const std::vector<Point>& p) {
            const double product = (p[1].x - p[0].x) * (p[3].x - p[2].x) + (p[1].y - p[0].y) * (p[3].y - p[2].y);
            return std::abs(product) < 1e-6;
        };
        const auto turned = render::withHandleAt(MeasurementKind::Bidirectional, axes, 1, {0, 80});
        QVERIFY(isAcross(turned) && (turned[1] == Point{0, 80}));
        QCOMPARE(std::hypot(turned[3].x - turned[2].x, turned[3].y - turned[2].y), 40.0);
        QCOMPARE((turned[2].y + turned[3].y) / 2, 40.0);
        const auto wider = render::withHandleAt(MeasurementKind::Bidirectional, axes, 3, {30, 45});
        QVERIFY(isAcross(wider));
        QVERIFY((wider[2] == Point{30, -20}) && (wider[3] == Point{30, 45}));
    }

    void theHandleIsGrippedBeforeTheLineAndTheNewestBeforeTheOldest() {
        const std::vector shapes{lineOf(1, {10, 10}, {100, 10}), lineOf(2, {100, 10}, {100, 90}),
                                 lineOf(0, {0, 0}, {200, 200})};
        const QTransform twice = QTransform::fromScale(2, 2);
        const auto hit = [&](QPointF at) { return render::measureAt(shapes, twice, at); };
        QVERIFY((hit({22, 21}) == MeasureHit{1, std::size_t{0}}));
        QVERIFY((hit({200, 20}) == MeasureHit{2, std::size_t{0}}));
        QVERIFY((hit({110, 23}) == MeasureHit{1, {}}));
        QVERIFY(!hit({110, 30}));
        QVERIFY2(!hit({300, 300}), "what is not kept yet is not gripped");
    }

    void theCornerSaysTheSpacingThatHolds() {
        domain::Radiograph picture;
        picture.spacing = domain::PixelSpacing{0.14, 0.14, "imager pixel spacing"};
        const auto lines = [&](const std::optional<domain::PixelSpacing>& byHand) {
            return render::makeCornerTexts(picture, vision::FullRange{}, 1, byHand).bottomRight;
        };
        QVERIFY(lines({}).contains(QStringLiteral("0.140 mm at detector (imager pixel spacing)")));
        QVERIFY(lines(domain::PixelSpacing{0.127, 0.127, "calibrated by hand"})
                    .contains(QStringLiteral("0.127 mm (calibrated by hand)")));
    }

    void everyKindIsDrawn() {
        for (int i = 0; i <= int(MeasurementKind::PixelValue); ++i) {
            MeasureShape shape{1, static_cast<MeasurementKind>(i), {}, {}, false};
            const std::vector<Point> points{{30, 30}, {150, 40}, {140, 120}, {40, 130}};
            shape.pointsInPixels.assign(points.begin(),
                                        points.begin() + std::ptrdiff_t(domain::pointCountOf(shape.kind).least));
            const QImage plain = painted({shape}, QSize(200, 160), 1);
            QVERIFY2(plain != painted({}, QSize(200, 160), 1), domain::name(shape.kind).data());
            shape.selected = true;
            QVERIFY2(plain != painted({shape}, QSize(200, 160), 1), domain::name(shape.kind).data());
            // While it is drawn, with fewer points.
            shape.pointsInPixels.resize(1);
            (void)painted({shape}, QSize(200, 160), 1);
        }
    }
};

QTEST_MAIN(MeasureShapesTest)
#include "test_measure_shapes.moc"
