#include "models/metrics/ranking.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <cmath>

namespace asg::metrics {
namespace {

constexpr const char* kNoPositive = QT_TRANSLATE_NOOP("Error", "no positive example");
constexpr const char* kNoNegative = QT_TRANSLATE_NOOP("Error", "no negative example");

}  // namespace

base::Result<Ranking> Ranking::make(std::span<const std::uint8_t> positive, std::span<const double> scores,
                                    std::span<const std::uint8_t> known) {
    if (positive.size() != scores.size() || (!known.empty() && known.size() != scores.size()))
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "there are not as many scores as labels.")}};
    Ranking ranking;
    ranking.m_examples.reserve(scores.size());
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (!known.empty() && known[i] == 0) continue;
        if (!std::isfinite(scores[i]))
            return base::Error{base::ErrorCode::InvalidData,
                               base::Sentence{QT_TRANSLATE_NOOP("Error", "a score is not a finite number.")}};
        ranking.m_examples.push_back({scores[i], positive[i] != 0, i});
    }
    std::ranges::stable_sort(ranking.m_examples, std::greater{}, &Example::score);
    return ranking;
}

Ranking::Totals Ranking::totals(Counts counts) const {
    Totals totals;
    for (const auto& example : m_examples)
        (example.positive ? totals.positives : totals.negatives) += countOf(counts, example.index);
    return totals;
}

template <typename Visit>
void Ranking::walk(Counts counts, const Visit& visit) const {
    double truePositives = 0;
    double falsePositives = 0;
    for (std::size_t i = 0; i < m_examples.size(); ++i) {
        const Example& example = m_examples[i];
        (example.positive ? truePositives : falsePositives) += countOf(counts, example.index);
        const bool last = i + 1 == m_examples.size() || m_examples[i + 1].score != example.score;
        if (last) visit(truePositives, falsePositives, example.score);
    }
}

Score Ranking::auroc(Counts counts) const {
    const Totals all = totals(counts);
    if (all.positives == 0) return notDefined({kNoPositive});
    if (all.negatives == 0) return notDefined({kNoNegative});
    double area = 0;
    double lastTrue = 0;
    double lastFalse = 0;
    walk(counts, [&](double truePositives, double falsePositives, double) {
        area += (falsePositives - lastFalse) * (truePositives + lastTrue) / 2;
        lastTrue = truePositives;
        lastFalse = falsePositives;
    });
    return area / all.positives / all.negatives;
}

double Ranking::pairs(Counts counts) const {
    const Totals all = totals(counts);
    return all.positives * all.negatives;
}

Score Ranking::averagePrecision(Counts counts) const {
    const Totals all = totals(counts);
    if (all.positives == 0) return notDefined({kNoPositive});
    double sum = 0;
    double lastTrue = 0;
    walk(counts, [&](double truePositives, double falsePositives, double) {
        if (truePositives > lastTrue)
            sum += (truePositives - lastTrue) * truePositives / (truePositives + falsePositives);
        lastTrue = truePositives;
    });
    return sum / all.positives;
}

base::Result<F1Cut> Ranking::bestF1(Counts counts) const {
    const Totals all = totals(counts);
    if (all.positives == 0) return notDefined({kNoPositive});
    F1Cut best{m_examples.front().score, 0};
    walk(counts, [&](double truePositives, double falsePositives, double score) {
        const double f1 = 2 * truePositives / (truePositives + falsePositives + all.positives);
        if (f1 > best.f1) best = {score, f1};
    });
    return best;
}

Score meanAuroc(std::span<const Ranking> classes, Counts counts) {
    double sum = 0;
    int used = 0;
    for (const auto& one : classes) {
        const Score area = one.auroc(counts);
        if (!area) continue;
        sum += *area;
        ++used;
    }
    if (used == 0)
        return notDefined(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "no class has both a positive and a negative example")});
    return sum / used;
}

}  // namespace asg::metrics
