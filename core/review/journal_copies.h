#pragma once

#include "core/domain/review.h"

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace asg::review {

// Copies of one picture's journal, as readers send them: one may be the beginning of another, or each has gone its own
// way from some decision on. All is pure, for any thread.

/// Tells a decision from the others on its picture, in whatever copy it stands: number, reader, time.
using DecisionName = std::tuple<std::uint64_t, std::string, std::string>;

/// Takes the copies to those that are no beginning of another one: what the shorter one says was said before.
void dropBeginnings(std::vector<std::vector<domain::ReviewDecision>>& copies);

/// What counts no longer in one of the copies, whether or not the others know of that.
[[nodiscard]] std::set<DecisionName> takenBackIn(const std::vector<std::vector<domain::ReviewDecision>>& copies);

/// Takes those decisions out of a copy.
void leaveOut(const std::set<DecisionName>& takenBack, std::vector<domain::ReviewDecision>& copy);

}  // namespace asg::review
