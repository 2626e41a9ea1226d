#pragma once

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/domain/review.h"
#include "core/review/log_head.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <tuple>
#include <vector>

namespace asg::review {

// Copies of one picture's journal, as readers send them: one may be the beginning of another, or each has gone its own
// way from some decision on. All but gatherJournals is pure, for any thread.

/// Tells a decision from the others on its picture, in whatever copy it stands: number, reader, time.
using DecisionName = std::tuple<std::uint64_t, std::string, std::string>;
[[nodiscard]] DecisionName nameOf(const domain::ReviewDecision& decision);

/// A copy of a picture's journal, and where it lies.
struct JournalCopy {
    std::filesystem::path journal;
    std::vector<domain::ReviewDecision> decisions;
    LogHead head;
    std::vector<std::filesystem::path> beginnings = {};  ///< where copies lie that are no more than its beginning
};

/// Takes the copies to those that are no beginning of another one: what the shorter one says was said before.
void dropBeginnings(std::vector<JournalCopy>& copies);

/// What counts no longer in one of the copies, whether or not the others know of that.
[[nodiscard]] std::set<DecisionName> takenBackIn(const std::vector<std::vector<domain::ReviewDecision>>& copies);

/// Takes those decisions out of a copy.
void leaveOut(const std::set<DecisionName>& takenBack, std::vector<domain::ReviewDecision>& copy);

/// The journals below data folders: of each picture, by its hash, the copies that are no beginning of another one, and
/// what could not be read.
struct GatheredJournals {
    std::map<std::string, std::vector<JournalCopy>> pictures;
    std::vector<base::Error> failed;
};

/// Reads them without changing or locking anything. Blocks on the disk; a stop ends it soon, with what was read by
/// then. Errors: NotFound (a folder that is not there).
[[nodiscard]] base::Result<GatheredJournals> gatherJournals(const std::vector<std::filesystem::path>& folders,
                                                            const std::stop_token& stop = {});

}  // namespace asg::review
