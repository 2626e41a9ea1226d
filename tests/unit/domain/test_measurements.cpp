// What a measurement's points say in pixels and in millimetres.
#include "core/domain/measured.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numbers>

using namespace asg;
using domain::Measurement;
using domain::MeasurementKind;
using domain::PixelSpacing;
using domain::Quantity;

namespace {

Measurement drawn(MeasurementKind kind, std::vector<base::Point> points) {
    return {kind, 1, std::move(points), {}, false};
}

/// Pixels twice as high as they are wide.
const PixelSpacing kTall{0.4, 0.2, "pixel spacing"};

double figure(const Measurement& measurement, Quantity quantity, const std::optional<PixelSpacing>& spacing) {
    for (const auto& found : domain::figuresOf(measurement, spacing))
        if (found.quantity == quantity) return spacing ? found.inMm.value() : found.inPixels;
    return std::numeric_limits<double>::quiet_NaN();
}

bool near(double a, double b) {
    return std::abs(a - b) < 1e-9 * std::max(1.0, std::abs(b));
}

}  // namespace

class MeasurementsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCardiothoracicRatioIsThatOfTheWidthsInMillimetres() {
        // 80 columns and 30 rows: 16 and 12 mm; half of 40 mm.
        const auto drawnRatio = drawn(MeasurementKind::CardiothoracicRatio, {{20, 10}, {100, 40}, {0, 50}, {200, 50}});
        QVERIFY(near(figure(drawnRatio, Quantity::HeartWidth, kTall), 20));
        QVERIFY(near(figure(drawnRatio, Quantity::ThoraxWidth, kTall), 40));
        QVERIFY(near(figure(drawnRatio, Quantity::Ratio, kTall), 0.5));
        QVERIFY(near(figure(drawnRatio, Quantity::Ratio, {}), std::hypot(80, 30) / 200));
        const auto noThorax = drawn(MeasurementKind::CardiothoracicRatio, {{20, 10}, {100, 10}, {0, 50}, {0, 50}});
        QVERIFY(std::isnan(figure(noThorax, Quantity::Ratio, kTall)));
    }

    void aProposalIsOfARatioAndHasItsPoints() {
        auto proposed = drawn(MeasurementKind::CardiothoracicRatio, {{0, 0}, {1, 0}, {0, 1}, {2, 1}});
        proposed.proposal = domain::Proposal{proposed.pointsInPixels, "fake 1", 0.04};
        QVERIFY(domain::whatIsWrongWith(proposed).empty());
        for (const auto& wrong :
             {domain::Proposal{{{0, 0}}, "fake 1", 0.04}, domain::Proposal{proposed.pointsInPixels, "fake 1", -1},
              domain::Proposal{proposed.pointsInPixels, "fake 1", std::nan("")}}) {
            proposed.proposal = wrong;
            QVERIFY(!domain::whatIsWrongWith(proposed).empty());
        }
        auto line = drawn(MeasurementKind::Length, {{0, 0}, {1, 1}});
        line.proposal = domain::Proposal{line.pointsInPixels, "fake 1", 0.04};
        QVERIFY(!domain::whatIsWrongWith(line).empty());
    }

    void rowsAndColumnsCountEachWithTheirOwnSpacing() {
        // 300 columns are 60 mm, 200 rows are 80 mm.
        const auto across = drawn(MeasurementKind::Length, {{10, 10}, {310, 10}});
        const auto down = drawn(MeasurementKind::Length, {{10, 10}, {10, 210}});
        const auto aslant = drawn(MeasurementKind::Length, {{310, 210}, {10, 10}});
        QVERIFY(near(figure(across, Quantity::Length, kTall), 60));
        QVERIFY(near(figure(down, Quantity::Length, kTall), 80));
        QVERIFY(near(figure(aslant, Quantity::Length, kTall), 100));
        QVERIFY(near(figure(aslant, Quantity::Length, {}), std::hypot(300, 200)));
    }

    void withoutASpacingThereAreNoMillimetres() {
        for (const auto& found : domain::figuresOf(drawn(MeasurementKind::Rectangle, {{0, 0}, {4, 3}}), {}))
            QVERIFY(!found.inMm);
    }

    void anAngleIsThatOfThePatientNotOfThePixels() {
        const auto diagonal = drawn(MeasurementKind::Angle, {{100, 0}, {0, 0}, {100, 100}});
        QVERIFY(near(figure(diagonal, Quantity::Angle, {}), 45));
        QVERIFY(near(figure(diagonal, Quantity::Angle, kTall), std::atan2(40, 20) * 180 / std::numbers::pi));
        const auto flat = drawn(MeasurementKind::Angle, {{-1, 0}, {0, 0}, {1, 0}});
        QVERIFY(near(figure(flat, Quantity::Angle, kTall), 180));
        const auto obtuse = drawn(MeasurementKind::Angle, {{-10, 10}, {0, 0}, {10, 0}});
        QVERIFY(near(figure(obtuse, Quantity::Angle, {}), 135));
    }

    void theLinesOfCobbHaveNoDirection() {
        const auto one = drawn(MeasurementKind::CobbAngle, {{0, 0}, {100, 10}, {0, 200}, {100, 180}});
        const auto turnedRound = drawn(MeasurementKind::CobbAngle, {{100, 10}, {0, 0}, {0, 200}, {100, 180}});
        const double degrees = (std::atan2(10, 100) + std::atan2(20, 100)) * 180 / std::numbers::pi;
        QVERIFY(near(figure(one, Quantity::Angle, {}), degrees));
        QVERIFY(near(figure(turnedRound, Quantity::Angle, {}), degrees));
    }

    void theLongAxisIsTheLongerOneInMillimetres() {
        // 100 columns are 20 mm, 80 rows are 32 mm.
        const auto axes = drawn(MeasurementKind::Bidirectional, {{0, 40}, {100, 40}, {50, 0}, {50, 80}});
        QVERIFY(near(figure(axes, Quantity::LongAxis, {}), 100));
        QVERIFY(near(figure(axes, Quantity::ShortAxis, {}), 80));
        QVERIFY(near(figure(axes, Quantity::LongAxis, kTall), 32));
        QVERIFY(near(figure(axes, Quantity::ShortAxis, kTall), 20));
    }

    void aPolylineIsAsLongAsItsParts() {
        const auto line = drawn(MeasurementKind::Polyline, {{0, 0}, {300, 0}, {300, 200}, {0, 0}});
        QVERIFY(near(figure(line, Quantity::Length, kTall), 60 + 80 + 100));
    }

    void areasAreInTheSquaresOfBothUnits() {
        const auto rectangle = drawn(MeasurementKind::Rectangle, {{30, 50}, {10, 10}});
        QVERIFY(near(figure(rectangle, Quantity::Area, {}), 800));
        QVERIFY(near(figure(rectangle, Quantity::Area, kTall), 64));
        QVERIFY(near(figure(rectangle, Quantity::Width, kTall), 4));
        QVERIFY(near(figure(rectangle, Quantity::Height, kTall), 16));
        const auto ellipse = drawn(MeasurementKind::Ellipse, {{10, 10}, {30, 50}});
        QVERIFY(near(figure(ellipse, Quantity::Area, kTall), std::numbers::pi * 2 * 8));
        const auto triangle = drawn(MeasurementKind::Freehand, {{5000, 5000}, {5100, 5000}, {5000, 5050}});
        QVERIFY(near(figure(triangle, Quantity::Area, {}), 2500));
        QVERIFY(near(figure(triangle, Quantity::Area, kTall), 200));
    }

    void whatPointsOutMeasuresNothing() {
        QVERIFY(domain::figuresOf(drawn(MeasurementKind::Arrow, {{0, 0}, {9, 9}}), kTall).empty());
        QVERIFY(domain::figuresOf(drawn(MeasurementKind::Text, {{0, 0}}), kTall).empty());
        QVERIFY(domain::figuresOf(drawn(MeasurementKind::PixelValue, {{0, 0}}), kTall).empty());
    }

    void magnificationIsInTheSpacingAndItsSourceSaysWhere() {
        using domain::planeOf;
        using domain::SpacingPlane;
        QCOMPARE(planeOf({0.1, 0.1, "pixel spacing"}), SpacingPlane::Stated);
        QCOMPARE(planeOf({0.1, 0.1, "imager pixel spacing"}), SpacingPlane::Detector);
        QCOMPARE(planeOf({0.1, 0.1, "imager pixel spacing / magnification 1.1"}), SpacingPlane::Magnified);
        QCOMPARE(planeOf({0.1, 0.1, "imager pixel spacing / magnification by distances 1.05"}),
                 SpacingPlane::Magnified);
        QCOMPARE(planeOf({0.1, 0.1, "nominal scanned pixel spacing"}), SpacingPlane::Film);
        // 1000 pixels of 0.15 mm on the detector, 1.1 times as large as life.
        const PixelSpacing inPatient{0.15 / 1.1, 0.15 / 1.1, "imager pixel spacing / magnification 1.1"};
        const auto line = drawn(MeasurementKind::Length, {{0, 0}, {1000, 0}});
        QVERIFY(near(figure(line, Quantity::Length, inPatient), 150 / 1.1));
    }

    void aKnownLengthCalibratesThePictureAndPixelsKeepTheirProportions() {
        auto known = drawn(MeasurementKind::Length, {{0, 0}, {300, 200}});
        QVERIFY(!domain::spacingByHand(known, kTall));
        known.knownMm = 25;
        const auto spacing = domain::spacingByHand(known, kTall);
        QVERIFY(near(figure(known, Quantity::Length, spacing), 25));
        QVERIFY(near(spacing->rowMm / spacing->columnMm, 2));
        QCOMPARE(spacing->source, std::string("calibrated by hand"));
        QCOMPARE(domain::planeOf(*spacing), domain::SpacingPlane::ByHand);
        const auto square = domain::spacingByHand(known, {});
        QVERIFY(near(square->rowMm, 25 / std::hypot(300, 200)) && near(square->columnMm, square->rowMm));
        known.pointsInPixels[1] = known.pointsInPixels[0];
        QVERIFY2(!domain::spacingByHand(known, kTall), "a point has no length to go by");
    }

    void everyKindIsFoundByItsNameAndHasPoints() {
        for (int i = 0; i <= static_cast<int>(MeasurementKind::CardiothoracicRatio); ++i) {
            const auto kind = static_cast<MeasurementKind>(i);
            QVERIFY(domain::measurementKindFromName(domain::name(kind)) == kind);
            QVERIFY(domain::pointCountOf(kind).least > 0);
        }
        QVERIFY(!domain::measurementKindFromName("volume"));
    }

    void whatIsNoMeasurementSaysWhy() {
        auto line = drawn(MeasurementKind::Length, {{0, 0}, {1, 1}});
        QVERIFY(domain::whatIsWrongWith(line).empty());
        line.pointsInPixels.push_back({2, 2});
        QVERIFY(base::inEnglish(domain::whatIsWrongWith(line)).find("3 points") != std::string::npos);
        QVERIFY(domain::figuresOf(line, {}).empty());
        QVERIFY(!domain::whatIsWrongWith(drawn(MeasurementKind::Text, {{0, std::nan("")}})).empty());
        auto known = drawn(MeasurementKind::Angle, {{0, 0}, {1, 1}, {2, 0}});
        known.knownMm = 3;
        QVERIFY(!domain::whatIsWrongWith(known).empty());
        known = drawn(MeasurementKind::Length, {{0, 0}, {1, 1}});
        known.knownMm = 0;
        QVERIFY(!domain::whatIsWrongWith(known).empty());
        known.knownMm = 3;
        known.frame = 0;
        QVERIFY(!domain::whatIsWrongWith(known).empty());
    }
};

QTEST_GUILESS_MAIN(MeasurementsTest)
#include "test_measurements.moc"
