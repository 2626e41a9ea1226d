// The cardiothoracic ratio that a model's regions give, what it is to be read with, and how far a card says it is off.
#include "core/analysis/cardiothoracic.h"
#include "core/base/atomic_file.h"
#include "core/domain/measured.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <numbers>
#include <string_view>

using namespace asg;
using analysis::CardiothoracicCaution;
using base::Box;
using base::Point;
using domain::RegionBox;

namespace {

RegionBox region(std::string_view name, Box box) {
    return {*domain::regionFromName(name), box, 0.9F};
}

/// Heart 120 wide, thorax 280; nobody leans.
std::vector<RegionBox> uprightChest() {
    return {region("right lung", {60, 50, 180, 300}),
            region("left lung", {220, 50, 340, 300}),
            region("cardiac silhouette", {150, 180, 270, 290}),
            region("right clavicle", {70, 30, 190, 70}),
            region("left clavicle", {210, 30, 330, 70}),
            region("trachea", {190, 20, 210, 120}),
            region("spine", {185, 0, 215, 400})};
}

/// The box of an ellipse (half axes a, b, the first one `lean` from the horizontal) in a patient who leans about
/// (200, 200), `tilt` radians clockwise.
Box leaning(Point middle, double a, double b, double lean, double tilt) {
    const double x = middle.x - 200;
    const double y = middle.y - 200;
    const Point at{200 + x * std::cos(tilt) - y * std::sin(tilt), 200 + x * std::sin(tilt) + y * std::cos(tilt)};
    const double angle = lean + tilt;
    const double across = std::hypot(a * std::cos(angle), b * std::sin(angle));
    const double down = std::hypot(a * std::sin(angle), b * std::cos(angle));
    return {at.x - across, at.y - down, at.x + across, at.y + down};
}

std::vector<RegionBox> leaningChest(double degrees) {
    const double tilt = degrees * std::numbers::pi / 180;
    return {region("right lung", leaning({120, 190}, 60, 130, 0, tilt)),
            region("left lung", leaning({280, 190}, 60, 130, 0, tilt)),
            region("cardiac silhouette", leaning({215, 230}, 70, 52, 0.6, tilt)),
            region("right clavicle", leaning({130, 60}, 60, 10, 0, tilt)),
            region("left clavicle", leaning({270, 60}, 60, 10, 0, tilt)),
            region("trachea", leaning({200, 60}, 8, 50, 0, tilt)),
            region("spine", leaning({200, 200}, 15, 200, 0, tilt))};
}

double bareRatio(const std::vector<RegionBox>& boxes) {
    return boxes[2].boxInImagePixels.width() / (boxes[1].boxInImagePixels.x2 - boxes[0].boxInImagePixels.x1);
}

domain::Radiograph film() {
    domain::Radiograph radiograph;
    radiograph.view = domain::View::PA;
    return radiograph;
}

double ratioOfPoints(const std::vector<Point>& points, const std::optional<domain::PixelSpacing>& spacing) {
    const domain::Measurement drawn{domain::MeasurementKind::CardiothoracicRatio, 1, points, {}, false};
    const auto figure = domain::figuresOf(drawn, spacing).front();
    return spacing ? figure.inMm.value() : figure.inPixels;
}

}  // namespace

class CardiothoracicTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anUprightChestHasTheWidthsOfItsBoxes() {
        const auto widths = analysis::cardiothoracicWidths(uprightChest(), {});
        QVERIFY(widths.has_value());
        QVERIFY(std::abs(widths->ratio - 120.0 / 280) < 1e-9 && std::abs(widths->tiltDegrees) < 1e-9);
        const auto& p = widths->pointsInPixels;
        QCOMPARE(p.size(), std::size_t{4});
        QVERIFY(std::abs(p[0].x - 150) < 1e-9 && std::abs(p[1].x - 270) < 1e-9 && p[0].y == p[1].y);
        QVERIFY(std::abs(p[2].x - 60) < 1e-9 && std::abs(p[3].x - 340) < 1e-9 && p[2].y == p[3].y);
        QVERIFY(p[0].y > 180 && p[0].y < 290 && p[2].y > p[0].y && p[2].y < 300);
    }

    void aLeaningPatientKeepsHisRatioAndTheLinesLeanWithHim() {
        const auto upright = analysis::cardiothoracicWidths(leaningChest(0), {})->ratio;
        for (const double degrees : {-8.0, -4.0, 4.0, 8.0}) {
            const auto boxes = leaningChest(degrees);
            const auto widths = analysis::cardiothoracicWidths(boxes, {});
            QVERIFY2(std::abs(widths->ratio - upright) < 0.01, qPrintable(QString::number(widths->ratio - upright)));
            QVERIFY(std::abs(widths->ratio - upright) < std::abs(bareRatio(boxes) - bareRatio(leaningChest(0))));
            QVERIFY(std::abs(widths->tiltDegrees - degrees) < 1.5);
            const auto& p = widths->pointsInPixels;
            for (const std::size_t line : {std::size_t{0}, std::size_t{2}})
                QVERIFY(
                    std::abs(std::atan2(p[line + 1].y - p[line].y, p[line + 1].x - p[line].x) * 180 / std::numbers::pi -
                             widths->tiltDegrees) < 1e-6);
        }
    }

    void whatTheLinesMeasureIsTheRatioWherePixelsAreNotSquare() {
        const domain::PixelSpacing tall{0.4, 0.2, "pixel spacing"};
        const auto widths = analysis::cardiothoracicWidths(leaningChest(6), tall);
        QVERIFY(std::abs(ratioOfPoints(widths->pointsInPixels, tall) - widths->ratio) < 1e-9);
    }

    void withoutHeartOrALungOrWithSidesExchangedThereIsNone() {
        for (const char* missing : {"right lung", "left lung", "cardiac silhouette"}) {
            auto boxes = uprightChest();
            std::erase_if(boxes, [&](const RegionBox& box) { return box.region == *domain::regionFromName(missing); });
            QVERIFY(!analysis::cardiothoracicWidths(boxes, {}));
        }
        auto mirrored = uprightChest();
        std::swap(mirrored[0].boxInImagePixels, mirrored[1].boxInImagePixels);
        QVERIFY(!analysis::cardiothoracicWidths(mirrored, {}));
        auto drawn = uprightChest();
        drawn[2].origin = domain::RegionOrigin::Drawn;
        QVERIFY2(!analysis::cardiothoracicWidths(drawn, {}), "the error was measured of the model's own boxes");
        QVERIFY(!analysis::cardiothoracicWidths({}, {}));
    }

    void anAdultSeenFromBehindInFullInspirationHasNoCaution() {
        QVERIFY(analysis::cardiothoracicCautions(film(), uprightChest()).empty());
    }

    void eachCautionIsSaid() {
        auto ap = film();
        ap.view = domain::View::AP;
        QVERIFY(analysis::cardiothoracicCautions(ap, uprightChest()) ==
                std::vector{CardiothoracicCaution::AnteriorPosterior});
        auto unsaid = film();
        unsaid.view = domain::View::Unknown;
        QVERIFY(analysis::cardiothoracicCautions(unsaid, {}) == std::vector{CardiothoracicCaution::ViewNotSaid});
        auto turned = uprightChest();
        turned[3].boxInImagePixels.x2 += 25;
        QVERIFY(analysis::cardiothoracicCautions(film(), turned) == std::vector{CardiothoracicCaution::Turned});
        auto low = uprightChest();
        for (auto& box : low)
            if (box.boxInImagePixels.y2 == 300) box.boxInImagePixels.y2 = 240;
        QVERIFY(analysis::cardiothoracicCautions(film(), low) == std::vector{CardiothoracicCaution::PoorInspiration});
    }

    void aChildIsOneUntilItsEighteenthBirthday() {
        auto young = film();
        young.text.patientBirthDate = "20060315";
        young.text.studyDate = "20240314";
        QVERIFY(analysis::cardiothoracicCautions(young, {}) == std::vector{CardiothoracicCaution::Child});
        young.text.studyDate = "20240315";
        QVERIFY(analysis::cardiothoracicCautions(young, {}).empty());
        for (const char* odd : {"", "2006", "200603xx", "20300101"}) {
            young.text.patientBirthDate = odd;
            QVERIFY(analysis::cardiothoracicCautions(young, {}).empty());
        }
    }

    void whereTheDatesDoNotSayItTheAgeDoes() {
        auto young = film();
        for (const char* age : {"017Y", "215M", "100W", "010D"}) {
            young.text.patientAge = age;
            QVERIFY2(analysis::cardiothoracicCautions(young, {}) == std::vector{CardiothoracicCaution::Child}, age);
        }
        for (const char* age : {"018Y", "216M", "045Y", "", "Y", "1234Y", "-03Y", "12"}) {
            young.text.patientAge = age;
            QVERIFY2(analysis::cardiothoracicCautions(young, {}).empty(), age);
        }
    }

    void aCardSaysHowFarItsRatioIsOffOrNothing() {
        const QTemporaryDir folder;
        const std::filesystem::path model = folder.path().toStdString();
        const auto error = [&](std::string_view card) {
            if (!base::writeFileAtomically(model / "card.json", card)) qFatal("cannot write");
            return analysis::readCardiothoracicError(model);
        };
        QVERIFY(!analysis::readCardiothoracicError(model));
        const auto read =
            error(R"({"sha256": "ab", "cardiothoracicOnHeldOut": {"within95": {"value": 0.1, "count": 23}}})");
        QVERIFY(read && read->modelSha256 == "ab" && read->within95 == 0.1 && read->pictures == 23);
        for (const char* card :
             {"{", "[]", R"({"sha256": "ab"})",
              R"({"sha256": "ab", "cardiothoracicOnHeldOut": {"within95": {"value": null, "count": 0}}})",
              R"({"sha256": "ab", "cardiothoracicOnHeldOut": {"within95": {"value": -1, "count": 3}}})",
              R"({"sha256": "ab", "cardiothoracicOnHeldOut": 7})"})
            QVERIFY(!error(card));
    }
};

QTEST_GUILESS_MAIN(CardiothoracicTest)
#include "test_cardiothoracic_widths.moc"
