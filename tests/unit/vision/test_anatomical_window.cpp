// Windows after the picture's own anatomy: what the values are and where they lie is known by construction.
#include "core/vision/anatomical_window.h"

#include <QTest>

#include <cmath>
#include <memory>
#include <vector>

using namespace asg;
using vision::WindowAim;

namespace {

constexpr int kSide = 400;
constexpr int kLungRows = 200;  // the upper half

/// Above, values 0 … 199 by row; below, 1000 … 1199. A bright rim of 3000 runs round it.
domain::Radiograph twoHalves() {
    std::vector<std::uint16_t> pixels;
    for (int row = 0; row < kSide; ++row)
        for (int column = 0; column < kSide; ++column) {
            const bool isRim = row < 10 || column < 10 || row >= kSide - 10 || column >= kSide - 10;
            pixels.push_back(std::uint16_t(isRim ? 3000 : row < kLungRows ? row : row + 800));
        }
    domain::Radiograph radiograph;
    radiograph.rows = radiograph.columns = kSide;
    radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::move(pixels));
    return radiograph;
}

domain::RegionBox region(const char* name, base::Box box) {
    return {*domain::regionFromName(name), box, 1.0F};
}

double low(const domain::Window& window) {
    return window.center - window.width / 2;
}
double high(const domain::Window& window) {
    return window.center + window.width / 2;
}
bool isNear(double value, double expected) {
    return std::abs(value - expected) <= 3;
}

}  // namespace

class TestAnatomicalWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLungsWindowSpreadsWhatLiesInTheLungs() {
        const std::vector regions{region("right lung", {20, 100, 200, 200}), region("left lung", {200, 100, 380, 200}),
                                  region("spine", {150, 220, 250, 380})};
        const auto window = vision::anatomicalWindow(WindowAim::Lungs, twoHalves(), regions);
        QVERIFY(isNear(low(window), 101));
        QVERIFY(isNear(high(window), 180));
    }

    void theBonesWindowLooksAtOtherValuesThanTheLungs() {
        const std::vector regions{region("right lung", {20, 100, 200, 200}),
                                  region("left clavicle", {150, 220, 250, 320})};
        const auto window = vision::anatomicalWindow(WindowAim::Bones, twoHalves(), regions);
        QVERIFY(isNear(low(window), 1030));
        QVERIFY(isNear(high(window), 1119));
    }

    void withoutRegionsTheMiddleOfThePictureIsLookedAtAndNotItsRim() {
        const auto window = vision::anatomicalWindow(WindowAim::Thorax, twoHalves(), {});
        QVERIFY(isNear(low(window), 63));
        QVERIFY(isNear(high(window), 1137));
    }

    void whereHighValuesAreDarkThePercentilesCountFromThere() {
        auto radiograph = twoHalves();
        radiograph.polarity = domain::Polarity::Monochrome1;
        const std::vector regions{region("right lung", {20, 100, 380, 200})};
        const auto window = vision::anatomicalWindow(WindowAim::Lungs, radiograph, regions);
        QVERIFY(isNear(low(window), 120));
        QVERIFY(isNear(high(window), 199));
    }

    void valuesAreThoseAfterTheModalityTransform() {
        auto radiograph = twoHalves();
        radiograph.modality = domain::Rescale{2, -50};
        const std::vector regions{region("right lung", {20, 100, 380, 200})};
        const auto window = vision::anatomicalWindow(WindowAim::Lungs, radiograph, regions);
        QVERIFY(isNear(low(window) / 2, (101 * 2 - 50) / 2));
    }

    void paddingIsNoValue() {
        auto radiograph = twoHalves();
        radiograph.paddingStored = std::pair(1000, 1199);
        const auto window = vision::anatomicalWindow(WindowAim::Thorax, radiograph, {});
        QVERIFY(high(window) < 200);
    }

    void aPictureOfOneValueIsGreyAndNothingDividesByZero() {
        auto radiograph = twoHalves();
        radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(kSide * kSide, std::uint16_t(7));
        const auto window = vision::anatomicalWindow(WindowAim::Thorax, radiograph, {});
        QCOMPARE(window.center, 7.0);
        QCOMPARE(window.width, 1.0);
    }
};

QTEST_APPLESS_MAIN(TestAnatomicalWindow)
#include "test_anatomical_window.moc"
