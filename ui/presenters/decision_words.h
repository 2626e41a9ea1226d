#pragma once

#include "core/domain/report.h"
#include "core/domain/review.h"

#include <QString>

#include <vector>

namespace asg::presenters {

/// "✓ accepted", "✗ rejected", "∅ nothing to point at"; "not judged" for one that was withdrawn.
[[nodiscard]] QString verdictWords(domain::ReviewVerdict verdict);

/// The names of regions, with commas between; "no place" without any.
[[nodiscard]] QString regionWords(const std::vector<domain::RegionId>& regions);

/// The words of a stretch of a report on one line, cut to a few dozen letters.
[[nodiscard]] QString quoted(const domain::Report& report, domain::TextSpan span);

/// What an undo or a redo did: "Undone: ✗ rejected, left lower lung zone". `history` holds it and what it took back.
[[nodiscard]] QString takenBackWords(const domain::ReviewDecision& decision,
                                     const std::vector<domain::ReviewDecision>& history, const domain::Report& report);

}  // namespace asg::presenters
