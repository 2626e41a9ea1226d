#pragma once

#include "core/domain/review.h"

#include <span>
#include <vector>

namespace asg::review {

// Which decisions of a history are in force, and which were taken back. A history is in the order given; its sequence
// numbers ascend. All is pure, for any thread; pointers are into the history that was passed.

/// The decision of that number, null where the history does not have it.
[[nodiscard]] const domain::ReviewDecision* decisionOf(std::span<const domain::ReviewDecision> history,
                                                       std::uint64_t sequence);

/// What an undo or a redo is about in the end: the verdict or correction itself; null where it is not of this history.
/// Any other decision is about itself.
[[nodiscard]] const domain::ReviewDecision* subjectOf(std::span<const domain::ReviewDecision> history,
                                                      const domain::ReviewDecision& decision);

/// Whether a TakenBack gives again what was taken back before.
[[nodiscard]] bool givesAgain(std::span<const domain::ReviewDecision> history, const domain::ReviewDecision& takenBack);

/// The verdicts and corrections that nobody took back, in the order given.
[[nodiscard]] std::vector<const domain::ReviewDecision*> inForce(std::span<const domain::ReviewDecision> history);

}  // namespace asg::review
