#pragma once

#include "core/review/review_state.h"

#include <nlohmann/json_fwd.hpp>

namespace asg::exporting {

/// The measurements that hold, in the order drawn, each with all that follows from its points: as measurement_json.h
/// says, and {"id" (the decision that drew it), "decision" (the newest on it), "time", "values", "spacingMm": [row,
/// column] | null, "spacingSource": text | null}. "values" has an entry for each figure (domain::Quantity): lengths
/// {"px", "mm"}, areas {"px2", "mm2"}, angles {"degrees"}, ratios {"value"}; null in millimetres where no spacing is
/// known. "statistics": null, or what the pixels within say ({"pixels", "mean", "standardDeviation", "minimum",
/// "maximum"}).
[[nodiscard]] nlohmann::ordered_json measurementsJson(const review::ReviewState& state);

}  // namespace asg::exporting
