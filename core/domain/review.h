#pragma once

#include "core/domain/correction.h"
#include "core/domain/region.h"
#include "core/domain/report.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::domain {

enum class ReviewVerdict : std::uint8_t { Accepted, Rejected, NothingToPointAt, Withdrawn };

enum class DecisionKind : std::uint8_t { Verdict, Correction };

/// One reader's word on one link (a verdict) or on what one sentence says (a correction), as it was given; never
/// changed afterwards. An undo is a decision of its own (a verdict `Withdrawn`, a correction back to what held before),
/// so that the history stays readable.
///
/// The link is named by what it says (sentence spans and regions), not by its number, so that a decision finds its
/// link again when the report is parsed anew by a later version.
struct ReviewDecision {
    std::uint64_t sequence = 0;  ///< 1, 2, 3 … within a study's journal
    std::string imageSha256;
    std::string reportSha256;                         ///< of the report's text; decisions on another text do not apply
    std::string modelSha256;                          ///< of the model whose box was judged; empty without one
    std::vector<TextSpan> spans;                      ///< the link's spans; empty in a correction
    std::vector<RegionId> regions;                    ///< the link's regions; empty in a correction
    ReviewVerdict verdict = ReviewVerdict::Accepted;  ///< says nothing in a correction
    std::optional<Correction> correction;             ///< only in a correction
    std::string reader;                               ///< who
    std::string time;                                 ///< when, UTC, ISO 8601 with milliseconds
    std::string reason;                               ///< why, may be empty
    std::uint64_t reverts = 0;  ///< sequence of the decision that an undo or redo takes back; 0 for a fresh one

    [[nodiscard]] DecisionKind kind() const { return correction ? DecisionKind::Correction : DecisionKind::Verdict; }
};

/// Names as in the JSON export ("accepted", "rejected", "nothing to point at", "withdrawn").
[[nodiscard]] std::string_view name(ReviewVerdict verdict) noexcept;
[[nodiscard]] std::optional<ReviewVerdict> reviewVerdictFromName(std::string_view name) noexcept;

/// "verdict", "correction".
[[nodiscard]] std::string_view name(DecisionKind kind) noexcept;

}  // namespace asg::domain
