// Every figure equals scikit-learn's on the same numbers: kept ones, and, where Python is there, fresh and larger ones.

#include "models/metrics/decisions.h"
#include "models/metrics/grouped_ranking.h"
#include "models/metrics/overlap.h"
#include "models/metrics/ranking.h"
#include "models/metrics/retrieval.h"
#include "tests/golden/nets/reference_python.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <nlohmann/json.hpp>

#include <cmath>
#include <map>
#include <numeric>

using namespace asg;
using namespace asg::metrics;
using nlohmann::json;

namespace {

constexpr double kTolerance = 1e-12;
using Figures = std::map<std::string, Score>;
using Bits = std::vector<std::uint8_t>;
using Numbers = std::vector<double>;
using Weights = std::vector<std::uint32_t>;

Score thresholdOf(const base::Result<F1Cut>& cut) {
    if (!cut) return cut.error();
    return cut->threshold;
}

Score bestOf(const base::Result<F1Cut>& cut) {
    if (!cut) return cut.error();
    return cut->f1;
}

Figures binaryFigures(const json& input, Counts counts) {
    const auto positive = input.at("positive").get<Bits>();
    const auto scores = input.at("scores").get<Numbers>();
    const auto ranking = Ranking::make(positive, scores);
    const auto cut = ranking->bestF1(counts);
    const auto cells = confusionAt(positive, scores, 0.5, counts);
    return {{"auroc", ranking->auroc(counts)},
            {"averagePrecision", ranking->averagePrecision(counts)},
            {"bestThreshold", thresholdOf(cut)},
            {"bestF1", bestOf(cut)},
            {"f1", f1(cells)},
            {"accuracy", accuracy(cells)}};
}

Figures classFigures(const json& input, Counts counts) {
    const auto truth = input.at("truth").get<std::vector<int>>();
    const auto decided = input.at("decided").get<std::vector<int>>();
    return {{"accuracy", accuracy(truth, decided, counts)}};
}

Figures labelFigures(const json& input, Counts counts) {
    std::vector<Ranking> classes;
    for (std::size_t c = 0; c < input.at("truth").size(); ++c)
        classes.push_back(*Ranking::make(input.at("truth").at(c).get<Bits>(), input.at("scores").at(c).get<Numbers>()));
    return {{"meanAuroc", meanAuroc(classes, counts)}};
}

/// The figure's value, interval and draws.
void addEstimate(const std::string& name, const Estimate& estimate, Figures& figures) {
    figures.emplace(name + "Value", estimate.value);
    figures.emplace(name + "Low", estimate.low);
    figures.emplace(name + "High", estimate.high);
    figures.emplace(name + "Draws", estimate.draws);
}

Figures groupedFigures(const json& input, Counts) {
    const auto positive = input.at("positive").get<Bits>();
    const auto groups = input.at("groups").get<std::vector<int>>();
    const auto patients = input.at("patients").get<std::vector<std::string>>();
    const auto first = GroupedRanking::make(positive, input.at("scores").get<Numbers>(), groups);
    const auto second = GroupedRanking::make(positive, input.at("second").get<Numbers>(), groups);
    const BootstrapSettings settings{.draws = input.at("draws").get<int>()};
    const auto byFirst = [&](Counts counts) { return first->auroc(counts); };
    const auto bySecond = [&](Counts counts) { return second->auroc(counts); };
    Figures figures;
    addEstimate("auroc", bootstrap(patients, byFirst, settings), figures);
    addEstimate("difference", pairedDifference(patients, byFirst, bySecond, settings), figures);
    return figures;
}

Figures maskFigures(const json& input, Counts) {
    const auto both = overlap(input.at("first").get<Bits>(), input.at("second").get<Bits>());
    return {{"dice", both.dice()}, {"iou", both.iou()}};
}

Figures retrievalFigures(const json& input, Counts) {
    std::vector<std::string> keys;
    for (int i = 0; i < input.at("size").get<int>(); ++i) keys.push_back(std::to_string(i));
    const auto ranks = ranksOfRightAnswers(input.at("scores").get<std::vector<float>>(), keys, keys);
    Figures figures;
    for (const int k : {1, 2, 5}) {
        const auto hits = withinFirst(*ranks, k);
        figures.emplace("top" + std::to_string(k),
                        std::accumulate(hits.begin(), hits.end(), 0.0) / static_cast<double>(hits.size()));
    }
    return figures;
}

void compareFigures(const Figures& own, const json& expected) {
    QVERIFY(!expected.empty());
    for (const auto& [name, value] : expected.items()) {
        const Score& score = own.at(name);
        QVERIFY2(score.ok() != value.is_null(), name.c_str());
        if (!score) {
            QVERIFY(!score.error().text.empty());
            continue;
        }
        const auto wanted = value.get<double>();
        QVERIFY2(std::abs(*score - wanted) <= kTolerance,
                 qPrintable(QStringLiteral("%1: %2 instead of %3").arg(name.c_str()).arg(*score).arg(wanted)));
    }
}

void compareFile(const QString& path) {
    static const std::map<std::string, Figures (*)(const json&, Counts)> kinds = {
        {"binary", binaryFigures}, {"classes", classFigures}, {"grouped", groupedFigures},
        {"labels", labelFigures},  {"masks", maskFigures},    {"retrieval", retrievalFigures}};
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::map<std::string, int> compared;
    for (const json& input : json::parse(file.readAll().toStdString())) {
        const auto kind = input.at("kind").get<std::string>();
        compareFigures(kinds.at(kind)(input, {}), input.at("expected"));
        if (input.contains("weighted"))
            compareFigures(kinds.at(kind)(input, input.at("weights").get<Weights>()), input.at("weighted"));
        if (QTest::currentTestFailed()) return qWarning("case %s", input.dump().substr(0, 2000).c_str());
        ++compared[kind];
    }
    QCOMPARE(compared.size(), kinds.size());
}

}  // namespace

class GoldenMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keptNumbersGiveScikitLearnsFigures() {
        compareFile(QStringLiteral(ASG_SOURCE_DIR "/tests/golden/metrics/data/metrics-tiny.json"));
    }

    void freshNumbersGiveScikitLearnsFigures() {
        const auto python = tests::referencePython();
        if (!python)
            QSKIP("no Python with scikit-learn (.deps/python or $ASG_PYTHON): compared with the kept file only");
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("metrics.json"));
        const QString problem = tests::runReference(*python, QStringLiteral("../metrics/reference_metrics.py"),
                                                    {path, QStringLiteral("--size"), QStringLiteral("full")});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        compareFile(path);
    }
};

QTEST_GUILESS_MAIN(GoldenMetrics)
#include "golden_metrics_test.moc"
