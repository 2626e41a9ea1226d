#pragma once

#include "core/domain/report.h"
#include "core/domain/review.h"
#include "core/domain/warning.h"
#include "core/review/carry_over.h"

#include <map>
#include <span>
#include <vector>

namespace asg::review {

/// The verdicts that hold, by what they judge.
using StandingVerdicts = std::map<domain::LinkedSentence, domain::ReviewDecision>;

/// Of each sentence's links the newest verdict that nobody took back: on that sentence and those regions. `report` is
/// the one to show, corrected or not; `given` are the decisions on it. Pure.
[[nodiscard]] StandingVerdicts standingVerdicts(const domain::Report& report,
                                                std::span<const domain::ReviewDecision> given);

/// What readers decided and does not hold on this report, as corrected, a warning each: "verdict-not-kept" and
/// "correction-not-kept" where the sentence is not there any more; "verdict-moved" for an accepted link whose sentence
/// points somewhere else now, unless it was judged again. Pure.
[[nodiscard]] std::vector<domain::Warning> notKept(const domain::Report& report, const DecisionsOnReport& decisions);

}  // namespace asg::review
