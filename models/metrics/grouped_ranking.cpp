#include "models/metrics/grouped_ranking.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <set>

namespace asg::metrics {

base::Result<GroupedRanking> GroupedRanking::make(std::span<const std::uint8_t> positive,
                                                  std::span<const double> scores, std::span<const int> groups) {
    if (groups.size() != scores.size())
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "there are not as many groups as scores.")}};
    GroupedRanking grouped;
    std::vector<std::uint8_t> own(groups.size());
    for (const int group : std::set<int>(groups.begin(), groups.end())) {
        std::ranges::transform(groups, own.begin(), [group](int other) { return other == group ? 1 : 0; });
        auto ranking = Ranking::make(positive, scores, own);
        if (!ranking) return ranking.error();
        grouped.m_groups.push_back(std::move(*ranking));
    }
    return grouped;
}

Score GroupedRanking::auroc(Counts counts) const {
    double sum = 0;
    double pairs = 0;
    for (const auto& group : m_groups) {
        const auto area = group.auroc(counts);
        if (!area) continue;
        const double weight = group.pairs(counts);
        sum += weight * *area;
        pairs += weight;
    }
    if (pairs <= 0)
        return notDefined(
            base::Sentence{QT_TRANSLATE_NOOP("Error", "no group has both a positive and a negative example")});
    return sum / pairs;
}

Estimate pairedDifference(std::span<const std::string> patients, const Statistic& first, const Statistic& second,
                          const BootstrapSettings& settings) {
    return bootstrap(
        patients,
        [&](Counts counts) -> Score {
            const Score one = first(counts);
            if (!one) return one;
            const Score other = second(counts);
            if (!other) return other;
            return *one - *other;
        },
        settings);
}

}  // namespace asg::metrics
