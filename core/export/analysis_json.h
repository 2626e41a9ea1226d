#pragma once

#include "core/domain/analysis.h"
#include "core/domain/review.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <vector>

namespace asg::exporting {

/// The document of command-line.md, "analysis.json" (schema asg-analysis/1). With decisions, a key "decisions" holds
/// the history and each link a key "verdict" (what holds now, or null): the analysis itself is never changed by them.
[[nodiscard]] nlohmann::ordered_json analysisJson(
    const domain::Analysis& analysis, const std::optional<std::vector<domain::ReviewDecision>>& decisions = {});

}  // namespace asg::exporting
