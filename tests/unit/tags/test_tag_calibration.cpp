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

}  // namespace

class TestTagCalibration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheScaleAndShiftThatTheWorldHas() {
        const auto fitted = tags::calibrate(made(6000, 0.5, -1.0));
        QVERIFY(std::abs(fitted.scale - 0.5) < 0.06);
        QVERIFY(std::abs(fitted.shift + 1.0) < 0.1);
    }

    void scoresThatSayTheOppositeAreNotTurnedRound() {
        auto scores = made(300, 0.0, -1.0);
        for (auto& score : scores) score.positive = score.score < -2.5;
        QVERIFY(tags::calibrate(scores).scale >= 0);
    }

    /// Scores that say nothing, of few people: what these very pictures make of them looks better than it is.
    void patientsAreCalibratedByOthers() {
        const auto honest = tags::calibrateCrossFitted(made(6000, 0.5, -1.0));
        QVERIFY(honest.error < 0.03);
        QCOMPARE(honest.calibration.scale, tags::calibrate(made(6000, 0.5, -1.0)).scale);
        std::vector<TagScore> scores;
        for (int i = 0; i < 40; ++i) scores.push_back({i < 20 ? "one" : "two", View::PA, 0.0, i < 20});
        // Each is calibrated by the other, of whom the opposite is true.
        QVERIFY(tags::calibrateCrossFitted(scores).error > 0.8);
    }

    void theThresholdSplitsWhatCanBeSplit() {
        std::vector<TagScore> scores;
        for (int i = 0; i < 200; ++i)
            scores.push_back({"p" + std::to_string(i), View::PA, i < 150 ? -2.0 - i * 0.01 : 2.0 + i * 0.01, i >= 150});
        const auto calibration = tags::calibrate(scores);
        for (const auto& score : scores)
            QCOMPARE(calibration.probability(static_cast<float>(score.score)) >= calibration.threshold, score.positive);
    }
};

QTEST_APPLESS_MAIN(TestTagCalibration)
#include "test_tag_calibration.moc"
