// Runs on Qt's "offscreen" platform, which has no OpenGL: as on a machine whose driver is broken.
#include "core/vision/display_lut.h"
#include "tests/gui/viewport/pictures.h"
#include "ui/viewport/viewport.h"

#include <QSignalSpy>
#include <QTest>

using namespace asg;
using viewport::Viewport;

class WithoutOpenGlTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePictureIsDrawnAndTheReaderTold() {
        Viewport view;
        QSignalSpy painted(&view, &Viewport::firstFramePainted);
        view.resize(500, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(!view.drawsWithOpenGl());
        const QImage empty = view.grab().toImage();
        view.setRadiograph(test::makePicture(200, 150, test::noise));
        view.actualPixels();
        QTRY_COMPARE(painted.size(), 1);
        const QImage shown = view.grab().toImage();
        const auto grey =
            vision::renderGrey(*view.radiograph(), vision::makeDisplayLut(*view.radiograph(), view.voi(), false));
        const QPoint corner = view.imageToWidget({0, 0}).toPoint();
        for (int y = 0; y < 150; ++y)
            for (int x = 0; x < 200; ++x)
                QCOMPARE(qRed(shown.pixel(corner + QPoint(x, y))),
                         static_cast<int>(grey[static_cast<std::size_t>(y) * 200 + x]));
        // The note on OpenGL stands above the notice on use.
        int bright = 0;
        for (int y = 340; y < 380; ++y)
            for (int x = 0; x < 500; ++x) bright += qRed(empty.pixel(x, y)) > 180 ? 1 : 0;
        QVERIFY(bright > 100);
    }

    void windowZoomOverlayAndClicksWorkAsEver() {
        Viewport view;
        view.setRadiograph(test::makePicture(600, 500, test::noise));
        view.resize(500, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(!view.drawsWithOpenGl());
        const QImage plain = view.grab().toImage();
        view.adjustWindow(0.3, 0.5);
        const QImage windowed = view.grab().toImage();
        QVERIFY(windowed != plain);
        view.zoomBy(2);
        const QImage zoomed = view.grab().toImage();
        QVERIFY(zoomed != windowed);
        const auto lung = *domain::regionFromName("left lung");
        render::OverlayScene scene;
        scene.outlines.push_back({lung, {250, 200, 350, 300}, "left lung", 0xE69F00, {}, render::Emphasis::Foremost});
        view.setOverlay(scene);
        QVERIFY(view.grab().toImage() != zoomed);
        view.setOverlay({});
        QCOMPARE(view.grab().toImage(), zoomed);
        view.setHitRegions({{lung, {250, 200, 350, 300}, 1, {}}});
        QSignalSpy clicked(&view, &Viewport::regionClicked);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.imageToWidget({300, 250}).toPoint());
        QCOMPARE(clicked.size(), 1);
        view.resetView();
        QCOMPARE(view.grab().toImage(), plain);
    }
};

QTEST_MAIN(WithoutOpenGlTest)
#include "test_viewport_without_opengl.moc"
