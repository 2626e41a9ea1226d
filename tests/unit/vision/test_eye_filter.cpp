// What is done to a picture for the eye: edges and contrast grow, and nothing else of the picture changes.
#include "core/vision/eye_filter.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

using namespace asg;
using vision::EyeFilter;

namespace {

constexpr int kColumns = 640;
constexpr int kRows = 480;
constexpr EyeFilter kSharpen{.sharpens = true, .evensContrast = false};
constexpr EyeFilter kEven{.sharpens = false, .evensContrast = true};
constexpr EyeFilter kBoth{.sharpens = true, .evensContrast = true};

template <typename ValueAt>
domain::Radiograph picture(ValueAt valueAt) {
    std::vector<std::uint16_t> pixels;
    for (int y = 0; y < kRows; ++y)
        for (int x = 0; x < kColumns; ++x) pixels.push_back(static_cast<std::uint16_t>(valueAt(x, y)));
    domain::Radiograph radiograph;
    radiograph.columns = kColumns;
    radiograph.rows = kRows;
    const auto [least, most] = std::ranges::minmax(pixels);
    radiograph.minimumStored = least;
    radiograph.maximumStored = most;
    radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::move(pixels));
    return radiograph;
}

std::vector<std::uint16_t> filtered(const domain::Radiograph& radiograph, EyeFilter filter) {
    const auto outcome = vision::filteredForTheEye(radiograph, filter, {});
    return outcome.done() ? *outcome.value()->pixels : std::vector<std::uint16_t>();
}

int at(const std::vector<std::uint16_t>& pixels, int x, int y) {
    return pixels.at(static_cast<std::size_t>(y) * kColumns + static_cast<std::size_t>(x));
}

/// 1000 beside 2000, in the middle; the first columns have the range.
domain::Radiograph edge() {
    return picture([](int x, int) { return x == 0 ? 0 : x == 1 ? 4000 : x < kColumns / 2 ? 1000 : 2000; });
}

/// A fine pattern of 40 values on a background that goes from 0 to 4000.
domain::Radiograph faint() {
    return picture([](int x, int y) { return 4000 * x / kColumns + ((x / 4 + y / 4) % 2 == 0 ? 0 : 40); });
}

}  // namespace

class TestEyeFilter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutAFilterThePixelsAreTheSame() { QCOMPARE(filtered(faint(), {}), *faint().pixels); }

    void sharpeningLiftsBothSidesOfAnEdgeAndLeavesEvenPlaces() {
        const auto pixels = filtered(edge(), kSharpen);
        QVERIFY(at(pixels, kColumns / 2 - 1, 200) < 950);
        QVERIFY(at(pixels, kColumns / 2, 200) > 2050);
        QCOMPARE(at(pixels, kColumns / 4, 200), 1000);
        QCOMPARE(at(pixels, kColumns * 3 / 4, 200), 2000);
    }

    void theFirstAndTheLastRowAreSharpenedLikeTheOthers() {
        const auto pixels = filtered(edge(), kSharpen);
        for (int x = 0; x < kColumns; ++x) {
            QCOMPARE(at(pixels, x, 0), at(pixels, x, 200));
            QCOMPARE(at(pixels, x, kRows - 1), at(pixels, x, 200));
        }
    }

    void evenedContrastMakesFaintThingsPlain() {
        const auto pixels = filtered(faint(), kEven);
        const auto contrast = [](const std::vector<std::uint16_t>& of, int x, int y) {
            return std::abs(at(of, x, y) - at(of, x, y + 4));
        };
        int plainer = 0;
        for (int x = 40; x < kColumns - 40; x += 40) plainer += contrast(pixels, x, 200) > 60 ? 1 : 0;
        QVERIFY2(plainer > 10, qPrintable(QString::number(plainer)));
    }

    // Steps between tiles would look like edges of something.
    void betweenTilesThereIsNoStep() {
        const auto pixels = filtered(picture([](int x, int y) { return 1000 + 2 * x + y; }), kEven);
        for (int y = 1; y < kRows; ++y)
            for (int x = 1; x < kColumns; ++x) QVERIFY(std::abs(at(pixels, x, y) - at(pixels, x - 1, y)) < 40);
    }

    // A narrow window would show them.
    void evenedContrastHasNoStepsOfItsOwn() {
        auto pixels = filtered(picture([](int x, int y) { return 40 * x + y; }), kEven);
        std::ranges::sort(pixels);
        const auto kinds = std::ranges::unique(pixels).begin() - pixels.begin();
        QVERIFY2(kinds > 8000, qPrintable(QString::number(kinds)));
    }

    void paddingAndTheRangeStayAndNothingElseOfThePictureChanges() {
        auto radiograph = picture([](int x, int y) { return x < 100 ? 5 : 500 + x + 3 * y; });
        radiograph.storedOffset = -100;
        radiograph.minimumStored = 400;
        radiograph.maximumStored = 2600;
        radiograph.paddingStored = {-95, -95};
        radiograph.windows = {{1000, 2000, domain::Window::Function::Linear, "lungs"}};
        const auto outcome = vision::filteredForTheEye(radiograph, kBoth, {});
        QVERIFY(outcome.done());
        const auto& result = *outcome.value();
        QVERIFY(*result.pixels != *radiograph.pixels);
        for (int y = 0; y < kRows; ++y)
            for (int x = 0; x < kColumns; ++x) {
                const int value = at(*result.pixels, x, y);
                QVERIFY(x < 100 ? value == 5 : value >= 500 && value <= 2700);
            }
        QVERIFY(result.windows == radiograph.windows && result.paddingStored == radiograph.paddingStored);
        QCOMPARE(result.sha256, radiograph.sha256);
    }

    void picturesOfOneValueAndOfAFewPixelsAreTaken() {
        QCOMPARE(filtered(picture([](int, int) { return 7; }), kBoth), *picture([](int, int) { return 7; }).pixels);
        for (const auto& [columns, rows] : {std::pair(1, 1), std::pair(3, 1), std::pair(1, 5), std::pair(2, 2)}) {
            domain::Radiograph radiograph;
            radiograph.columns = columns;
            radiograph.rows = rows;
            std::vector<std::uint16_t> pixels(static_cast<std::size_t>(columns * rows), 0);
            pixels.back() = 65535;
            radiograph.maximumStored = 65535;
            radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(pixels);
            QCOMPARE(filtered(radiograph, kBoth).size(), pixels.size());
        }
    }

    void itIsStopped() {
        std::stop_source source;
        source.request_stop();
        for (const auto filter : {kSharpen, kEven})
            QVERIFY(vision::filteredForTheEye(faint(), filter, source.get_token()).cancelled());
    }
};

QTEST_GUILESS_MAIN(TestEyeFilter)
#include "test_eye_filter.moc"
