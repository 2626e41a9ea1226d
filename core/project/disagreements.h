#pragma once

#include "core/project/passes.h"
#include "core/project/reader_boxes.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asg::project {

/// What readers can disagree on.
enum class Disputed : std::uint8_t {
    Link,      ///< whether a sentence speaks of these regions
    Box,       ///< where a region is
    Sentence,  ///< what a sentence says
};
[[nodiscard]] std::string_view name(Disputed kind) noexcept;  ///< "link", "box", "sentence"

/// One reader's answer, in the words of the files.
struct Answer {
    std::string said;
    std::string reason = {};
    std::string time = {};
};

struct Disagreement {
    std::size_t item = 0;
    Disputed kind = Disputed::Link;
    std::optional<domain::TextSpan> sentence = {};  ///< in the report of `reportSha256`
    std::string reportSha256 = {};
    std::vector<domain::RegionId> regions = {};
    std::map<std::string, Answer> answers = {};  ///< of everybody who said something of it, by name
};

/// How far two boxes of a region may be apart and still be one answer: less of them is shared (intersection over
/// union).
inline constexpr double kSameBox = 0.5;

/// Where two of the project's readers gave different answers in the first pass: verdicts on a link, of which "unsure"
/// is none; boxes of a region that share less than kSameBox, or one that fits one reader and not the other, who drew
/// none; corrections of a sentence that say different things. `unsure`: also links that somebody was unsure of. In the
/// order of the items. Pure.
[[nodiscard]] std::vector<Disagreement> disagreements(const Project& project, const ProjectRecord& record, bool unsure);

/// The project in which a further reader decides the items of these disagreements, in their order and blind: it has the
/// guideline and the items, and nothing of who said what. Paths of its files are as in `project`. Pure.
[[nodiscard]] Project adjudicationOf(const Project& project, const std::vector<Disagreement>& disputed,
                                     const std::string& adjudicator);

}  // namespace asg::project
