#pragma once

#include "core/domain/report.h"
#include "core/domain/review.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace asg::review {

/// A verdict that holds on what a sentence says has changed.
struct StandingChange {
    domain::SentenceId sentence;
    domain::Change change = domain::Change::Unchanged;
    std::vector<domain::RegionId> regions;
    std::string priorSha256;  ///< the earlier picture that it was compared with
    bool holds = true;
    std::uint64_t decision = 0;
    friend bool operator==(const StandingChange&, const StandingChange&) = default;
};

/// Of each sentence's change in its regions the newest verdict that nobody took back, in the order given. `given` are
/// the decisions on that report. Pure.
[[nodiscard]] std::vector<StandingChange> standingChanges(const domain::Report& report,
                                                          std::span<const domain::ReviewDecision> given);

}  // namespace asg::review
