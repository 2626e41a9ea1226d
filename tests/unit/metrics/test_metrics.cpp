#include "models/metrics/calibration.h"
#include "models/metrics/decisions.h"
#include "models/metrics/estimate.h"
#include "models/metrics/ranking.h"
#include "models/metrics/retrieval.h"

#include <QtTest>
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

using namespace asg;
using namespace asg::metrics;

namespace {

struct Sample {
    std::vector<std::string> patients;
    std::vector<std::uint8_t> positive;
    std::vector<double> scores;
};

/// Three pictures a patient; the score knows something of the label.
Sample sampleOf(int pictures, int positivesEvery) {
    Sample sample;
    for (int i = 0; i < pictures; ++i) {
        sample.patients.push_back("p" + std::to_string(i / 3));
        sample.positive.push_back(i % positivesEvery == 0 ? 1 : 0);
        sample.scores.push_back((i * 37 % 101) / 101.0 + (sample.positive.back() != 0 ? 0.3 : 0.0));
    }
    return sample;
}

Estimate aurocOf(const Sample& sample, const BootstrapSettings& settings = {}) {
    const auto ranking = Ranking::make(sample.positive, sample.scores);
    return bootstrap(
        sample.patients, [&](Counts counts) { return ranking->auroc(counts); }, settings);
}

}  // namespace

class TestMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyFigureGetsAnIntervalOverPatients() {
        const auto estimate = aurocOf(sampleOf(300, 4));
        QVERIFY(estimate.low < estimate.value && estimate.value < estimate.high);
        QCOMPARE(estimate.count, 300);
        QCOMPARE(estimate.patients, 100);
        QCOMPARE(estimate.draws, 1000);
    }

    void theSameSeedGivesTheSameIntervalAndAnotherAnother() {
        const auto sample = sampleOf(90, 4);
        QCOMPARE(aurocOf(sample, {200, 5}).low, aurocOf(sample, {200, 5}).low);
        QVERIFY(aurocOf(sample, {200, 5}).low != aurocOf(sample, {200, 6}).low);
    }

    void drawsWithoutTheRareClassAreLeftOutAndSaid() {
        const auto estimate = aurocOf(sampleOf(30, 30));  // one positive picture among ten patients
        QVERIFY(estimate.draws < 1000 && estimate.draws > 400);
        QVERIFY(estimate.low >= 0 && estimate.high <= 1);
        QCOMPARE(toJson(estimate).at("draws").get<int>(), estimate.draws);
    }

    void oneClassOnlyIsNotDefinedWithTheReason() {
        auto sample = sampleOf(9, 1);
        auto estimate = aurocOf(sample);
        QVERIFY(estimate.notDefined == "no negative example");
        QVERIFY(toJson(estimate).at("value").is_null());
        QVERIFY(toJson(estimate).at("count") == 9);
        QVERIFY(toText(estimate) == "not defined: no negative example");
        std::ranges::fill(sample.positive, 0);
        QVERIFY(aurocOf(sample).notDefined == "no positive example");
        QVERIFY(!aurocOf({}).notDefined.empty());
    }

    void scoresThatAreNoNumbersAreRefused() {
        const std::vector<std::uint8_t> positive{0, 1};
        QVERIFY(!Ranking::make(positive, std::vector<double>{0.5, std::nan("")}).ok());
        QVERIFY(!Ranking::make(positive, std::vector<double>{0.5, std::numeric_limits<double>::infinity()}).ok());
        QVERIFY(!Ranking::make(positive, std::vector<double>{0.5}).ok());
    }

    void retrievalGivesNothingToAModelThatSaysTheSameOfAll() {
        const std::vector<std::string> keys{"a", "b", "c"};
        const auto ranks = ranksOfRightAnswers(std::vector<float>(9, 0.5F), keys, keys);
        QVERIFY(ranks.ok());
        QVERIFY(*ranks == (std::vector<int>{3, 3, 3}));
    }

    void studiesWithTheSameReportAreBothRight() {
        const std::vector<std::string> queries{"normal", "mass"};
        const std::vector<std::string> candidates{"mass", "normal", "normal"};
        const std::vector<float> scores{0.5F, 0.1F, 0.9F, 0.2F, 0.3F, 0.1F};
        QVERIFY(*ranksOfRightAnswers(scores, queries, candidates) == (std::vector<int>{1, 2}));
        QVERIFY(!ranksOfRightAnswers(scores, std::vector<std::string>{"normal", "fracture"}, candidates).ok());
        QVERIFY(!ranksOfRightAnswers(std::vector<float>(5), queries, candidates).ok());
    }

    /// Outcomes that follow sigmoid(2 · logit - 1) exactly, so that the fit must find 2 and -1.
    void plattsScalingFindsHowFarLogitsAreOff() {
        std::vector<Statement> statements;
        for (int step = -20; step <= 20; ++step) {
            const double logit = step / 10.0;
            const int happened = static_cast<int>(std::lround(1000 / (1 + std::exp(-(2 * logit - 1)))));
            for (int i = 0; i < 1000; ++i) statements.push_back({logit, i < happened});
        }
        const auto fit = fitPlatt(statements);
        QVERIFY(std::abs(fit.scale - 2) < 0.01);
        QVERIFY(std::abs(fit.shift + 1) < 0.01);
    }

    void plattsScalingOfASeparableSampleStaysFinite() {
        std::vector<Statement> statements;
        for (int i = 0; i < 50; ++i) statements.push_back({i < 25 ? -1.0 : 1.0, i >= 25});
        const auto fit = fitPlatt(statements);
        QVERIFY(std::isfinite(fit.scale) && std::isfinite(fit.shift));
        QVERIFY(fit.probability(1) > 0.9 && fit.probability(1) < 1);
        const auto none = fitPlatt({});
        QCOMPARE(none.scale, 1.0);
        QCOMPARE(none.shift, 0.0);
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "test_metrics.moc"
