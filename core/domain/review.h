#pragma once

#include "core/base/geometry.h"
#include "core/domain/correction.h"
#include "core/domain/measurement.h"
#include "core/domain/own_reading.h"
#include "core/domain/region.h"
#include "core/domain/report.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace asg::domain {

/// Unsure asks for a colleague's word: an answer, but no rating.
enum class ReviewVerdict : std::uint8_t { Accepted, Rejected, NothingToPointAt, Unsure };

/// What is wrong with a link that was rejected.
enum class RejectCode : std::uint8_t {
    WrongSide,        ///< the other side is meant
    OtherRegion,      ///< another place is meant
    TooMuch,          ///< the place is among the regions, with others that are not meant
    TooLittle,        ///< a region that is meant is not among them
    SentenceMisread,  ///< the sentence says something else than was read
    NotInPicture      ///< the place is meant, but what is said of it is not seen in the picture
};
inline constexpr std::size_t kRejectCodes = 6;

/// What a reader says of one sentence of a link.
struct LinkJudgement {
    // NOLINTNEXTLINE(google-explicit-constructor): a verdict alone is a judgement
    LinkJudgement(ReviewVerdict says, std::string why = {}, std::optional<RejectCode> counted = {})
        : verdict(says), reason(std::move(why)), code(counted) {}

    ReviewVerdict verdict;
    std::string reason;              ///< in words; may be empty
    std::optional<RejectCode> code;  ///< of a Rejected alone
};

/// A word on whether a sentence speaks of a place. It is about the words and the place alone: whether a box fits is
/// another question.
struct LinkVerdict {
    /// The span of the sentence that was judged. Earlier versions judged all sentences of a link at once and named them
    /// by the link's own words: then each of these is a stretch within one of them.
    std::vector<TextSpan> sentences;
    std::vector<RegionId> regions;  ///< the link's, as it was judged
    ReviewVerdict verdict = ReviewVerdict::Accepted;
    std::optional<RejectCode> code = {};  ///< of a Rejected: what is wrong
};

/// A word on whether a box fits its region. It is about that box, drawn there by that model: on another box of the
/// region nothing was said.
struct BoxVerdict {
    RegionId region;
    base::Box boxInImagePixels;
    bool fits = true;
};

/// A box that a reader drew for a region, in pixels of the image. It is on the region of this picture, whatever a model
/// draws there.
struct BoxCorrection {
    RegionId region;
    std::optional<base::Box> before;  ///< the one that was shown, a model's or labels'; nothing: there was none
    std::optional<base::Box> after;   ///< nothing: the box that is shown without readers holds again
};

/// A word on whether what a sentence says has changed is to be seen: in the picture and an earlier one beside it.
struct ChangeVerdict {
    TextSpan sentence;
    Change change = Change::Unchanged;
    std::vector<RegionId> regions;  ///< that the change is said of, ascending
    std::string priorSha256;        ///< the earlier picture
    bool holds = true;
};

/// A measurement of the picture: drawn, changed or deleted. It is on the picture alone, whatever its report says.
struct MeasurementChange {
    std::uint64_t drawnBy = 0;         ///< the number of the decision that drew it; 0: this one does
    std::optional<Measurement> after;  ///< nothing: it is deleted
    friend bool operator==(const MeasurementChange&, const MeasurementChange&) = default;
};

/// The picture is a key image, one that shows what was found to whoever has no time for the others; or it is none any
/// more.
struct KeyMark {
    int frame = 1;  ///< of the file, from 1
    bool marked = true;
    friend bool operator==(const KeyMark&, const KeyMark&) = default;
};

/// The decision that ReviewDecision::reverts names counts no longer; where that one took something back itself, what it
/// took back counts again.
struct TakenBack {};

/// What a decision was given for: a place in the queue of an annotation project's reader.
struct Asked {
    std::string project;    ///< its name
    std::string guideline;  ///< the version that the reader was asked to hold to
    std::string order;      ///< in which the pictures were met: "random", "as given", or where a list of them came from
    std::uint64_t place = 1;  ///< in his queue, from 1
    bool repeat = false;      ///< he met the picture for the second time
    friend bool operator==(const Asked&, const Asked&) = default;
};

/// What stood on the screen when a decision was given.
struct Seen {
    std::uint64_t decisions = 0;  ///< the number of the reader's newest decision on the picture; 0: none
    bool model = false;           ///< what a model says of the picture had been handed out
    bool others = false;          ///< what other readers had decided was shown
    friend bool operator==(const Seen&, const Seen&) = default;
};

/// One thing that a reader said, in the envelope of who, when, on what and having seen what; never changed afterwards.
/// What is taken back stays, and a decision of its own says so: the history can be read.
///
/// Sentences and links are named by what they say (spans, regions), not by numbers, so that a decision finds them again
/// when the report is parsed anew by a later version.
struct ReviewDecision {
    std::uint64_t sequence = 0;  ///< 1, 2, 3 … within a study's journal
    std::string reader;          ///< who
    std::string time;            ///< when, UTC, ISO 8601 with milliseconds
    std::string imageSha256;
    std::string reportSha256;    ///< of the report's text, in which the spans count; empty without one
    std::string modelSha256;     ///< of the model whose regions were shown; empty without one
    std::string reason;          ///< why, may be empty
    std::uint64_t reverts = 0;   ///< of a TakenBack: the decision that it is about
    std::string givenOn;         ///< SHA-256 of another text of the report, from which it was carried to this one
    std::optional<Seen> seen;    ///< nothing: the version that wrote it did not say
    std::optional<Asked> asked;  ///< nothing: it was given outside of a project
    std::variant<LinkVerdict, BoxVerdict, Correction, TakenBack, MeasurementChange, ChangeVerdict, StatementChange,
                 ReadingCommit, ModelSeen, KeyMark, BoxCorrection>
        content;

    /// What it says, where it is of that kind; null otherwise.
    template <typename Content>
    [[nodiscard]] const Content* as() const {
        return std::get_if<Content>(&content);
    }
};

/// Names as in the JSON export ("accepted", "rejected", "nothing to point at", "unsure").
[[nodiscard]] std::string_view name(ReviewVerdict verdict) noexcept;
[[nodiscard]] std::optional<ReviewVerdict> reviewVerdictFromName(std::string_view name) noexcept;
/// The same of codes ("wrong side", "other region", "too much", "too little", "sentence misread", "not in the
/// picture").
[[nodiscard]] std::string_view name(RejectCode code) noexcept;
[[nodiscard]] std::optional<RejectCode> rejectCodeFromName(std::string_view name) noexcept;

}  // namespace asg::domain
