#pragma once

#include "core/base/result.h"
#include "core/domain/review.h"
#include "core/domain/warning.h"
#include "core/review/log_head.h"

#include <vector>

namespace asg::review {

/// The append-only record of what was decided on one picture and its report. Who holds it is the only one that writes
/// it. Not thread-safe; blocks for as long as keeping a decision takes.
class DecisionLog {
public:
    DecisionLog() = default;
    DecisionLog(const DecisionLog&) = delete;
    DecisionLog& operator=(const DecisionLog&) = delete;
    virtual ~DecisionLog() = default;

    /// Gives the decision its sequence number (1, 2, 3 …) and keeps it: it outlives a crash once this returns. Returns
    /// it as kept. On failure nothing was kept. Errors: PermissionDenied, DiskFull, WriteFailed.
    [[nodiscard]] virtual base::Result<domain::ReviewDecision> append(domain::ReviewDecision decision) = 0;

    /// All of them, in the order given.
    [[nodiscard]] virtual const std::vector<domain::ReviewDecision>& decisions() const = 0;

    /// How far it has come.
    [[nodiscard]] virtual LogHead head() const = 0;

    /// What had to be mended, or was missing, as it was opened, and what could not be kept beside it; empty: nothing.
    [[nodiscard]] virtual const std::vector<domain::Warning>& remarks() const = 0;

protected:
    DecisionLog(DecisionLog&&) noexcept = default;
    DecisionLog& operator=(DecisionLog&&) noexcept = default;
};

}  // namespace asg::review
