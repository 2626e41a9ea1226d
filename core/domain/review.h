#pragma once

#include "core/domain/correction.h"
#include "core/domain/region.h"
#include "core/domain/report.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace asg::domain {

enum class ReviewVerdict : std::uint8_t { Accepted, Rejected, NothingToPointAt };

/// A word on whether a sentence speaks of a place. It is about the words and the place alone: whether a box fits is
/// another question.
struct LinkVerdict {
    /// The span of the sentence that was judged. Earlier versions judged all sentences of a link at once and named them
    /// by the link's own words: then each of these is a stretch within one of them.
    std::vector<TextSpan> sentences;
    std::vector<RegionId> regions;  ///< the link's, as it was judged
    ReviewVerdict verdict = ReviewVerdict::Accepted;
};

/// The decision that ReviewDecision::reverts names counts no longer; where that one took something back itself, what it
/// took back counts again.
struct TakenBack {};

/// One thing that a reader said, in the envelope of who, when and on what; never changed afterwards. What is taken back
/// stays, and a decision of its own says so: the history can be read.
///
/// Sentences and links are named by what they say (spans, regions), not by numbers, so that a decision finds them again
/// when the report is parsed anew by a later version.
struct ReviewDecision {
    std::uint64_t sequence = 0;  ///< 1, 2, 3 … within a study's journal
    std::string reader;          ///< who
    std::string time;            ///< when, UTC, ISO 8601 with milliseconds
    std::string imageSha256;
    std::string reportSha256;   ///< of the report's text, in which the spans count
    std::string modelSha256;    ///< of the model whose regions were shown; empty without one
    std::string reason;         ///< why, may be empty
    std::uint64_t reverts = 0;  ///< of a TakenBack: the decision that it is about
    std::string givenOn;        ///< SHA-256 of another text of the report, from which it was carried to this one
    std::variant<LinkVerdict, Correction, TakenBack> content;

    /// What it says, where it is of that kind; null otherwise.
    template <typename Content>
    [[nodiscard]] const Content* as() const {
        return std::get_if<Content>(&content);
    }
};

/// Names as in the JSON export ("accepted", "rejected", "nothing to point at").
[[nodiscard]] std::string_view name(ReviewVerdict verdict) noexcept;
[[nodiscard]] std::optional<ReviewVerdict> reviewVerdictFromName(std::string_view name) noexcept;

}  // namespace asg::domain
