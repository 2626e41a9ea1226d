#include "models/metrics/retrieval.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace asg::metrics {
namespace {

base::Error invalid(base::Sentence why) {
    return {base::ErrorCode::InvalidData, std::move(why)};
}

/// The best score of a right candidate.
std::optional<float> bestRight(std::span<const float> row, const std::string& key,
                               std::span<const std::string> candidates) {
    std::optional<float> best;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (candidates[i] == key && (!best || row[i] > *best)) best = row[i];
    return best;
}

}  // namespace

base::Result<std::vector<int>> ranksOfRightAnswers(std::span<const float> scores,
                                                   std::span<const std::string> queryKeys,
                                                   std::span<const std::string> candidateKeys) {
    if (scores.size() != queryKeys.size() * candidateKeys.size())
        return invalid(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "there are not as many scores as queries times candidates.")});
    if (!std::ranges::all_of(scores, [](float score) { return std::isfinite(score); }))
        return invalid(base::Sentence{QT_TRANSLATE_NOOP("Error", "a score is not a finite number.")});
    std::vector<int> ranks;
    for (std::size_t q = 0; q < queryKeys.size(); ++q) {
        const auto row = scores.subspan(q * candidateKeys.size(), candidateKeys.size());
        const auto best = bestRight(row, queryKeys[q], candidateKeys);
        if (!best) return invalid(base::Sentence{QT_TRANSLATE_NOOP("Error", "a query has no right candidate.")});
        int rank = 1;
        for (std::size_t i = 0; i < row.size(); ++i)
            rank += row[i] >= *best && candidateKeys[i] != queryKeys[q] ? 1 : 0;
        ranks.push_back(rank);
    }
    return ranks;
}

std::vector<double> withinFirst(std::span<const int> ranks, int k) {
    std::vector<double> hits;
    for (const int rank : ranks) hits.push_back(rank <= k ? 1.0 : 0.0);
    return hits;
}

}  // namespace asg::metrics
