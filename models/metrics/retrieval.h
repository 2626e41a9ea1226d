#pragma once

#include "core/base/result.h"

#include <span>
#include <string>
#include <vector>

namespace asg::metrics {

/// The rank (1 = first) of each query's best right answer among all candidates. `scores` is queries × candidates, rows
/// first, higher is nearer; a candidate is right when its key equals the query's (two studies with the same report are
/// both right). Of equal scores wrong candidates come first: a model that says the same of everything gains nothing.
///
/// Errors: InvalidData for unequal sizes, a score that is not finite, a query without a right candidate.
[[nodiscard]] base::Result<std::vector<int>> ranksOfRightAnswers(std::span<const float> scores,
                                                                 std::span<const std::string> queryKeys,
                                                                 std::span<const std::string> candidateKeys);

/// For each query 1 when its right answer is among the first k, else 0: what top-k is the mean of.
[[nodiscard]] std::vector<double> withinFirst(std::span<const int> ranks, int k);

}  // namespace asg::metrics
