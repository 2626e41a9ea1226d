// What the pointer does over the picture, and the words that stand on it.
#include "core/vision/display_lut.h"
#include "tests/gui/viewport/pictures.h"
#include "ui/viewport/viewport.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

using namespace asg;
using viewport::Viewport;

Q_DECLARE_METATYPE(std::optional<asg::domain::RegionId>)

namespace {

constexpr QSize kView(700, 600);

domain::RegionId region(std::string_view name) {
    return *domain::regionFromName(name);
}

}  // namespace

class ViewportPointerTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Viewport> m_view;

    QImage grab() {
        QCoreApplication::processEvents();
        return m_view->grab().toImage();
    }

    /// Sent directly: the X server's own cursor moves when it likes.
    void moveMouse(QPointF to) {
        QMouseEvent event(QEvent::MouseMove, to, m_view->mapToGlobal(to), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_view.get(), &event);
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

    void aClickTouchesTheSmallestRegionAndNotTheWindow() {
        show(test::makePicture(600, 600, test::noise));
        const auto voi = vision::equivalentWindow(*m_view->radiograph(), m_view->voi());
        m_view->setHitRegions({{region("left lung"), {300, 100, 500, 500}, 1, {}},
                               {region("left hilar structures"), {310, 200, 380, 300}, 1, {}}});
        QSignalSpy clicked(m_view.get(), &Viewport::regionClicked);
        QSignalSpy hovered(m_view.get(), &Viewport::regionHovered);
        const auto at = [&](double x, double y) { return m_view->imageToWidget({x, y}).toPoint(); };
        moveMouse(at(450, 400));
        QTRY_COMPARE(hovered.size(), 1);
        moveMouse(at(340, 250));
        QTRY_COMPARE(hovered.size(), 3);
        moveMouse(at(100, 100));
        QCOMPARE(hovered.size(), 4);
        QCOMPARE(hovered[0][0].value<std::optional<domain::RegionId>>(), region("left lung"));
        QVERIFY(!hovered[1][0].value<std::optional<domain::RegionId>>());
        QCOMPARE(hovered[2][0].value<std::optional<domain::RegionId>>(), region("left hilar structures"));
        QVERIFY(!hovered[3][0].value<std::optional<domain::RegionId>>());
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at(340, 250));
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at(20, 20));
        QCOMPARE(clicked.size(), 2);
        QCOMPARE(clicked[0][0].value<std::optional<domain::RegionId>>(), region("left hilar structures"));
        QVERIFY(!clicked[1][0].value<std::optional<domain::RegionId>>());
        QCOMPARE(vision::equivalentWindow(*m_view->radiograph(), m_view->voi()), voi);
    }

    void whatThePointerPassesIsNotHovered() {
        show(test::makePicture(600, 600, test::noise));
        m_view->setHitRegions({{region("left lung"), {300, 100, 500, 500}, 1, {}}});
        QSignalSpy hovered(m_view.get(), &Viewport::regionHovered);
        for (int x = 310; x < 490; x += 20) moveMouse(m_view->imageToWidget({double(x), 300}));
        moveMouse(m_view->imageToWidget({100, 300}));
        QTest::qWait(500);
        QCOMPARE(hovered.size(), 0);
    }

    void aHandThatComesToRestAfterADragPointsAtNothing() {
        show(test::makePicture(600, 600, test::noise));
        m_view->setHitRegions({{region("left lung"), {300, 100, 500, 500}, 1, {}}});
        const auto at = [&](double x, double y) { return m_view->imageToWidget({x, y}).toPoint(); };
        QSignalSpy hovered(m_view.get(), &Viewport::regionHovered);
        moveMouse(at(400, 300));
        QTRY_COMPARE(hovered.size(), 1);
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, at(400, 300));
        QTest::mouseMove(m_view.get(), at(420, 340));
        QCOMPARE(hovered.size(), 2);
        QVERIFY(!hovered[1][0].value<std::optional<domain::RegionId>>());
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, at(420, 340));
        moveMouse(at(420, 340) + QPoint(1, 1));
        QTest::qWait(500);
        QCOMPARE(hovered.size(), 2);
        moveMouse(at(450, 400));
        QTRY_COMPARE(hovered.size(), 3);
    }

    // Whoever listens draws again what belongs to the picture that goes.
    void aPreviewThatEndsWithItsPictureLeavesNothingOnTheNext() {
        const auto black = [] { return test::makePicture(600, 600, [](int, int) { return 0; }); };
        show(black());
        const QImage plain = grab();
        m_view->setHitRegions({{region("left lung"), {300, 100, 500, 500}, 1, {}}});
        render::OverlayScene scene;
        scene.outlines.push_back({region("left lung"), {300, 100, 500, 500}, "left lung", 0xE69F00, {}});
        connect(m_view.get(), &Viewport::regionHovered, m_view.get(), [&] { m_view->setOverlay(scene); });
        moveMouse(m_view->imageToWidget({400, 300}));
        QTRY_VERIFY(grab() != plain);
        m_view->setRadiograph(black());
        QCOMPARE(grab(), plain);
    }

    void howThePictureIsTurnedRoundStandsInACornerAsLongAsItHolds() {
        show(test::makePicture(400, 400, [](int, int) { return 0; }));
        m_view->setCornerTextVisible(false);
        const QImage plain = grab();
        // The words' colour is no other's.
        const auto warned = [&] {
            const QImage image = grab();
            int count = 0;
            for (int y = kView.height() / 2; y < kView.height(); ++y)
                for (int x = 0; x < kView.width() / 3; ++x) count += image.pixel(x, y) == 0xFFE69F00 ? 1 : 0;
            return count;
        };
        QCOMPARE(warned(), 0);
        m_view->flipHorizontally();
        const int mirrored = warned();
        QVERIFY(mirrored > 0);
        m_view->rotateClockwise();
        const int both = warned();
        QVERIFY(both > mirrored);
        m_view->setInverted(true);
        m_view->setInverted(false);
        QCOMPARE(warned(), both);
        m_view->resetView();
        QCOMPARE(grab(), plain);
        m_view->setInverted(true);
        QVERIFY(warned() > 0);
        m_view->setRadiograph(test::makePicture(400, 400, [](int, int) { return 0; }));
        QCOMPARE(warned(), 0);
    }

    void thePicturesNameStandsOnIt() {
        show(test::makePicture(400, 400, [](int, int) { return 0; }));
        const QImage without = grab();
        m_view->setPictureName(QStringLiteral("scan.dcm  22 of 60"));
        QVERIFY(grab() != without);
        m_view->setRadiograph(test::makePicture(400, 400, [](int, int) { return 0; }));
        QCOMPARE(grab(), without);
    }

    void hoveringTellsTheStoredValue() {
        auto picture = test::makePicture(50, 40, [](int x, int y) { return 100 * y + x; });
        picture->storedOffset = -1000;
        show(picture);
        QSignalSpy hovered(m_view.get(), &Viewport::pixelHovered);
        moveMouse(m_view->imageToWidget({7.5, 3.5}));
        QCOMPARE(hovered.size(), 1);
        QCOMPARE(hovered[0][0].toPoint(), QPoint(7, 3));
        QCOMPARE(hovered[0][1].toInt(), 307 - 1000);
    }
};

QTEST_MAIN(ViewportPointerTest)
#include "test_viewport_pointer.moc"
