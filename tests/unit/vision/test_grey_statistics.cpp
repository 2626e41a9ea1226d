// Mean, spread and ends of the values within a measurement, against counting every pixel of the picture.
#include "core/vision/grey_statistics.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <memory>
#include <numbers>
#include <random>
#include <vector>

using namespace asg;
using base::Point;
using domain::Measurement;
using domain::MeasurementKind;

namespace {

domain::Radiograph noise(int rows, int columns) {
    std::mt19937 random(3);
    std::vector<std::uint16_t> pixels;
    for (int i = 0; i < rows * columns; ++i) pixels.push_back(static_cast<std::uint16_t>(random() % 4096));
    domain::Radiograph radiograph;
    radiograph.rows = rows;
    radiograph.columns = columns;
    radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::move(pixels));
    radiograph.storedOffset = -1024;
    radiograph.modality = domain::Rescale{0.5, 100};
    return radiograph;
}

Measurement drawn(MeasurementKind kind, std::vector<Point> points) {
    return {kind, 1, std::move(points), {}, false};
}

/// Two passes over all pixels, their middles asked one by one.
domain::GreyStatistics counted(const domain::Radiograph& radiograph, const std::function<bool(Point)>& isWithin) {
    std::vector<double> values;
    for (int row = 0; row < radiograph.rows; ++row)
        for (int column = 0; column < radiograph.columns; ++column)
            if (isWithin({column + 0.5, row + 0.5}))
                values.push_back(((*radiograph.pixels)[std::size_t(row * radiograph.columns + column)] - 1024) * 0.5 +
                                 100);
    domain::GreyStatistics told{values.size(), 0, 0, values.at(0), values.at(0)};
    for (const double value : values) told.mean += value / double(values.size());
    for (const double value : values) {
        told.standardDeviation += (value - told.mean) * (value - told.mean) / double(values.size());
        told.minimum = std::min(told.minimum, value);
        told.maximum = std::max(told.maximum, value);
    }
    told.standardDeviation = std::sqrt(told.standardDeviation);
    return told;
}

/// By the angles under which the sides are seen.
bool isEnclosed(Point p, const std::vector<Point>& outline) {
    double turned = 0;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Point a{outline[i].x - p.x, outline[i].y - p.y};
        const Point b{outline[(i + 1) % outline.size()].x - p.x, outline[(i + 1) % outline.size()].y - p.y};
        turned += std::atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y);
    }
    return std::abs(turned) > std::numbers::pi;
}

bool alike(const domain::GreyStatistics& a, const domain::GreyStatistics& b) {
    return a.pixels == b.pixels && std::abs(a.mean - b.mean) < 1e-9 &&
           std::abs(a.standardDeviation - b.standardDeviation) < 1e-9 && a.minimum == b.minimum &&
           a.maximum == b.maximum;
}

}  // namespace

class GreyStatisticsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRectangleTakesThePixelsWhoseMiddleIsWithin() {
        const auto radiograph = noise(60, 80);
        const auto told =
            vision::greyStatistics(drawn(MeasurementKind::Rectangle, {{40.4, 30.6}, {10.6, 5.2}}), radiograph);
        const auto expected =
            counted(radiograph, [](Point p) { return p.x >= 10.6 && p.x < 40.4 && p.y >= 5.2 && p.y < 30.6; });
        QVERIFY(told && alike(*told, expected));
        QCOMPARE(told->pixels, std::size_t{29 * 26});
    }

    void anEllipseDoesNotTakeItsCorners() {
        const auto radiograph = noise(60, 80);
        const auto told =
            vision::greyStatistics(drawn(MeasurementKind::Ellipse, {{10.3, 5.1}, {61.7, 44.9}}), radiograph);
        const auto expected = counted(
            radiograph, [](Point p) { return std::pow((p.x - 36) / 25.7, 2) + std::pow((p.y - 25) / 19.9, 2) < 1; });
        QVERIFY(told && alike(*told, expected));
    }

    void anOutlineMayBeBentInward() {
        const auto radiograph = noise(60, 80);
        const std::vector<Point> outline{{10.2, 8.1}, {70.3, 12.7}, {66.6, 50.2}, {40.1, 20.3}, {14.8, 52.9}};
        const auto told = vision::greyStatistics(drawn(MeasurementKind::Freehand, outline), radiograph);
        QVERIFY(told && alike(*told, counted(radiograph, [&](Point p) { return isEnclosed(p, outline); })));
    }

    void whatReachesBeyondThePictureTakesWhatIsThere() {
        const auto radiograph = noise(60, 80);
        const auto told =
            vision::greyStatistics(drawn(MeasurementKind::Rectangle, {{-500, -9}, {5000, 9000}}), radiograph);
        QVERIFY(told && alike(*told, counted(radiograph, [](Point) { return true; })));
        QVERIFY(!vision::greyStatistics(drawn(MeasurementKind::Rectangle, {{-50, -9}, {-5, -1}}), radiograph));
        QVERIFY(!vision::greyStatistics(drawn(MeasurementKind::Rectangle, {{5.6, 5.6}, {6.4, 6.4}}), radiograph));
    }

    void aPixelValueIsThatOfThePixelItIsIn() {
        const auto radiograph = noise(60, 80);
        const auto told = vision::greyStatistics(drawn(MeasurementKind::PixelValue, {{79.99, 59.01}}), radiograph);
        QVERIFY(told && told->pixels == 1 && told->standardDeviation == 0);
        QCOMPARE(told->mean, ((*radiograph.pixels).back() - 1024) * 0.5 + 100);
        QVERIFY(!vision::greyStatistics(drawn(MeasurementKind::PixelValue, {{80, 59}}), radiograph));
    }

    void paddingIsLeftOut() {
        auto radiograph = noise(60, 80);
        radiograph.paddingStored = {-1024, 1023};
        const auto told = vision::greyStatistics(drawn(MeasurementKind::Rectangle, {{0, 0}, {80, 60}}), radiograph);
        QVERIFY(told && told->pixels < 60 * 80 && told->minimum >= 1024 * 0.5 + 100);
    }

    void linesAndOtherFramesHaveNone() {
        const auto radiograph = noise(60, 80);
        QVERIFY(!vision::greyStatistics(drawn(MeasurementKind::Length, {{0, 0}, {80, 60}}), radiograph));
        auto elsewhere = drawn(MeasurementKind::Rectangle, {{0, 0}, {80, 60}});
        elsewhere.frame = 2;
        QVERIFY(!vision::greyStatistics(elsewhere, radiograph));
    }
};

QTEST_GUILESS_MAIN(GreyStatisticsTest)
#include "test_grey_statistics.moc"
