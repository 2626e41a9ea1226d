#pragma once

#include "core/domain/report.h"
#include "core/domain/review.h"

#include <QString>

#include <optional>
#include <vector>

namespace asg::presenters {

/// "✓ accepted", "✗ rejected", "∅ nothing to point at"; "not judged" without one.
[[nodiscard]] QString verdictWords(std::optional<domain::ReviewVerdict> verdict);

/// The names of regions, with commas between; "no place" without any.
[[nodiscard]] QString regionWords(const std::vector<domain::RegionId>& regions);

/// The words of a stretch of a report on one line, cut to a few dozen letters.
[[nodiscard]] QString quoted(const domain::Report& report, domain::TextSpan span);

/// What an undo did, or a redo (`again`), to a verdict or a correction: "Undone: ✗ rejected, left lower lung zone".
[[nodiscard]] QString takenBackWords(const domain::ReviewDecision& subject, bool again, const domain::Report& report);

}  // namespace asg::presenters
