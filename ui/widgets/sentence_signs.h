#pragma once

#include "core/domain/review.h"
#include "ui/presenters/report_view.h"

#include <QString>

#include <optional>
#include <vector>

namespace asg::widgets {

/// What was said of each of a sentence's links; nothing of one that is not judged.
using VerdictsOfLinks = std::vector<std::optional<domain::ReviewVerdict>>;

/// One sign for links that were all judged alike (✓ ✗ ∅, or none), and one of its own where they were not.
[[nodiscard]] QString verdictSign(const VerdictsOfLinks& verdicts);

/// The tip of a sentence: in which way its words are uncertain, whose reading it is where it is not the parser's, and
/// its links' verdicts where one sign does not say them all.
[[nodiscard]] QString tipOf(const presenters::SentenceView& sentence, const VerdictsOfLinks& verdicts);

}  // namespace asg::widgets
