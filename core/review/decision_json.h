#pragma once

#include "core/base/result.h"
#include "core/domain/review.h"

#include <nlohmann/json_fwd.hpp>

namespace asg::review {

/// A decision as it stands in the journal and in the JSON export: {"sequence", "time", "reader", "kind", …, "reason",
/// "image", "report", "model", "reverts" (only where it takes one back)}. Of the kind "verdict": "verdict", "spans",
/// "regions". Of the kind "correction": "verdict" (null), "sentence" (its span), "before" and "after" (a reading, or
/// null: the parser's word again). Spans are code points of the report, regions by name.
[[nodiscard]] nlohmann::ordered_json decisionJson(const domain::ReviewDecision& decision);

/// The decision of such an object. InvalidData names what is wrong with it; Unsupported: a kind of decision that this
/// version does not know. Without a "kind" it is a verdict.
[[nodiscard]] base::Result<domain::ReviewDecision> decisionFromJson(const nlohmann::ordered_json& object);

}  // namespace asg::review
