#pragma once

#include "core/domain/own_reading.h"
#include "core/domain/review.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace asg::review {

/// A statement of the reader's own that holds, with the decisions that it comes of.
struct StandingStatement {
    std::uint64_t id = 0;        ///< the number of the decision that made it
    std::uint64_t decision = 0;  ///< the newest one that says what it is
    domain::Statement content;
    friend bool operator==(const StandingStatement&, const StandingStatement&) = default;
};

/// What a reader committed, as it stood then; nothing that comes later changes it.
struct CommittedReading {
    std::uint64_t decision = 0;  ///< the number of the commit: what was decided up to it belongs to it
    std::string time;
    bool unaided = false;    ///< nothing of a model's opinion had been handed out to the reader
    bool withdrawn = false;  ///< the commit was taken back: the reader does not stand by it any more
    std::vector<StandingStatement> statements;
    friend bool operator==(const CommittedReading&, const CommittedReading&) = default;
};

/// What one reader says of a picture himself.
struct OwnReading {
    std::vector<StandingStatement> statements;  ///< that hold now, in the order made
    std::vector<CommittedReading> committed;    ///< every commit there ever was, the latest last
    bool hasSeenModel = false;                  ///< by what the journal says
    bool isRevised = false;  ///< something that a commit is about was decided since the latest one that stands

    /// The latest commit that was not taken back; null without one.
    [[nodiscard]] const CommittedReading* standing() const;
};

/// What was said, as it was changed last; what was taken away or back is left out. In the order made. `given` are one
/// reader's decisions on the picture. Pure.
[[nodiscard]] std::vector<StandingStatement> standingStatements(std::span<const domain::ReviewDecision> given);

/// Of one reader's decisions on the picture. Pure.
[[nodiscard]] OwnReading ownReading(std::span<const domain::ReviewDecision> given);

/// Which kinds of that model's opinion the journal says were handed out. Pure.
[[nodiscard]] std::vector<domain::SeenKind> seenOf(std::span<const domain::ReviewDecision> given,
                                                   const std::string& modelSha256);

}  // namespace asg::review
