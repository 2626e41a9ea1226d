#include "core/vision/model_input.h"

#include <QTest>

#include <cmath>
#include <random>

using asg::base::Box;
using asg::base::Point;
using asg::vision::InputSpec;
using asg::vision::makeInputTransform;
using asg::vision::makeModelInput;

namespace {

InputSpec specOf(int resize, int crop) {
    InputSpec spec;
    spec.resize = resize;
    spec.crop = crop;
    return spec;
}

std::vector<std::uint8_t> pattern(int rows, int columns) {
    std::vector<std::uint8_t> grey;
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x)
            grey.push_back(static_cast<std::uint8_t>((7 * y * y + 13 * x + x * y % 11 * 9) % 256));
    return grey;
}

// cv2.resize(float32, INTER_LINEAR) of OpenCV 5.0.0 on the pattern above: 9 × 6 to 8 × 5, and 30 × 40 to 6 × 8.
constexpr float kSmaller[] = {1.7938F,   18.0688F,  34.3438F,  50.6187F,  66.8938F,  13.3062F,  41.7313F,  70.1562F,
                              98.5813F,  127.0062F, 42.3188F,  82.8938F,  123.4688F, 142.3875F, 173.6812F, 88.8313F,
                              141.5562F, 172.6250F, 164.7125F, 99.9313F,  152.8438F, 174.5187F, 161.0938F, 147.6687F,
                              18.4250F,  216.7563F, 90.9625F,  88.8750F,  86.7875F,  91.5500F,  120.5688F, 136.8438F,
                              156.7188F, 176.5938F, 163.6750F, 169.8812F, 25.5063F,  131.1250F, 133.7125F, 72.0813F};
constexpr float kMuchSmaller[] = {90.0F,  146.0F, 202.0F, 2.0F,   58.0F,  213.0F, 13.0F,  69.0F,  140.0F, 223.0F,
                                  50.0F,  133.0F, 117.0F, 200.0F, 27.0F,  110.0F, 28.0F,  138.0F, 149.0F, 3.0F,
                                  14.0F,  124.0F, 234.0F, 245.0F, 10.0F,  147.0F, 185.0F, 223.0F, 5.0F,   142.0F,
                                  180.0F, 218.0F, 86.0F,  151.0F, 216.0F, 25.0F,  90.0F,  155.0F, 220.0F, 29.0F,
                                  99.0F,  92.0F,  184.0F, 20.0F,  13.0F,  105.0F, 197.0F, 33.0F};
// 5 × 7 to 8 × 12, first two rows.
constexpr float kLarger[] = {0.0000F,  4.8750F,  12.4583F, 20.0417F, 27.6250F, 35.2083F, 42.7917F, 50.3750F,
                             57.9583F, 65.5417F, 73.1250F, 78.0000F, 3.0625F,  9.4141F,  19.2943F, 29.1745F,
                             39.0547F, 48.9349F, 58.8151F, 68.6953F, 78.5755F, 88.4557F, 98.3359F, 104.6875F};
// The same two with resize(BILINEAR) of Pillow 13.0.0 on float pixels, which averages.
constexpr float kSmallerAveraged[] = {
    4.1250F,   20.5250F,  36.9250F,  53.3250F,  69.7250F,  17.4464F,  45.1607F,  72.8750F,  100.5893F, 128.3036F,
    47.5679F,  86.5964F,  125.6250F, 142.3786F, 169.0322F, 94.4893F,  144.8321F, 172.9000F, 165.9643F, 106.3464F,
    158.2107F, 169.5822F, 161.6250F, 153.6679F, 31.7429F,  203.0750F, 90.3214F,  91.8000F,  93.2786F,  84.0429F,
    130.3393F, 128.9821F, 149.6250F, 170.2679F, 160.8571F, 147.5464F, 36.8179F,  135.5000F, 148.3929F, 83.1893F};
constexpr float kMuchSmallerAveraged[] = {
    100.5000F, 134.8636F, 146.7909F, 108.0546F, 109.1709F, 142.7473F, 138.7382F, 122.5289F, 122.9945F, 129.9440F,
    129.7104F, 130.3792F, 132.6352F, 135.0576F, 134.0368F, 137.8018F, 113.5400F, 133.7424F, 139.3584F, 115.6272F,
    118.6816F, 131.4048F, 143.5200F, 126.8709F, 95.7564F,  127.1760F, 151.4000F, 125.8784F, 91.8512F,  129.6432F,
    151.3600F, 134.4582F, 116.8727F, 123.6272F, 134.7232F, 108.5744F, 111.1776F, 133.3072F, 150.1920F, 109.8364F,
    136.0021F, 121.7473F, 128.6982F, 128.1109F, 134.5091F, 138.8309F, 132.6436F, 119.7335F};

}  // namespace

class TestModelInput : public QObject {
    Q_OBJECT

private:
    /// The input's pixels from (offsetX, offsetY) on are the expected picture; those around it are zero.
    static void verifyInside(const asg::vision::ModelInput& input, const float* expected, int rows, int columns, int x0,
                             int y0) {
        const int side = input.spec.crop;
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) {
                const bool inside = x >= x0 && y >= y0 && x < x0 + columns && y < y0 + rows;
                const float value = inside ? expected[(y - y0) * columns + x - x0] : 0.0F;
                const float actual = input.grey[static_cast<std::size_t>(y * side + x)];
                QVERIFY2(std::abs(actual - value) < 0.001F,
                         qPrintable(QString("%1,%2: %3, not %4").arg(x).arg(y).arg(actual).arg(value)));
            }
    }

private Q_SLOTS:
    void resizingEqualsOpenCv() {
        verifyInside(makeModelInput(pattern(9, 6), 9, 6, specOf(8, 8)), kSmaller, 8, 5, 1, 0);
        verifyInside(makeModelInput(pattern(30, 40), 30, 40, specOf(8, 8)), kMuchSmaller, 6, 8, 0, 1);
        const auto larger = makeModelInput(pattern(5, 7), 5, 7, specOf(12, 12));
        for (int i = 0; i < 24; ++i)
            QVERIFY(std::abs(larger.grey[static_cast<std::size_t>(2 * 12 + i)] - kLarger[i]) < 0.001F);
    }

    void antialiasedResizingEqualsPillow() {
        const auto averaged = [](InputSpec spec) {
            spec.antialias = true;
            return spec;
        };
        verifyInside(makeModelInput(pattern(9, 6), 9, 6, averaged(specOf(8, 8))), kSmallerAveraged, 8, 5, 1, 0);
        verifyInside(makeModelInput(pattern(30, 40), 30, 40, averaged(specOf(8, 8))), kMuchSmallerAveraged, 6, 8, 0, 1);
        // Nothing to average where a picture becomes larger.
        const auto larger = makeModelInput(pattern(5, 7), 5, 7, averaged(specOf(12, 12)));
        for (int i = 0; i < 24; ++i)
            QVERIFY(std::abs(larger.grey[static_cast<std::size_t>(2 * 12 + i)] - kLarger[i]) < 0.001F);
    }

    /// One bright line in 13 must not vanish or dominate by where the samples happen to fall.
    void antialiasedResizingKeepsThinLines() {
        InputSpec spec = specOf(24, 24);
        spec.antialias = true;
        std::vector<std::uint8_t> grey(312 * 312, 0);
        for (std::size_t row = 0; row < 312; row += 13) std::fill_n(grey.begin() + row * 312, 312, std::uint8_t{255});
        const auto input = makeModelInput(grey, 312, 312, spec);
        for (int row = 1; row < 23; ++row)
            QVERIFY(std::abs(input.grey[static_cast<std::size_t>(row * 24 + 12)] - 255.0F / 13) < 1.5F);
    }

    void theCropIsTheCentreOfThePaddedSquare() {
        const auto whole = makeModelInput(pattern(50, 31), 50, 31, specOf(40, 40));
        const auto crop = makeModelInput(pattern(50, 31), 50, 31, specOf(40, 30));
        for (int y = 0; y < 30; ++y)
            for (int x = 0; x < 30; ++x)
                QCOMPARE(crop.grey[static_cast<std::size_t>(y * 30 + x)],
                         whole.grey[static_cast<std::size_t>((y + 5) * 40 + x + 5)]);
    }

    void sidesFollowThePublishedPipeline() {
        // 256 × int(2000 · 256 / 2500) = 204.8 cut off, 26 columns of padding at the left, 16 of the rim cut off.
        const auto transform = makeInputTransform(2500, 2000, InputSpec{});
        QCOMPARE(transform.scaleX, 204.0 / 2000);
        QCOMPARE(transform.scaleY, 256.0 / 2500);
        QCOMPARE(transform.offsetX, 26.0 - 16);
        QCOMPARE(transform.offsetY, -16.0);
    }

    void equalSidesStayEqual() {
        for (int side = 1; side < 4000; ++side) {
            const auto transform = makeInputTransform(side, side, InputSpec{});
            QCOMPARE(transform.scaleX, transform.scaleY);
            QCOMPARE(transform.offsetX, -16.0);
        }
    }

    void transformsRoundTrip() {
        std::mt19937 random(1);
        std::uniform_int_distribution<int> side(1, 5000);
        std::uniform_real_distribution<double> part(0, 1);
        for (int i = 0; i < 1000; ++i) {
            const int rows = side(random);
            const int columns = side(random);
            const auto transform = makeInputTransform(rows, columns, InputSpec{});
            const Point inImagePixels{part(random) * columns, part(random) * rows};
            const Point back = transform.toImage(transform.toCrop(inImagePixels));
            QVERIFY(std::abs(back.x - inImagePixels.x) < 1e-9 * columns);
            QVERIFY(std::abs(back.y - inImagePixels.y) < 1e-9 * rows);
            const Box box{1, 2, columns + 1.0, rows + 2.0};
            const Box boxBack = transform.toImage(transform.toCrop(box));
            QVERIFY(std::abs(boxBack.x2 - box.x2) < 1e-9 * columns + 1e-9);
            QVERIFY(std::abs(boxBack.y1 - box.y1) < 1e-9 * rows + 1e-9);
        }
    }

    void theImagesEdgesMapToWhatItBecame() {
        const auto transform = makeInputTransform(2500, 2000, InputSpec{});
        const Box inCropPixels = transform.toCrop(Box{0, 0, 2000, 2500});
        QCOMPARE(inCropPixels.x1, 10.0);
        QCOMPARE(inCropPixels.x2, 214.0);
        QCOMPARE(inCropPixels.y1, -16.0);
        QCOMPARE(inCropPixels.y2, 240.0);
    }

    void whatTheModelSeesIsClippedToTheImage() {
        const auto portrait = makeInputTransform(2560, 2000, InputSpec{}).modelSeesInImagePixels();
        QCOMPARE(portrait, (Box{0, 160, 2000, 2400}));
        const auto square = makeInputTransform(1024, 1024, InputSpec{}).modelSeesInImagePixels();
        QCOMPARE(square, (Box{64, 64, 960, 960}));
    }

    /// A user's window must not change the analysis; only the file's own transform counts.
    void theRadiographsInputIsItsDefaultRendering() {
        asg::domain::Radiograph radiograph;
        radiograph.rows = 30;
        radiograph.columns = 40;
        const auto grey = pattern(30, 40);
        std::vector<std::uint16_t> pixels(grey.begin(), grey.end());
        radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(pixels);
        radiograph.windows = {{128, 256, asg::domain::Window::Function::Linear, {}}};
        const auto fromFile = makeModelInput(radiograph, specOf(24, 20));
        const auto fromGrey = makeModelInput(grey, 30, 40, specOf(24, 20));
        QVERIFY(fromFile.grey == fromGrey.grey);
    }

    void oddShapesDoNotBreak() {
        for (const auto& [rows, columns] : {std::pair{1, 1}, {1, 5000}, {5000, 1}, {3, 2}}) {
            const auto input = makeModelInput(pattern(rows, columns), rows, columns, InputSpec{});
            QCOMPARE(input.grey.size(), std::size_t{224 * 224});
            for (const float value : input.grey) QVERIFY(value >= 0 && value <= 255);
            InputSpec averaged;
            averaged.antialias = true;
            for (const float value : makeModelInput(pattern(rows, columns), rows, columns, averaged).grey)
                QVERIFY(value >= 0 && value <= 255.001F);
        }
    }
};

QTEST_GUILESS_MAIN(TestModelInput)
#include "test_model_input.moc"
