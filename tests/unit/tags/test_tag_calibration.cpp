#include "core/base/random.h"
#include "models/tags/tag_calibration.h"

#include <QtTest>

#include <cmath>

using namespace asg;
using tags::TagScore;
using tags::View;

namespace {

double sigmoid(double value) {
    return 1 / (1 + std::exp(-value));
}

/// Pictures whose true probability is sigmoid(scale · score + shift).
std::vector<TagScore> made(int count, double scale, double shift) {
    base::Random random(7);
    std::vector<TagScore> scores;
    for (int i = 0; i < count; ++i) {
        const double score = 2 * random.normal();
        scores.push_back({"p" + std::to_string(i), i % 2 == 0 ? View::PA : View::AP, score,
                          random.chance(sigmoid(scale * score + shift))});
    }
    return scores;
}

metrics::Estimate figure(double value, double low) {
    metrics::Estimate estimate;
    estimate.value = value;
    estimate.low = low;
    return estimate;
}

}  // namespace

class TestTagCalibration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheScaleAndShiftThatTheWorldHas() {
        const auto fitted = tags::calibrate(made(6000, 0.5, -1.0));
        QVERIFY(std::abs(fitted.calibration.scale - 0.5) < 0.06);
        QVERIFY(std::abs(fitted.calibration.shift + 1.0) < 0.1);
        QCOMPARE(tags::standingOf(fitted.withinView, {}), tags::Standing::Shown);
    }

    void scoresThatSayNothingAreNotShown() {
        auto scores = made(300, 0.0, -1.0);
        const auto fitted = tags::calibrate(scores);
        QCOMPARE(tags::standingOf(fitted.withinView, {}), tags::Standing::NoBetterThanChance);
        // Nor are scores that say the opposite; their probabilities do not turn round.
        for (auto& score : scores) score.positive = score.score < -2.5;
        const auto opposite = tags::calibrate(scores);
        QCOMPARE(tags::standingOf(opposite.withinView, {}), tags::Standing::NoBetterThanChance);
        QVERIFY(opposite.calibration.scale >= 0);
    }

    void whatMeanGreyTellsAsWellIsNotShown() {
        const auto model = figure(0.70, 0.65);
        QCOMPARE(tags::standingOf(model, figure(0.72, 0.6)), tags::Standing::NoBetterThanMeanGrey);
        QCOMPARE(tags::standingOf(model, model), tags::Standing::NoBetterThanMeanGrey);
        QCOMPARE(tags::standingOf(model, figure(0.69, 0.6)), tags::Standing::Shown);
        QCOMPARE(tags::standingOf(figure(0.70, 0.49), figure(0.72, 0.6)), tags::Standing::NoBetterThanChance);
    }

    void meanGreyReachesTheSameWhetherLightOrDarkSpeaksForATag() {
        auto greys = made(400, 1.0, 0.0);
        std::vector<int> parts;
        for (int i = 0; i < 400; ++i) parts.push_back(i % 4);
        const auto lighter = tags::brightnessAuroc(greys, parts);
        QVERIFY(tags::lighterIsPositive(greys));
        for (auto& grey : greys) grey.score = -grey.score;
        const auto darker = tags::brightnessAuroc(greys, parts);
        QVERIFY(!tags::lighterIsPositive(greys));
        QVERIFY(lighter.low > 0.5);
        QCOMPARE(darker.value, lighter.value);
    }

    /// Light speaks for the tag in one part, dark in the other: what one teaches is wrong in the other, and choosing on
    /// the pictures that are judged would hide it.
    void whetherLightOrDarkSpeaksForATagIsLearnedFromOtherPictures() {
        std::vector<TagScore> greys;
        std::vector<int> parts;
        for (int i = 0; i < 80; ++i) {
            const int part = i % 2;
            const bool positive = i % 4 < 2;
            greys.push_back({"p" + std::to_string(i), View::PA, (positive == (part == 0) ? 0.7 : 0.3), positive});
            parts.push_back(part);
        }
        QVERIFY(tags::brightnessAuroc(greys, parts).value < 0.4);
    }

    void tellingTheViewsApartEarnsNothing() {
        // Every positive picture is AP and scores higher for that alone.
        std::vector<TagScore> scores;
        base::Random random(3);
        for (int i = 0; i < 400; ++i) {
            const bool ap = i % 2 == 0;
            scores.push_back({"p" + std::to_string(i), ap ? View::AP : View::PA, (ap ? 5.0 : 0.0) + random.unit(),
                              ap ? i % 4 == 0 : i % 40 == 1});
        }
        const auto within = tags::withinViewAuroc(scores);
        QVERIFY(within.low < 0.5 && within.high > 0.5);
    }

    void oneViewWithoutPositivesLeavesTheOthersPairs() {
        std::vector<TagScore> scores;
        for (int i = 0; i < 20; ++i)
            scores.push_back({"p" + std::to_string(i), i < 10 ? View::PA : View::AP, static_cast<double>(i), i >= 15});
        QCOMPARE(tags::withinViewAuroc(scores).value, 1.0);
        for (auto& score : scores) score.positive = false;
        QVERIFY(!tags::withinViewAuroc(scores).notDefined.empty());
    }

    void theThresholdSplitsWhatCanBeSplit() {
        std::vector<TagScore> scores;
        for (int i = 0; i < 200; ++i)
            scores.push_back({"p" + std::to_string(i), View::PA, i < 150 ? -2.0 - i * 0.01 : 2.0 + i * 0.01, i >= 150});
        const auto calibration = tags::calibrate(scores).calibration;
        for (const auto& score : scores)
            QCOMPARE(calibration.probability(static_cast<float>(score.score)) >= calibration.threshold, score.positive);
    }
};

QTEST_APPLESS_MAIN(TestTagCalibration)
#include "test_tag_calibration.moc"
