#pragma once

#include "core/domain/report.h"
#include "core/domain/review.h"
#include "core/review/review_state.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace asg::presenters {

/// "✓ accepted", "✗ rejected", "∅ nothing to point at", "? unsure"; "not judged" without one.
[[nodiscard]] QString verdictWords(std::optional<domain::ReviewVerdict> verdict);

/// What is wrong with a link: "wrong side", "another place is meant" …
[[nodiscard]] QString codeWords(domain::RejectCode code);

/// A verdict with its code and its reason, as far as it has them: "✗ rejected: wrong side, the left one is meant".
[[nodiscard]] QString judgementWords(domain::ReviewVerdict verdict, std::optional<domain::RejectCode> code,
                                     const std::string& reason);

/// "✎ your own box": nobody has to judge it.
[[nodiscard]] QString ownBoxWords();

/// "✓ box fits", "✗ box does not fit"; "box not judged" without a verdict.
[[nodiscard]] QString boxWords(std::optional<bool> fits);

/// What other readers said of a link or of a box, where they are shown: "Dr. Bo ✗ rejected"; those that said nothing
/// are left out. Either may be none.
[[nodiscard]] QStringList othersWords(const std::vector<review::OtherReader>& others,
                                      const std::optional<domain::LinkedSentence>& link,
                                      const std::optional<domain::RegionId>& box);

/// The name of another reader; of what comes from a copy that went its own way it says so.
[[nodiscard]] QString otherName(const review::OtherReader& other);

/// The names of regions, with commas between; "no place" without any.
[[nodiscard]] QString regionWords(const std::vector<domain::RegionId>& regions);

/// How a link's regions are known from its sentences: "named", "implied" …
[[nodiscard]] QString originWords(domain::LinkOrigin origin);

/// The words of a stretch of a report on one line, cut to a few dozen letters.
[[nodiscard]] QString quoted(const domain::Report& report, domain::TextSpan span);

/// What was given on what: "✗ rejected: wrong side · left lower lung zone · “Opacity at the left base.”". Empty for
/// what its panel shows by itself. `report` is null without one.
[[nodiscard]] QString givenWords(const domain::ReviewDecision& decision, const domain::Report* report);

/// What an undo did, or a redo (`again`), to a verdict, a correction, a measurement or the reader's own reading:
/// "Undone: ✗ rejected, left lower lung zone". `report` is null without one.
[[nodiscard]] QString takenBackWords(const domain::ReviewDecision& subject, bool again, const domain::Report* report);

}  // namespace asg::presenters
