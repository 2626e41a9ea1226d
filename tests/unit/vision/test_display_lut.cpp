#include "core/vision/display_lut.h"

#include <QTest>

#include <cmath>

using asg::domain::LookUpTable;
using asg::domain::Polarity;
using asg::domain::PresentationShape;
using asg::domain::Radiograph;
using asg::domain::Rescale;
using asg::domain::Window;
using asg::vision::FullRange;
using asg::vision::makeDisplayLut;
using asg::vision::VoiLutChoice;

namespace {

Radiograph pictureOf(std::vector<std::uint16_t> pixels) {
    Radiograph radiograph;
    radiograph.rows = 1;
    radiograph.columns = static_cast<int>(pixels.size());
    const auto [lowest, highest] = std::minmax_element(pixels.begin(), pixels.end());
    radiograph.minimumStored = *lowest;
    radiograph.maximumStored = *highest;
    radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::move(pixels));
    return radiograph;
}

int greyOf(const Radiograph& radiograph, const asg::vision::VoiChoice& voi, std::size_t pixel, bool invert = false) {
    return makeDisplayLut(radiograph, voi, invert).grey[pixel];
}

}  // namespace

class TestDisplayLut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstVoiLutThenFirstWindowThenFullRangeIsShown() {
        Radiograph radiograph = pictureOf({0, 100});
        QVERIFY(std::holds_alternative<FullRange>(asg::vision::defaultVoi(radiograph)));
        radiograph.windows = {{50, 20, Window::Function::Linear, "first"}, {1, 2, Window::Function::Linear, "second"}};
        QCOMPARE(std::get<Window>(asg::vision::defaultVoi(radiograph)).name, "first");
        radiograph.voiLuts = {LookUpTable{0, 8, {0, 255}, {}}};
        QCOMPARE(std::get<VoiLutChoice>(asg::vision::defaultVoi(radiograph)).index, std::size_t{0});
    }

    /// PS3.3 C.11.2.1.2.1 note: center 2048, width 4096 maps 0 to black and 4095 to white; 2047.5 is the middle.
    void linearWindowHasTheStandardsBorders() {
        const Radiograph radiograph = pictureOf({0, 4095});
        const Window window{2048, 4096, Window::Function::Linear, {}};
        QCOMPARE(greyOf(radiograph, window, 0), 0);
        QCOMPARE(greyOf(radiograph, window, 4095), 255);
        QCOMPARE(greyOf(radiograph, window, 2047), 127);
        QCOMPARE(greyOf(radiograph, window, 2048), 127);
        QCOMPARE(greyOf(radiograph, window, 2056), 128);
    }

    void widthOneIsAStep() {
        const Radiograph radiograph = pictureOf({0, 4095});
        const Window window{100, 1, Window::Function::Linear, {}};
        QCOMPARE(greyOf(radiograph, window, 99), 0);
        QCOMPARE(greyOf(radiograph, window, 100), 255);
    }

    void linearExactDiffersFromLinear() {
        const Radiograph radiograph = pictureOf({0, 100});
        const Window window{50, 100, Window::Function::LinearExact, {}};
        QCOMPARE(greyOf(radiograph, window, 0), 0);
        QCOMPARE(greyOf(radiograph, window, 50), 127);
        QCOMPARE(greyOf(radiograph, window, 25), 63);
        QCOMPARE(greyOf(radiograph, window, 100), 255);
    }

    void sigmoidFollowsItsFormulaAndNeverClips() {
        const Radiograph radiograph = pictureOf({0, 2000});
        const Window window{1000, 400, Window::Function::Sigmoid, {}};
        for (const int value : {0, 700, 1000, 1100, 1300, 2000}) {
            const double expected = 255 / (1 + std::exp(-4.0 * (value - 1000) / 400));
            QCOMPARE(greyOf(radiograph, window, static_cast<std::size_t>(value)), static_cast<int>(expected));
        }
        QVERIFY(greyOf(radiograph, window, 1300) < 255);
    }

    void monochrome1AndInverseShapeTogetherInvertOnce() {
        Radiograph radiograph = pictureOf({0, 255});
        QCOMPARE(greyOf(radiograph, FullRange{}, 0), 0);
        radiograph.polarity = Polarity::Monochrome1;
        QCOMPARE(greyOf(radiograph, FullRange{}, 0), 255);
        radiograph.shape = PresentationShape::Inverse;
        QCOMPARE(greyOf(radiograph, FullRange{}, 0), 255);
        radiograph.polarity = Polarity::Monochrome2;
        QCOMPARE(greyOf(radiograph, FullRange{}, 0), 255);
    }

    /// Inverting before the VOI would show 30 through a window of 20 ± 10 as black.
    void invertComesAfterTheWindow() {
        const Radiograph radiograph = pictureOf({0, 255});
        const Window window{20, 20, Window::Function::LinearExact, {}};
        QCOMPARE(greyOf(radiograph, window, 200, true), 0);
        QCOMPARE(greyOf(radiograph, window, 0, true), 255);
        QCOMPARE(greyOf(radiograph, window, 15, false) + greyOf(radiograph, window, 15, true), 254);
    }

    void eightBitPicturesKeepTheirValuesOverTheFullRange() {
        std::vector<std::uint16_t> all(256);
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint16_t>(i);
        const Radiograph radiograph = pictureOf(all);
        const auto grey = asg::vision::renderGrey(radiograph, makeDisplayLut(radiograph, FullRange{}, false));
        for (std::size_t i = 0; i < all.size(); ++i) QCOMPARE(int(grey[i]), int(i));
    }

    void fullRangeLeavesPaddingOutAndShowsItAsTheNearestEnd() {
        Radiograph radiograph = pictureOf({0, 1000, 1500, 2000});
        radiograph.paddingStored = {{0, 0}};
        radiograph.minimumStored = 1000;
        QCOMPARE(greyOf(radiograph, FullRange{}, 1000), 0);
        QCOMPARE(greyOf(radiograph, FullRange{}, 1500), 127);
        QCOMPARE(greyOf(radiograph, FullRange{}, 0), 0);
    }

    void oneValueOnlyIsBlackNotNoise() {
        const Radiograph radiograph = pictureOf({700, 700});
        QCOMPARE(greyOf(radiograph, FullRange{}, 700), 0);
    }

    void signedAndRescaledValuesReachTheWindowInTheirUnits() {
        Radiograph radiograph = pictureOf({0, 4095});
        radiograph.storedOffset = -2048;
        radiograph.minimumStored = -2048;
        radiograph.maximumStored = 2047;
        radiograph.modality = Rescale{0.5, -10};
        const Window window{-10, 100, Window::Function::LinearExact, {}};
        QCOMPARE(greyOf(radiograph, window, 2048), 127);
        QCOMPARE(greyOf(radiograph, window, 2048 + 50), 127 + 64);
    }

    void aFallingModalityLutKeepsTheRangeInOrder() {
        Radiograph radiograph = pictureOf({0, 1, 2});
        radiograph.modality = LookUpTable{0, 16, {900, 100, 500}, {}};
        QCOMPARE(greyOf(radiograph, FullRange{}, 1), 0);
        QCOMPARE(greyOf(radiograph, FullRange{}, 0), 255);
        QCOMPARE(greyOf(radiograph, FullRange{}, 2), 127);
    }

    void voiLutInputsOutsideTakeTheNearestEntry() {
        Radiograph radiograph = pictureOf({0, 300});
        radiograph.voiLuts = {LookUpTable{100, 8, {10, 20, 200}, {}}};
        QCOMPARE(greyOf(radiograph, VoiLutChoice{0}, 0), 10);
        QCOMPARE(greyOf(radiograph, VoiLutChoice{0}, 101), 20);
        QCOMPARE(greyOf(radiograph, VoiLutChoice{0}, 300), 200);
    }

    void aChoiceThatTheFileDoesNotHaveIsTheFullRange() {
        const Radiograph radiograph = pictureOf({0, 255});
        QCOMPARE(greyOf(radiograph, VoiLutChoice{3}, 255), 255);
    }

    void aWindowLikeALinearTableShowsTheSame() {
        Radiograph radiograph = pictureOf({0, 1000});
        LookUpTable table{0, 10, {}, "ramp"};
        for (int i = 0; i <= 1000; ++i) table.values.push_back(static_cast<std::uint16_t>(i * 1023 / 1000));
        radiograph.voiLuts = {table};
        const Window window = asg::vision::equivalentWindow(radiograph, VoiLutChoice{0});
        QVERIFY(std::abs(window.center - 500) < 2);
        QVERIFY(std::abs(window.width - 1000) < 4);
    }
};

QTEST_GUILESS_MAIN(TestDisplayLut)
#include "test_display_lut.moc"
