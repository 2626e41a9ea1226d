#pragma once

#include "models/metrics/estimate.h"
#include "models/metrics/ranking.h"

#include <span>
#include <string>
#include <vector>

namespace asg::metrics {

/// Scores of one class ranked within groups of comparable examples (pictures of one view and one source): what tells
/// the groups apart earns nothing.
class GroupedRanking {
public:
    /// `groups[i]` is the group of example i, any numbers; `positive` and `scores` as for `Ranking::make`. Errors: its.
    [[nodiscard]] static base::Result<GroupedRanking> make(std::span<const std::uint8_t> positive,
                                                           std::span<const double> scores, std::span<const int> groups);

    /// Over all pairs of a positive and a negative example of the same group, the probability that the positive one has
    /// the higher score (ties count half). Not defined where no group has both.
    [[nodiscard]] Score auroc(Counts counts = {}) const;

private:
    std::vector<Ranking> m_groups;  ///< each knows its own examples and counts by all of them
};

/// `first` minus `second` on the same examples, with the interval of a bootstrap that draws the same patients for both.
/// Not defined where one of them is not.
[[nodiscard]] Estimate pairedDifference(std::span<const std::string> patients, const Statistic& first,
                                        const Statistic& second, const BootstrapSettings& settings = {});

}  // namespace asg::metrics
