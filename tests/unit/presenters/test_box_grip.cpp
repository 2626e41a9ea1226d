// What a drag, or an arrow, makes of a region's box.
#include "ui/presenters/box_grip.h"

#include <QTest>

using namespace asg;
using namespace asg::presenters;
using base::Box;

namespace {

constexpr Box kPicture{0, 0, 500, 400};
constexpr Box kBox{100, 100, 200, 300};

}  // namespace

class TestBoxGrip : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void edgesAndCornersAreTakenBeforeTheWhole() {
        QVERIFY(boxGripAt(kBox, {103, 200}, 5) == BoxGrip{.left = true});
        QVERIFY(boxGripAt(kBox, {97, 200}, 5) == BoxGrip{.left = true});
        QVERIFY((boxGripAt(kBox, {198, 302}, 5) == BoxGrip{.right = true, .bottom = true}));
        QVERIFY(boxGripAt(kBox, {150, 200}, 5)->isWhole());
        QVERIFY(!boxGripAt(kBox, {90, 200}, 5));
        QVERIFY(!boxGripAt(kBox, {150, 306}, 5));
    }

    void ofASmallBoxTheNearerOfTwoEdgesIsTaken() {
        constexpr Box kSmall{100, 100, 106, 300};
        QVERIFY(boxGripAt(kSmall, {101, 200}, 5) == BoxGrip{.left = true});
        QVERIFY(boxGripAt(kSmall, {105, 200}, 5) == BoxGrip{.right = true});
    }

    void anEdgeGoesWhereItIsDraggedAndTheOthersStay() {
        QCOMPARE(movedBox(kBox, {.left = true}, {-30, 50}, kPicture), (Box{70, 100, 200, 300}));
        QCOMPARE(movedBox(kBox, {.top = true, .right = true}, {25, 40}, kPicture), (Box{100, 140, 225, 300}));
    }

    void anEdgeBeyondTheOppositeOneChangesPlacesWithIt() {
        QCOMPARE(movedBox(kBox, {.left = true}, {150, 0}, kPicture), (Box{200, 100, 250, 300}));
    }

    void noSideBecomesTooSmallToSee() {
        const auto thin = movedBox(kBox, {.right = true}, {-100, 0}, kPicture);
        QVERIFY(thin.width() >= kSmallestBoxSide);
        // At the picture's last pixel, too.
        const auto last = movedBox({500, 400, 500, 400}, kDrawnCorner, {}, kPicture);
        QCOMPARE(last, (Box{498, 398, 500, 400}));
        QCOMPARE(onWholePixels({99.6, 10.2, 100.3, 11.1}, kPicture), (Box{100, 10, 102, 12}));
    }

    void nothingLeavesThePicture() {
        QCOMPARE(movedBox(kBox, {}, {-1000, 20}, kPicture), (Box{0, 120, 100, 320}));
        QCOMPARE(movedBox(kBox, {}, {1000, 1000}, kPicture), (Box{400, 200, 500, 400}));
        QCOMPARE(movedBox(kBox, {.right = true, .bottom = true}, {1000, 1000}, kPicture), (Box{100, 100, 500, 400}));
        QCOMPARE(onWholePixels({-0.4, 0, 500.4, 399.7}, kPicture), kPicture);
    }
};

QTEST_APPLESS_MAIN(TestBoxGrip)
#include "test_box_grip.moc"
