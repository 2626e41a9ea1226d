#pragma once

#include "models/pretraining/dataset.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace asg::pretraining {

/// The decisions of an export (analysis.json) that nobody took back, in their order; those on the taking back itself
/// and on what was seen are not among them. Throws nlohmann::json::exception.
[[nodiscard]] std::vector<nlohmann::json> decisionsInForce(const nlohmann::json& analysis);

/// What an export says in counts: the verdicts that hold on the links of `said` (its report, corrected where it was),
/// the codes of those that reject, whose decisions they are and what guideline they held to. Throws
/// nlohmann::json::exception.
[[nodiscard]] Annotations countAnnotations(const nlohmann::json& analysis, const nlohmann::json& said);

}  // namespace asg::pretraining
