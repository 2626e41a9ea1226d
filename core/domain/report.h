#pragma once

#include "core/base/geometry.h"
#include "core/base/strong_id.h"
#include "core/domain/doubt.h"
#include "core/domain/region.h"
#include "core/domain/tag.h"
#include "core/domain/warning.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::domain {

using SentenceId = base::StrongId<struct SentenceTag>;
using LinkId = base::StrongId<struct LinkTag>;

/// A stretch of the report as given, counted in Unicode code points from 0, end exclusive.
struct TextSpan {
    std::size_t start = 0;
    std::size_t end = 0;
    friend auto operator<=>(const TextSpan&, const TextSpan&) = default;
};

enum class SectionName : std::uint8_t {
    Findings,
    Impression,
    Comparison,
    Indication,
    Technique,
    History,
    Recommendation,
    Other
};

/// A section's text, without its heading.
struct Section {
    SectionName name = SectionName::Findings;
    TextSpan span;
};

struct Sentence {
    SentenceId id;
    TextSpan span;
    SectionName section = SectionName::Findings;
    std::uint16_t addendum = 0;  ///< the addendum that it belongs to, counted from 1; 0: the report itself
    bool understood = true;      ///< false: it may say something else or more than what was read of it
    bool wordsLeft = false;      ///< it was not understood, and words that may turn its denials around are left over
    std::vector<Doubt> doubts;   ///< what tells so; none where it was understood
};

enum class Existence : std::uint8_t { Present, Absent, Uncertain };
/// How an uncertain statement is meant: "may represent" (possible), "probable" and the like (probable), a degree at the
/// limit of normal ("borderline heart size"), one of several that are named ("scarring or atelectasis").
enum class Certainty : std::uint8_t { Possible, Probable, Borderline, Alternative };
enum class Change : std::uint8_t { New, Better, Worse, Unchanged, Resolved };

/// <anatomical region, finding, existence> with the words that it came from.
struct Triplet {
    SentenceId sentence;
    std::string finding;            ///< the finding's name in the tables ("granuloma"); a tag's name where it is one
    std::optional<TagId> tag;       ///< the tag that it counts as, if any
    std::vector<RegionId> regions;  ///< empty: nothing to point at
    Existence existence = Existence::Present;
    std::optional<Certainty> certainty;  ///< of words that call it uncertain; nothing otherwise, or set by hand
    std::optional<Side> laterality;
    std::optional<std::string> severity;
    std::optional<Change> change;
    bool implied = false;   ///< the place was not said; it follows from the finding (rule 9 or 4)
    bool imported = false;  ///< tag and existence come from an imported file, not from the report's words
    TextSpan findingSpan;
    std::optional<TextSpan> regionSpan;
    std::optional<TextSpan> cueSpan;  ///< the words that decide existence ("no", "may represent")
    friend bool operator==(const Triplet&, const Triplet&) = default;
};

enum class LinkOrigin : std::uint8_t { Named, Enclosing, BothSides, Implied, ByHand };

/// One slot of the alignment: sentences (or parts of them) and the regions they speak of.
struct Link {
    LinkId id;
    std::vector<SentenceId> sentences;
    std::vector<TextSpan> spans;  ///< the words that are this link's own
    std::vector<RegionId> regions;
    std::optional<base::Box> boxInImagePixels;  ///< around the regions of the picture, once there is one
    LinkOrigin origin = LinkOrigin::Named;
    std::vector<int> rules;           ///< 1..9 of docs/report-conventions.md §3, ascending
    std::optional<float> similarity;  ///< -1..1, cosine of region and sentence embedding, once computed
};

/// One sentence's share in a link: that it speaks of the link's regions. What a verdict judges.
struct LinkedSentence {
    LinkId link;
    SentenceId sentence;
    friend auto operator<=>(const LinkedSentence&, const LinkedSentence&) = default;
};

/// What happens to a pair of regions whose side was not said (rule 3).
enum class PairMode : std::uint8_t {
    Merge,  ///< one slot around both
    Split   ///< one slot for each side
};

/// A parsed report. `text` is the report as given (UTF-8, a byte-order mark dropped), never changed.
struct Report {
    std::string text;
    std::vector<Section> sections;
    std::vector<Sentence> sentences;  ///< in reading order; id = index
    std::vector<Triplet> triplets;
    std::vector<Link> links;           ///< at most kMaximumLinks; id = index
    PairMode pairs = PairMode::Merge;  ///< how the links were made
    std::vector<SentenceId> unplaced;  ///< sentences with nothing to point at
    std::map<TagId, Existence> tags;   ///< a tag that is not said is not a key
    std::vector<Warning> warnings;
};

/// The number of region-sentence slots of the network (R in docs/network.md).
inline constexpr std::size_t kMaximumLinks = 23;

/// Whether the report's summary says something of the tag that rests on more than sentences that were not understood:
/// what rests on those alone agrees with nothing and differs from nothing.
[[nodiscard]] bool isSurelySaid(const Report& report, TagId tag);

/// Names as in the command line's contract ("findings", "present", "probable", "both sides", "unchanged", "bilateral").
[[nodiscard]] std::string_view name(SectionName section) noexcept;
[[nodiscard]] std::string_view name(Existence existence) noexcept;
[[nodiscard]] std::string_view name(Certainty certainty) noexcept;
[[nodiscard]] std::string_view name(Change change) noexcept;
[[nodiscard]] std::string_view name(LinkOrigin origin) noexcept;
[[nodiscard]] std::string_view name(Side side) noexcept;

}  // namespace asg::domain
