#pragma once

#include "core/base/result.h"
#include "core/domain/review.h"

#include <nlohmann/json_fwd.hpp>

namespace asg::review {

/// A decision as it stands in the journal and in the JSON export. Spans are code points of the report, regions by name.
[[nodiscard]] nlohmann::ordered_json decisionJson(const domain::ReviewDecision& decision);

/// The decision of such an object; InvalidData names what is wrong with it.
[[nodiscard]] base::Result<domain::ReviewDecision> decisionFromJson(const nlohmann::ordered_json& object);

}  // namespace asg::review
