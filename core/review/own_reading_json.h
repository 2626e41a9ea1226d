#pragma once

#include "core/base/result.h"
#include "core/domain/own_reading.h"
#include "core/domain/review.h"
#include "core/review/own_reading.h"

#include <nlohmann/json_fwd.hpp>

#include <span>

namespace asg::review {

/// {"finding", "existence": "present" | "absent" | "uncertain", "regions": [names]}.
[[nodiscard]] nlohmann::ordered_json statementJson(const domain::Statement& statement);
/// A list of the kinds' names.
[[nodiscard]] nlohmann::ordered_json seenKindsJson(const std::vector<domain::SeenKind>& kinds);

/// What a decision of the kind "finding" says: "statedBy" and "after". InvalidData: it changes one that none of
/// `earlier` made, or is no statement. Throws nlohmann::json::exception and std::invalid_argument where the object
/// has another shape, as the other readers of decisions do.
[[nodiscard]] base::Result<domain::StatementChange> statementChangeFromJson(
    const nlohmann::ordered_json& object, std::span<const domain::ReviewDecision> earlier);
/// What a decision of the kind "model seen" says: "kinds". Throws as above.
[[nodiscard]] domain::ModelSeen modelSeenFromJson(const nlohmann::ordered_json& object);

/// {"statements": [as above, with "id" and "decision"], "committed": [{"decision", "time", "unaided", "withdrawn",
/// "statements"}], "revised"}: both readings of who read first.
[[nodiscard]] nlohmann::ordered_json ownReadingJson(const OwnReading& reading);

}  // namespace asg::review
