#pragma once

#include "core/domain/analysis.h"
#include "core/domain/review.h"
#include "core/domain/warning.h"

#include <map>
#include <span>
#include <vector>

namespace asg::review {

/// Whether a region's box fits: what holds of what one reader said, by region.
using StandingBoxes = std::map<domain::RegionId, bool>;

/// Of each region's box the newest verdict that nobody took back and that was on this box: no edge is off by half a
/// pixel. Who drew another box in its place said that it does not fit. `boxes` are the picture's, `given` the decisions
/// on it. Pure.
[[nodiscard]] StandingBoxes standingBoxes(std::span<const domain::RegionBox> boxes,
                                          std::span<const domain::ReviewDecision> given);

/// The decisions by which boxes were drawn that hold, by region: their content is a BoxCorrection with an `after`.
/// Pure.
[[nodiscard]] std::map<domain::RegionId, domain::ReviewDecision> standingDrawnBoxes(
    std::span<const domain::ReviewDecision> given);

/// A warning ("box-changed") for each box that was judged and is another one now, or none, unless the new one was
/// judged, too. Pure.
[[nodiscard]] std::vector<domain::Warning> boxesNotKept(std::span<const domain::RegionBox> boxes,
                                                        std::span<const domain::ReviewDecision> given);

}  // namespace asg::review
