#include "core/base/random.h"
#include "models/tags/tag_evidence.h"

#include <QtTest>

#include <cmath>

using namespace asg;
using tags::Standing;
using tags::TagScore;
using tags::View;

namespace {

/// Pictures that are the more likely positive the higher their score.
std::vector<TagScore> told(int count, double strength) {
    base::Random random(7);
    std::vector<TagScore> scores;
    for (int i = 0; i < count; ++i) {
        const double score = 2 * random.normal();
        scores.push_back({"p" + std::to_string(i), i % 2 == 0 ? View::PA : View::AP, score,
                          random.chance(1 / (1 + std::exp(1 - strength * score))), i % 3 == 0 ? "one" : "two"});
    }
    return scores;
}

std::vector<double> noise(std::size_t count) {
    base::Random random(11);
    std::vector<double> greys;
    for (std::size_t i = 0; i < count; ++i) greys.push_back(random.unit());
    return greys;
}

metrics::Estimate estimate(double value, double low) {
    metrics::Estimate made;
    made.value = value;
    made.low = low;
    return made;
}

std::vector<double> scoresAlone(const std::vector<TagScore>& scores) {
    std::vector<double> values;
    for (const auto& score : scores) values.push_back(score.score);
    return values;
}

}  // namespace

class TestTagEvidence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTellsMoreThanMeanGreyMayBeShown() {
        const auto scores = told(600, 1.0);
        const auto evidence = tags::weigh(scores, noise(scores.size()));
        QVERIFY(evidence.auroc.low > 0.6);
        QVERIFY(std::abs(evidence.aboveMeanGrey.value - (evidence.auroc.value - evidence.byMeanGrey.value)) < 1e-12);
        QCOMPARE(evidence.standing(), Standing::Shown);
    }

    void whatIsNothingButMeanGreyIsNotShown() {
        const auto scores = told(600, 1.0);
        const auto evidence = tags::weigh(scores, scoresAlone(scores));
        QCOMPARE(evidence.aboveMeanGrey.value, 0.0);
        QCOMPARE(evidence.aboveMeanGrey.low, 0.0);
        QCOMPARE(evidence.aboveMeanGrey.high, 0.0);
        QCOMPARE(evidence.standing(), Standing::NoBetterThanMeanGrey);
    }

    void whatSaysNothingOrTheOppositeIsNotShown() {
        auto scores = told(300, 0.0);
        QCOMPARE(tags::weigh(scores, noise(scores.size())).standing(), Standing::NoBetterThanChance);
        for (auto& score : scores) score.positive = score.score < -2;
        QCOMPARE(tags::weigh(scores, noise(scores.size())).standing(), Standing::NoBetterThanChance);
    }

    void theRuleIsAboveChanceAndAboveMeanGrey() {
        const auto standing = [](double low, double above) {
            return tags::TagEvidence{estimate(0.7, low), estimate(0.6, 0.5), estimate(above, above - 0.1)}.standing();
        };
        QCOMPARE(standing(0.51, 0.01), Standing::Shown);
        QCOMPARE(standing(0.51, 0.0), Standing::NoBetterThanMeanGrey);
        QCOMPARE(standing(0.5, 0.2), Standing::NoBetterThanChance);
        QCOMPARE(tags::TagEvidence{}.standing(), Standing::NoBetterThanChance);
        auto unknown = tags::TagEvidence{estimate(0.7, 0.6), {}, estimate(0.2, 0.1)};
        unknown.aboveMeanGrey.notDefined = "no mean grey";
        QCOMPARE(unknown.standing(), Standing::NoBetterThanMeanGrey);
    }

    void meanGreyReachesTheSameWhetherLightOrDarkSpeaksForATag() {
        const auto scores = told(400, 1.0);
        auto greys = scoresAlone(scores);
        const auto lighter = tags::weigh(scores, greys).byMeanGrey;
        for (auto& grey : greys) grey = -grey;
        const auto darker = tags::weigh(scores, greys).byMeanGrey;
        QVERIFY(lighter.low > 0.5);
        QCOMPARE(darker.value, lighter.value);
    }

    /// Every positive picture is AP, or of one source, and scores higher for that alone.
    void tellingViewsOrSourcesApartEarnsNothing_data() {
        QTest::addColumn<bool>("bySource");
        QTest::newRow("views") << false;
        QTest::newRow("sources") << true;
    }
    void tellingViewsOrSourcesApartEarnsNothing() {
        QFETCH(bool, bySource);
        std::vector<TagScore> scores;
        base::Random random(3);
        for (int i = 0; i < 400; ++i) {
            const bool first = i % 2 == 0;
            scores.push_back({"p" + std::to_string(i), first && !bySource ? View::AP : View::PA,
                              (first ? 5.0 : 0.0) + random.unit(), first ? i % 4 == 0 : i % 40 == 1,
                              first && bySource ? "one" : "two"});
        }
        const auto comparable = tags::comparableAuroc(scores);
        QVERIFY(comparable.low < 0.5 && comparable.high > 0.5);
        // What is left out of the figure stands beside it.
        const auto alone = bySource ? tags::aurocBySource(scores) : tags::aurocByView(scores);
        const auto other = bySource ? tags::aurocByView(scores) : tags::aurocBySource(scores);
        QVERIFY(alone.low > 0.7);
        QCOMPARE(other.value, 0.5);
    }

    void oneViewWithoutPositivesLeavesTheOthersPairs() {
        std::vector<TagScore> scores;
        for (int i = 0; i < 20; ++i)
            scores.push_back({"p" + std::to_string(i), i < 10 ? View::PA : View::AP, static_cast<double>(i), i >= 15});
        QCOMPARE(tags::comparableAuroc(scores).value, 1.0);
        for (auto& score : scores) score.positive = false;
        QVERIFY(!tags::comparableAuroc(scores).notDefined.empty());
        const auto evidence = tags::weigh(scores, noise(scores.size()));
        QVERIFY(!evidence.aboveMeanGrey.notDefined.empty());
        QCOMPARE(evidence.standing(), Standing::NoBetterThanChance);
    }
};

QTEST_APPLESS_MAIN(TestTagEvidence)
#include "test_tag_evidence.moc"
