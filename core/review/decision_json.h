#pragma once

#include "core/base/result.h"
#include "core/domain/review.h"

#include <nlohmann/json_fwd.hpp>

#include <span>

namespace asg::review {

/// A decision as it stands in the journal and in the JSON export: {"format": 2, "sequence", "time", "reader", "kind",
/// …, "reason", "image", "report", "model", "seen" ({"decisions", "model", "others"}; not in format 1), "givenOn" (only
/// where it was carried from another text of the report)}. "asked" ({"project", "guideline", "order", "place",
/// "repeat"}; only of what was given for a project). Of the kind "link": "verdict", "code" (only of one that was
/// rejected with a code), "sentences" (the span of the one that was judged; several from earlier versions), "regions".
/// Of the kind "box": "verdict", "region", "box" (its edges in pixels of the image). Of the kind "correction":
/// "sentence" (its span), "before" and "after" (a reading, or null: the parser's word again). Of the kind
/// "measurement": "drawnBy" (the number of the decision that drew it, or null: this one) and "after" (as
/// measurement_json.h says, or null: deleted). Of the kind "finding": "statedBy" (the number of the decision that made
/// the statement, or null: this one) and "after" (as own_reading_json.h says, or null: it is said no longer). Of the
/// kind "change": "verdict", "sentence" (its span), "change", "regions", "prior" (SHA-256 of the earlier picture). Of
/// the kind "key image": "frame" (from 1), "marked". Of the kind "box drawn": "region", "before" and "after" (edges in
/// pixels of the image, or null). Of the kind "commit": nothing more. Of the kind "model seen": "kinds". Of the kind
/// "taken back": "reverts". Spans are code points of the report, regions by name.
[[nodiscard]] nlohmann::ordered_json decisionJson(const domain::ReviewDecision& decision);

/// The decision of such an object, or of one of format 1, which has no "format". There a verdict was on all sentences
/// of a link, "spans" being the link's words, and an undo said what held then: where `earlier`, the decisions before
/// it, have one of its kind that "reverts" names, it is a TakenBack; else it is a decision of its own. InvalidData
/// names what is wrong with it; Unsupported: a format or a kind of decision that this version does not know.
[[nodiscard]] base::Result<domain::ReviewDecision> decisionFromJson(
    const nlohmann::ordered_json& object, std::span<const domain::ReviewDecision> earlier = {});

}  // namespace asg::review
