#include "tests/gui/viewport/pictures.h"
#include "ui/render/corner_texts.h"
#include "ui/render/heat_layer.h"
#include "ui/render/legend.h"
#include "ui/render/overlay_image.h"

#include <QFontMetrics>
#include <QPainter>
#include <QSet>
#include <QTest>

using namespace asg;
using namespace asg::render;

namespace {

domain::RegionId region(std::string_view name) {
    return *domain::regionFromName(name);
}

std::shared_ptr<domain::Radiograph> grey(int columns, int rows) {
    return test::makePicture(columns, rows, [](int, int) { return 32000; });
}

OverlayScene oneBox(double x1, double y1, double x2, double y2, domain::Existence existence) {
    OverlayScene scene;
    scene.outlines.push_back({region("left lung"), {x1, y1, x2, y2}, "left lung", 0xE69F00, existence});
    return scene;
}

/// Pixels of exactly the outline's colour along a column.
int coloured(const QImage& image, int x, int from, int to) {
    int count = 0;
    for (int y = from; y < to; ++y) count += image.pixel(x, y) == 0xFFE69F00 ? 1 : 0;
    return count;
}

}  // namespace

class OverlayImageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsItsLimitsAndItsAspect_data() {
        QTest::addColumn<QSize>("stored");
        QTest::newRow("large") << QSize(2500, 3000);
        QTest::newRow("wide") << QSize(3000, 200);
        QTest::newRow("tall") << QSize(200, 3000);
        QTest::newRow("tiny") << QSize(16, 16);
    }
    void keepsItsLimitsAndItsAspect() {
        QFETCH(QSize, stored);
        const QImage image = renderOverlayImage(*grey(stored.width(), stored.height()), vision::FullRange{}, {},
                                                {1024, 1024}, "model x 1.0");
        QVERIFY(!image.isNull());
        QVERIFY(image.width() <= 1024 && image.height() <= 1024);
    }

    void carriesTheNotice() {
        const auto picture = grey(600, 600);
        const QImage without = renderOverlayImage(*picture, vision::FullRange{}, {}, {600, 700}, {});
        const QImage with = renderOverlayImage(*picture, vision::FullRange{}, {}, {600, 700}, "model asg 1.0 · CPU");
        QVERIFY(without.height() > 600);
        QVERIFY(with.height() > without.height());
        int bright = 0;
        for (int y = 600; y < without.height(); ++y)
            for (int x = 0; x < without.width(); ++x) bright += qGray(without.pixel(x, y)) > 180 ? 1 : 0;
        QVERIFY2(bright > 300, qPrintable(QString::number(bright)));
    }

    void existenceIsAStyleOfTheLine() {
        const auto picture = grey(600, 600);
        std::array<int, 3> length{};
        for (const auto existence :
             {domain::Existence::Present, domain::Existence::Uncertain, domain::Existence::Absent}) {
            const QImage image = renderOverlayImage(*picture, vision::FullRange{},
                                                    oneBox(100, 100, 500, 500, existence), {600, 700}, {});
            length[static_cast<int>(existence)] =
                std::max(coloured(image, 99, 120, 480), coloured(image, 100, 120, 480));
        }
        const auto [present, absent, uncertain] = std::tuple(length[0], length[1], length[2]);
        QCOMPARE(present, 360);
        QVERIFY2(uncertain > 180 && uncertain < 330, qPrintable(QString::number(uncertain)));
        QVERIFY2(absent > 60 && absent < uncertain, qPrintable(QString::number(absent)));
    }

    void whatIsJudgedIsFilledFaintlyAndOthersAreNot() {
        const auto picture = grey(600, 600);
        auto scene = oneBox(100, 100, 500, 500, domain::Existence::Present);
        const QRgb plain = renderOverlayImage(*picture, vision::FullRange{}, scene, {600, 700}, {}).pixel(300, 300);
        scene.outlines[0].emphasis = Emphasis::Foremost;
        const QRgb filled = renderOverlayImage(*picture, vision::FullRange{}, scene, {600, 700}, {}).pixel(300, 300);
        QCOMPARE(plain, renderOverlayImage(*picture, vision::FullRange{}, {}, {600, 700}, {}).pixel(300, 300));
        QVERIFY(filled != plain);
        QVERIFY(std::abs(qRed(filled) - qRed(plain)) <= 0.08 * (0xE6 - qRed(plain)) + 1);
    }

    void theRimThatTheModelDidNotSeeIsHatched() {
        const auto picture = grey(600, 600);
        OverlayScene scene;
        scene.modelSeesInImagePixels = base::Box{60, 60, 540, 540};
        const QImage before = renderOverlayImage(*picture, vision::FullRange{}, {}, {600, 700}, {});
        const QImage after = renderOverlayImage(*picture, vision::FullRange{}, scene, {600, 700}, {});
        int rim = 0;
        int inside = 0;
        for (int y = 0; y < 600; ++y)
            for (int x = 0; x < 600; ++x)
                if (before.pixel(x, y) != after.pixel(x, y))
                    (x < 60 || y < 60 || x >= 540 || y >= 540 ? rim : inside)++;
        QVERIFY(rim > 5000);
        QCOMPARE(inside, 0);
    }

    void aLegendKeepsItsNumbersHoweverLongItsWords() {
        const auto picture = grey(600, 600);
        OverlayScene scene;
        const auto coloursOfScale = [&](const std::string& words) {
            scene.heat = likenessHeat({1, {1}, {0, 500, 100, 600}}, words);
            const QImage image = renderOverlayImage(*picture, vision::FullRange{}, scene, {600, 700}, {});
            QSet<QRgb> colours;
            for (int y = 0; y < 300; ++y)
                for (int x = 300; x < 600; ++x) colours.insert(image.pixel(x, y));
            return colours.size();
        };
        QVERIFY(coloursOfScale("heart") > 50);
        QVERIFY2(coloursOfScale(std::string(300, 'w')) > 50, "a long phrase took the scale away");
    }

    void aSentenceOfALegendIsWrappedAndNotCut() {
        const auto picture = grey(600, 600);
        const QImage before = renderOverlayImage(*picture, vision::FullRange{}, {}, {600, 700}, {});
        const auto pixelsOf = [&](const std::string& note) {
            OverlayScene scene;
            scene.note = note;
            const QImage after = renderOverlayImage(*picture, vision::FullRange{}, scene, {600, 700}, {});
            int changed = 0;
            for (int y = 0; y < 600; ++y)
                for (int x = 0; x < 600; ++x) changed += before.pixel(x, y) != after.pixel(x, y) ? 1 : 0;
            return changed;
        };
        const int line = pixelsOf("hidden until");
        QVERIFY(line > 0);
        QVERIFY(pixelsOf("The model is hidden until you commit your reading of it") > 2 * line);
    }

    void aLegendLiesNeitherOnABurnedInLetterNorOnAnotherOne_data() {
        QTest::addColumn<QRect>("letter");
        QTest::newRow("upper right") << QRect(530, 20, 50, 60);
        QTest::newRow("right, in the middle") << QRect(520, 280, 60, 60);
        QTest::newRow("upper left") << QRect(20, 20, 50, 60);
        QTest::newRow("both sides") << QRect(20, 20, 560, 60);
    }
    void aLegendLiesNeitherOnABurnedInLetterNorOnAnotherOne() {
        QFETCH(QRect, letter);
        // Strokes 6 pixels wide, as letters have them.
        const auto picture = test::makePicture(600, 600, [&](int x, int y) {
            return letter.contains(x, y) && (x / 6) % 2 == 0 ? std::uint16_t{65535} : std::uint16_t{4000};
        });
        OverlayScene scene;
        scene.heat = likenessHeat({1, {1}, {0, 0, 1, 1}}, "similarity");
        scene.note = "no map for this finding";
        scene.groups = {{"lungs", 0x56B4E9}, {"heart", 0xD55E00}};
        const QImage before = renderOverlayImage(*picture, vision::FullRange{}, {}, {600, 700}, {});
        const QImage after = renderOverlayImage(*picture, vision::FullRange{}, scene, {600, 700}, {});
        QVERIFY(before != after);
        QCOMPARE(after.copy(letter), before.copy(letter));
        int changed = 0;
        for (int y = 0; y < 600; ++y)
            for (int x = 0; x < 600; ++x) changed += before.pixel(x, y) != after.pixel(x, y) ? 1 : 0;
        QVERIFY2(changed > 12000, qPrintable(QString::number(changed)));
    }

    void aMapIsDrawnWithinTheThoraxAlone() {
        const auto picture = grey(600, 600);
        OverlayScene scene;
        scene.heat = HeatLayer{{2, {1, 1, 1, 1}, {0, 0, 600, 600}}, base::Box{200, 200, 400, 400}, "", "", {}};
        const QImage before = renderOverlayImage(*picture, vision::FullRange{}, {}, {600, 700}, {});
        const QImage after = renderOverlayImage(*picture, vision::FullRange{}, scene, {600, 700}, {});
        QVERIFY(after.pixel(300, 300) != before.pixel(300, 300));
        for (const QPoint outside : {QPoint(100, 300), QPoint(300, 100), QPoint(300, 450), QPoint(450, 300)})
            QCOMPARE(after.pixel(outside), before.pixel(outside));
    }

    void aWeakPlaceHasNoCorners() {
        const auto picture = grey(600, 600);
        auto scene = oneBox(100, 100, 500, 500, domain::Existence::Present);
        const auto corner = [&] {
            const QImage image = renderOverlayImage(*picture, vision::FullRange{}, scene, {600, 700}, {});
            return coloured(image, 100, 101, 110) + coloured(image, 99, 101, 110);
        };
        QVERIFY(corner() > 0);
        scene.outlines[0].weak = true;
        scene.outlines[0].label.clear();
        QCOMPARE(corner(), 0);
        const QImage image = renderOverlayImage(*picture, vision::FullRange{}, scene, {600, 700}, {});
        QVERIFY(std::max(coloured(image, 99, 250, 350), coloured(image, 100, 250, 350)) > 50);
    }

    void whatIsJudgedHasAThickerLineThanWhatIsShown() {
        const auto picture = grey(600, 600);
        std::array<int, 3> width{};
        for (const auto emphasis : {Emphasis::Context, Emphasis::Shown, Emphasis::Foremost}) {
            auto scene = oneBox(100, 100, 500, 500, domain::Existence::Present);
            scene.outlines[0].emphasis = emphasis;
            const QImage image = renderOverlayImage(*picture, vision::FullRange{}, scene, {600, 700}, {});
            // Pixels that have taken on the line's orange, at its edges in part.
            for (int x = 90; x < 110; ++x)
                width[static_cast<std::size_t>(emphasis)] += qRed(image.pixel(x, 300)) - qBlue(image.pixel(x, 300));
        }
        QVERIFY2(width[0] < width[1] && width[1] < width[2],
                 qPrintable(QStringLiteral("%1 %2 %3").arg(width[0]).arg(width[1]).arg(width[2])));
    }

    void aNoteOfSeveralLinesLiesOnItsPlate() {
        QImage image(360, 400, QImage::Format_RGB32);
        image.fill(Qt::white);
        OverlayScene scene;
        scene.note = "Choose a finding to see its map, or commit your reading first.";
        OverlayCanvas canvas;
        canvas.view = image.rect();
        canvas.imageSize = image.size();
        std::vector<QRectF> taken;
        QPainter painter(&image);
        paintLegends(painter, scene, canvas, taken);
        painter.end();
        QCOMPARE(taken.size(), std::size_t(1));
        const QRect plate = taken.front().toAlignedRect();
        QVERIFY(plate.height() > 3 * QFontMetrics(canvas.font).height());
        int beside = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                beside += image.pixelColor(x, y) != Qt::white && !plate.contains(x, y) ? 1 : 0;
        QCOMPARE(beside, 0);
    }

    void aPictureWithoutPixelsGivesNone() {
        QVERIFY(renderOverlayImage({}, vision::FullRange{}, {}, {600, 600}, {}).isNull());
        QVERIFY(renderOverlayImage(*grey(10, 10), vision::FullRange{}, {}, {0, 0}, {}).isNull());
    }

    void boxesBeyondThePictureDoNoHarm() {
        const auto picture = grey(300, 300);
        auto scene = oneBox(-1e7, -1e7, 1e7, 1e7, domain::Existence::Uncertain);
        scene.outlines.push_back({region("spine"), {500, 500, 600, 600}, "spine", 0x0072B2, {}, Emphasis::Foremost});
        scene.outlines.push_back({region("svc"), {100, 100, 100, 200}, "svc", 0x0072B2, {}, Emphasis::Foremost});
        scene.heat = likenessHeat({3, {1, 2}, {0, 0, 10, 10}}, "broken");
        QVERIFY(!renderOverlayImage(*picture, vision::FullRange{}, scene, {600, 600}, {}).isNull());
    }
};

QTEST_MAIN(OverlayImageTest)
#include "test_overlay_image.moc"
