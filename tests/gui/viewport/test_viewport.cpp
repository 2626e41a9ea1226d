#include "core/vision/display_lut.h"
#include "tests/gui/viewport/pictures.h"
#include "ui/render/region_colors.h"
#include "ui/viewport/viewport.h"

#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <fstream>

using namespace asg;
using viewport::Viewport;

namespace {

constexpr QSize kView(700, 600);

domain::RegionId region(std::string_view name) {
    return *domain::regionFromName(name);
}

/// The grey that renderGrey() gives, compared with what is on the screen at an integer scale; the first difference in
/// words.
QString firstDifference(const Viewport& view, const QImage& shown, int scale, int first, int last) {
    const domain::Radiograph& picture = *view.radiograph();
    const auto grey = vision::renderGrey(picture, vision::makeDisplayLut(picture, view.voi(), view.isInverted()));
    const double ratio = shown.devicePixelRatio();
    const QPointF corner = view.imageToWidget({0, 0}) * ratio;
    const QPoint origin(static_cast<int>(std::lround(corner.x())), static_cast<int>(std::lround(corner.y())));
    for (int y = first; y < last; ++y)
        for (int x = first; x < last; ++x)
            for (int k = 0; k < scale * scale; ++k) {
                const QPoint at = origin + QPoint(x * scale + k % scale, y * scale + k / scale);
                const QRgb pixel = shown.pixel(at);
                const int wanted = grey[static_cast<std::size_t>(y) * picture.columns + x];
                if (qRed(pixel) != wanted || qGreen(pixel) != wanted || qBlue(pixel) != wanted)
                    return QStringLiteral("(%1, %2): %3 shown, %4 wanted").arg(x).arg(y).arg(qRed(pixel)).arg(wanted);
            }
    return {};
}

long residentMegabytes() {
    std::ifstream statm("/proc/self/statm");
    long total = 0;
    long resident = 0;
    statm >> total >> resident;
    return resident * 4096 / (1 << 20);
}

}  // namespace

class ViewportTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Viewport> m_view;

    QImage grab() {
        QCoreApplication::processEvents();
        QImage image = m_view->grab().toImage();
        const QString folder = qEnvironmentVariable("ASG_SCREENSHOTS");
        if (!folder.isEmpty())
            image.save(QStringLiteral("%1/%2-%3.png")
                           .arg(folder, QString::fromUtf8(QTest::currentTestFunction()),
                                QString::fromUtf8(QTest::currentDataTag() ? QTest::currentDataTag() : "x")));
        return image;
    }

    void show(domain::RadiographPtr picture) {
        m_view->setRadiograph(std::move(picture));
        m_view->resize(kView);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

private Q_SLOTS:
    void init() { m_view = std::make_unique<Viewport>(); }
    void cleanup() { m_view.reset(); }

    void drawsWithOpenGlUnderX() {
        show(test::makePicture(64, 64, test::noise));
        QVERIFY(m_view->drawsWithOpenGl());
    }

    void actualPixelsEqualTheDisplayLut_data() {
        QTest::addColumn<bool>("software");
        QTest::addColumn<bool>("inverted");
        QTest::newRow("opengl") << false << false;
        QTest::newRow("opengl inverted") << false << true;
        QTest::newRow("software") << true << false;
    }
    void actualPixelsEqualTheDisplayLut() {
        QFETCH(bool, software);
        QFETCH(bool, inverted);
        m_view->setSoftwareRendering(software);
        auto picture = test::makePicture(331, 257, test::noise);
        picture->windows.push_back({30000, 41000, domain::Window::Function::Sigmoid, ""});
        show(picture);
        m_view->setInverted(inverted);
        m_view->actualPixels();
        QCOMPARE(m_view->zoom(), 1.0);
        QCOMPARE(firstDifference(*m_view, grab(), 1, 0, 257), QString());
    }

    void enlargedPixelsEqualTheDisplayLut_data() {
        QTest::addColumn<bool>("software");
        QTest::newRow("opengl") << false;
        QTest::newRow("software") << true;
    }
    void enlargedPixelsEqualTheDisplayLut() {
        QFETCH(bool, software);
        m_view->setSoftwareRendering(software);
        show(test::makePicture(120, 120, test::noise));
        m_view->actualPixels();
        m_view->zoomBy(3);
        QCOMPARE(firstDifference(*m_view, grab(), 3, 0, 120), QString());
    }

    void onePixelLineStaysVisibleWhenFitted_data() {
        QTest::addColumn<bool>("software");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("line");
        for (const bool software : {false, true})
            for (const auto& [columns, line] : {std::pair{2500, 1250}, std::pair{2500, 1003}, std::pair{2501, 1250},
                                                std::pair{2503, 1251}, std::pair{2559, 1281}, std::pair{2500, 2}})
                QTest::addRow("%s %d at %d", software ? "software" : "opengl", columns, line)
                    << software << columns << line;
    }
    void onePixelLineStaysVisibleWhenFitted() {
        QFETCH(bool, software);
        QFETCH(int, columns);
        QFETCH(int, line);
        m_view->setSoftwareRendering(software);
        m_view->setCornerTextVisible(false);
        show(test::makePicture(columns, 3000, [&](int x, int) { return x == line ? 65535 : 8000; }));
        const QImage shown = grab();
        const int y = kView.height() / 2;
        const int x = static_cast<int>(m_view->imageToWidget({line + 0.5, 1500}).x());
        int brightest = 0;
        for (int dx = -2; dx <= 2; ++dx) brightest = std::max(brightest, qRed(shown.pixel(x + dx, y)));
        const int background = qRed(shown.pixel(x + 20, y));
        // Five pixels of the picture share one of the screen: a fifth of 224 is left, spread over two.
        QVERIFY2(brightest - background >= 15,
                 qPrintable(QStringLiteral("line %1, background %2").arg(brightest).arg(background)));
    }

    void bothRenderersShowTheSameWhenFitted() {
        auto picture = test::makePicture(1501, 1203, [](int x, int y) {
            return static_cast<std::uint16_t>(30000 + 15000 * std::sin(x * 0.01) + 9000 * std::cos(y * 0.013));
        });
        m_view->setCornerTextVisible(false);
        show(picture);
        const QImage opengl = grab();
        m_view->setSoftwareRendering(true);
        const QImage software = grab();
        int worst = 0;
        for (int y = 60; y < kView.height() - 60; ++y)
            for (int x = 2; x < kView.width() - 2; ++x)
                worst = std::max(worst, std::abs(qRed(opengl.pixel(x, y)) - qRed(software.pixel(x, y))));
        QVERIFY2(worst <= 3, qPrintable(QString::number(worst)));
    }

    void zoomingKeepsThePointUnderTheCursor() {
        show(test::makePicture(1000, 900, test::noise));
        const QPointF cursor(420, 210);
        const auto before = m_view->widgetToImage(cursor);
        QVERIFY(before);
        for (const int wheel : {120, 120, 240, -360}) {
            QWheelEvent event(cursor, m_view->mapToGlobal(cursor), {}, QPoint(0, wheel), Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(m_view.get(), &event);
            const auto after = m_view->widgetToImage(cursor);
            QVERIFY(after);
            QVERIFY(std::abs(after->x - before->x) * m_view->zoom() <= 1);
            QVERIFY(std::abs(after->y - before->y) * m_view->zoom() <= 1);
        }
    }

    void draggingUpBrightensAndRightWidens_data() {
        QTest::addColumn<bool>("monochrome1");
        QTest::addColumn<bool>("shaped");
        QTest::addColumn<bool>("inverted");
        QTest::newRow("MONOCHROME2") << false << false << false;
        QTest::newRow("MONOCHROME1") << true << false << false;
        QTest::newRow("MONOCHROME1 with presentation shape INVERSE") << true << true << false;
        QTest::newRow("MONOCHROME2 with presentation shape INVERSE") << false << true << false;
        QTest::newRow("MONOCHROME1, inverted by hand") << true << true << true;
    }
    void draggingUpBrightensAndRightWidens() {
        QFETCH(bool, monochrome1);
        QFETCH(bool, shaped);
        QFETCH(bool, inverted);
        auto picture = test::makePicture(400, 400, [](int, int) { return 30000; });
        picture->windows.push_back({30000, 20000, domain::Window::Function::Linear, ""});
        if (monochrome1) picture->polarity = domain::Polarity::Monochrome1;
        if (shaped) picture->shape = domain::PresentationShape::Inverse;
        show(picture);
        m_view->setInverted(inverted);
        const QPoint middle(350, 300);
        const int before = qRed(grab().pixel(middle));
        QSignalSpy changed(m_view.get(), &Viewport::voiChanged);
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, middle);
        QTest::mouseMove(m_view.get(), middle - QPoint(0, 60));
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, middle - QPoint(0, 60));
        QVERIFY(!changed.isEmpty());
        QVERIFY(qRed(grab().pixel(middle)) > before);
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, middle);
        QTest::mouseMove(m_view.get(), middle + QPoint(60, 0));
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, middle + QPoint(60, 0));
        QVERIFY(std::get<domain::Window>(m_view->voi()).width > 20000);
    }

    void anOutlineAppearsAndLeavesNothingBehind() {
        show(test::makePicture(500, 500, [](int, int) { return 30000; }));
        const QImage before = grab();
        render::OverlayScene scene;
        scene.outlines.push_back({region("left lung"), {100, 100, 300, 400}, "left lung", 0xE69F00, {}});
        m_view->setOverlay(scene);
        const QImage outlined = grab();
        const QPoint onEdge = m_view->imageToWidget({100, 250}).toPoint();
        bool found = false;
        for (int dx = -2; dx <= 2; ++dx) found |= outlined.pixel(onEdge + QPoint(dx, 0)) == 0xFFE69F00;
        QVERIFY(found);
        m_view->setOverlay({});
        QCOMPARE(grab(), before);
    }

    void survivesMovingToAnotherWindow() {
        show(test::makePicture(300, 300, test::noise));
        m_view->actualPixels();
        QCOMPARE(firstDifference(*m_view, grab(), 1, 0, 300), QString());
        for (int round = 0; round < 3; ++round) {
            QWidget host;
            auto* layout = new QVBoxLayout(&host);
            layout->setContentsMargins(0, 0, 0, 0);
            layout->addWidget(m_view.get());
            host.resize(kView);
            host.show();
            QVERIFY(QTest::qWaitForWindowExposed(&host));
            QVERIFY(m_view->drawsWithOpenGl());
            QCOMPARE(firstDifference(*m_view, grab(), 1, 0, 300), QString());
            m_view->setParent(nullptr);
            m_view->show();
            QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        }
        QCOMPARE(firstDifference(*m_view, grab(), 1, 0, 300), QString());
    }

    void tellsTheFirstFrameOfEachPicture() {
        QSignalSpy painted(m_view.get(), &Viewport::firstFramePainted);
        show(test::makePicture(100, 100, test::noise));
        QTRY_COMPARE(painted.size(), 1);
        m_view->zoomBy(2);
        QCoreApplication::processEvents();
        m_view->setRadiograph(test::makePicture(100, 90, test::noise));
        QTRY_COMPARE(painted.size(), 2);
        m_view->setRadiograph(nullptr);
        QTest::qWait(50);
        QCOMPARE(painted.size(), 2);
    }

    void anyPictureSizeIsShown_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("one pixel") << QSize(1, 1);
        QTest::newRow("tiny") << QSize(16, 16);
        QTest::newRow("huge") << QSize(6000, 6000);
        QTest::newRow("wide") << QSize(9000, 40);
        QTest::newRow("tall") << QSize(40, 7000);
        QTest::newRow("beyond any texture") << QSize(40000, 200);
    }
    void anyPictureSizeIsShown() {
        QFETCH(QSize, size);
        show(test::makePicture(size.width(), size.height(), [](int, int) { return 65535; }));
        const QImage shown = grab();
        QVERIFY(qRed(shown.pixel(kView.width() / 2, kView.height() / 2)) > 250);
        m_view->setInverted(true);
        QVERIFY(qRed(grab().pixel(kView.width() / 2, kView.height() / 2)) < 5);
    }

    void aPictureWithoutItsPixelsIsNotShown() {
        auto picture = test::makePicture(10, 10, test::noise);
        picture->rows = 20;
        show(picture);
        QVERIFY(!m_view->radiograph());
        m_view->fit();
        m_view->resetView();
        m_view->zoomBy(2);
        m_view->adjustWindow(1, 1);
        QVERIFY(!m_view->widgetToImage({10, 10}));
        QCOMPARE(m_view->zoom(), 0.0);
        grab();
    }

    void turningAndFlippingMoveThePixels() {
        show(test::makePicture(200, 100, [](int x, int y) { return x < 100 && y < 50 ? 65535 : 0; }));
        m_view->setCornerTextVisible(false);
        const auto white = [&] {
            const QImage shown = grab();
            const QRectF picture =
                QRectF(m_view->imageToWidget({0, 0}), m_view->imageToWidget({200, 100})).normalized();
            QString quadrants;
            for (const auto& [fx, fy] :
                 {std::pair{0.25, 0.25}, std::pair{0.75, 0.25}, std::pair{0.75, 0.75}, std::pair{0.25, 0.75}})
                quadrants += qRed(shown.pixel(
                                 QPointF(picture.left() + fx * picture.width(), picture.top() + fy * picture.height())
                                     .toPoint())) > 128
                                 ? u'1'
                                 : u'0';
            return quadrants;
        };
        QCOMPARE(white(), QStringLiteral("1000"));
        m_view->rotateClockwise();
        QCOMPARE(white(), QStringLiteral("0100"));
        m_view->flipHorizontally();
        QCOMPARE(white(), QStringLiteral("1000"));
        m_view->rotateCounterclockwise();
        QCOMPARE(white(), QStringLiteral("0001"));
        m_view->resetView();
        QCOMPARE(white(), QStringLiteral("1000"));
    }

    void droppedFilesAreNamed() {
        show(nullptr);
        QSignalSpy dropped(m_view.get(), &Viewport::filesDropped);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile("/tmp/a b.dcm"), QUrl("https://example.org/x"),
                      QUrl::fromEncoded("file:///tmp/f%FFlm%20%C3%A9.png")});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_view.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_view.get(), &event);
        QCOMPARE(dropped.size(), 1);
        using Paths = std::vector<std::filesystem::path>;
        QVERIFY((dropped[0][0].value<Paths>() == Paths{"/tmp/a b.dcm", "/tmp/f\xFFlm é.png"}));
    }

    void sixtyPicturesLeaveNoMemoryBehind() {
        show(nullptr);
        long afterTen = 0;
        for (int i = 0; i < 60; ++i) {
            m_view->setRadiograph(
                test::makePicture(2000, 2500, [i](int x, int y) { return static_cast<std::uint16_t>(x * i + y); }));
            QCoreApplication::processEvents();
            m_view->repaint();
            if (i == 10) afterTen = residentMegabytes();
        }
        const long grown = residentMegabytes() - afterTen;
        qInfo("%ld MB after 10 pictures, %ld MB more after 60", afterTen, grown);
        // One picture is 10 MB and as much again in the texture.
        QVERIFY2(grown < 60, qPrintable(QString::number(grown)));
    }
};

QTEST_MAIN(ViewportTest)
#include "test_viewport.moc"
