#include "models/downstream/class_figures.h"

#include "core/base/translatable.h"
#include "models/metrics/decisions.h"
#include "models/metrics/ranking.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace asg::downstream {
namespace {

using base::Result;
using metrics::Counts;
using metrics::Estimate;
using metrics::Ranking;
using metrics::Score;

/// One class of all pictures, column by column.
struct Column {
    std::vector<std::uint8_t> positive;
    std::vector<std::uint8_t> known;
    std::vector<double> scores;
};

Column columnOf(const std::vector<ScoredPicture>& scored, std::size_t index) {
    Column column;
    for (const auto& one : scored) {
        const Label label = one.picture->labels[index];
        column.positive.push_back(label == Label::Present ? 1 : 0);
        column.known.push_back(label != Label::Ignored ? 1 : 0);
        column.scores.push_back(one.scores[index]);
    }
    return column;
}

/// How often each example counts when those of unknown truth do not.
std::vector<std::uint32_t> knownCounts(const Column& column, Counts counts) {
    std::vector<std::uint32_t> known(counts.begin(), counts.end());
    for (std::size_t i = 0; i < known.size(); ++i) known[i] *= column.known[i];
    return known;
}

metrics::Confusion confusionOf(const Column& column, double cut, Counts counts) {
    return metrics::confusionAt(column.positive, column.scores, cut, knownCounts(column, counts));
}

/// The reckoning of one test set.
class Reckoning {
public:
    Reckoning(const LabelledSet& set, const std::vector<ScoredPicture>& scored, const FigureSettings& settings)
        : m_set(set), m_scored(scored), m_settings(settings) {
        for (const auto& one : scored) m_patients.push_back(one.picture->patient);
        if (m_settings.cuts.empty()) m_settings.cuts.assign(set.classes.size(), 0.5);
    }

    Result<TaskFigures> run() {
        for (std::size_t i = 0; i < m_set.classes.size(); ++i) {
            m_columns.push_back(columnOf(m_scored, i));
            const Column& column = m_columns.back();
            auto ranking = Ranking::make(column.positive, column.scores, column.known);
            if (!ranking) return ranking.error();
            m_rankings.push_back(std::move(*ranking));
        }
        TaskFigures figures;
        figures.meanAuroc = estimate([this](Counts counts) { return metrics::meanAuroc(m_rankings, counts); });
        figures.accuracy = m_set.exclusive ? exclusiveAccuracy() : decisionAccuracy();
        for (std::size_t i = 0; i < m_set.classes.size(); ++i) figures.classes.push_back(classFigures(i));
        if (m_settings.withF1) {
            figures.meanF1 = meanOverClasses([this](std::size_t i, Counts counts) {
                return metrics::f1(confusionOf(m_columns[i], m_settings.cuts[i], counts));
            });
            figures.meanBestF1 =
                meanOverClasses([this](std::size_t i, Counts counts) { return bestF1(m_rankings[i], counts); });
        }
        return figures;
    }

private:
    Estimate estimate(const metrics::Statistic& statistic) const { return metrics::bootstrap(m_patients, statistic); }

    static Score bestF1(const Ranking& ranking, Counts counts) {
        const auto cut = ranking.bestF1(counts);
        if (!cut) return cut.error();
        return cut->f1;
    }

    template <typename OfClass>
    Estimate meanOverClasses(const OfClass& ofClass) const {
        return estimate([&](Counts counts) -> Score {
            double sum = 0;
            int used = 0;
            for (std::size_t i = 0; i < m_columns.size(); ++i) {
                const Score one = ofClass(i, counts);
                if (!one) continue;
                sum += *one;
                ++used;
            }
            if (used == 0)
                return metrics::notDefined(
                    base::Sentence{QT_TRANSLATE_NOOP("Error", "no class has a positive example")});
            return sum / used;
        });
    }

    ClassFigures classFigures(std::size_t i) const {
        const Column& column = m_columns[i];
        const Ranking& ranking = m_rankings[i];
        const double cut = m_settings.cuts[i];
        ClassFigures figures;
        figures.name = m_set.classes[i];
        figures.cut = cut;
        for (std::size_t k = 0; k < column.known.size(); ++k)
            ++(column.known[k] == 0      ? figures.ignored
               : column.positive[k] != 0 ? figures.positives
                                         : figures.negatives);
        figures.auroc = estimate([&](Counts counts) { return ranking.auroc(counts); });
        figures.averagePrecision = estimate([&](Counts counts) { return ranking.averagePrecision(counts); });
        figures.accuracy = estimate([&](Counts counts) { return metrics::accuracy(confusionOf(column, cut, counts)); });
        if (!m_settings.withF1) return figures;
        figures.f1 = estimate([&](Counts counts) { return metrics::f1(confusionOf(column, cut, counts)); });
        figures.bestF1 = estimate([&](Counts counts) { return bestF1(ranking, counts); });
        return figures;
    }

    Estimate decisionAccuracy() const {
        return estimate([this](Counts counts) {
            metrics::Confusion all;
            for (std::size_t i = 0; i < m_columns.size(); ++i)
                all += confusionOf(m_columns[i], m_settings.cuts[i], counts);
            return metrics::accuracy(all);
        });
    }

    Estimate exclusiveAccuracy() const {
        std::vector<int> truth;
        std::vector<int> decided;
        for (const auto& one : m_scored) {
            const auto& labels = one.picture->labels;
            truth.push_back(static_cast<int>(std::ranges::find(labels, Label::Present) - labels.begin()));
            decided.push_back(static_cast<int>(std::ranges::max_element(one.scores) - one.scores.begin()));
        }
        return estimate([&](Counts counts) { return metrics::accuracy(truth, decided, counts); });
    }

    const LabelledSet& m_set;
    const std::vector<ScoredPicture>& m_scored;
    FigureSettings m_settings;
    std::vector<std::string> m_patients;
    std::vector<Column> m_columns;
    std::vector<Ranking> m_rankings;
};

}  // namespace

Result<TaskFigures> figuresOf(const LabelledSet& set, const std::vector<ScoredPicture>& scored,
                              const FigureSettings& settings) {
    return Reckoning(set, scored, settings).run();
}

Result<std::vector<double>> bestCuts(const LabelledSet& set, const std::vector<ScoredPicture>& scored) {
    std::vector<double> cuts;
    for (std::size_t i = 0; i < set.classes.size(); ++i) {
        const Column column = columnOf(scored, i);
        const auto ranking = Ranking::make(column.positive, column.scores, column.known);
        if (!ranking) return ranking.error();
        const auto cut = ranking->bestF1();
        cuts.push_back(cut ? cut->threshold : 0.5);
    }
    return cuts;
}

nlohmann::json toJson(const TaskFigures& figures) {
    using metrics::toJson;
    nlohmann::json document{{"auc", toJson(figures.meanAuroc)}, {"accuracy", toJson(figures.accuracy)}};
    if (figures.meanF1) document["f1"] = toJson(*figures.meanF1);
    if (figures.meanBestF1) document["f1BestCutOnTest"] = toJson(*figures.meanBestF1);
    auto& classes = document["classes"] = nlohmann::json::array();
    for (const auto& one : figures.classes) {
        nlohmann::json entry{{"name", one.name},
                             {"positives", one.positives},
                             {"negatives", one.negatives},
                             {"ignored", one.ignored},
                             {"auc", toJson(one.auroc)},
                             {"averagePrecision", toJson(one.averagePrecision)},
                             {"accuracy", toJson(one.accuracy)},
                             {"cut", one.cut}};
        if (one.f1) entry["f1"] = toJson(*one.f1);
        if (one.bestF1) entry["f1BestCutOnTest"] = toJson(*one.bestF1);
        classes.push_back(std::move(entry));
    }
    return document;
}

std::string toText(const TaskFigures& figures) {
    std::ostringstream text;
    const auto line = [&text](const std::string& what, const Estimate& estimate) {
        text << "  " << std::left << std::setw(34) << what << metrics::toText(estimate) << "\n";
    };
    line("AUC, mean of the classes", figures.meanAuroc);
    line("accuracy", figures.accuracy);
    if (figures.meanF1) line("F1, cut from validation", *figures.meanF1);
    if (figures.meanBestF1) line("F1, best cut on the test itself", *figures.meanBestF1);
    for (const auto& one : figures.classes)
        line("AUC " + one.name + " (" + std::to_string(one.positives) + "+ " + std::to_string(one.negatives) + "-)",
             one.auroc);
    return text.str();
}

}  // namespace asg::downstream
