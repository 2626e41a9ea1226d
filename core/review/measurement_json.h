#pragma once

#include "core/base/result.h"
#include "core/domain/measurement.h"

#include <nlohmann/json_fwd.hpp>

namespace asg::review {

/// A measurement as it stands in the journal and in the JSON export: {"shape": its kind, "frame", "points": [[x, y], …]
/// in pixels of the image, "name", "hidden"}, "knownMm" where it calibrates the picture, and "proposal" where a model
/// offered it: {"points", "model", "within95", "outcome": "accepted" | "corrected"}.
[[nodiscard]] nlohmann::ordered_json measurementJson(const domain::Measurement& measurement);

/// InvalidData names what is wrong with it; Unsupported: a kind of measurement that this version does not know. Throws
/// nlohmann's exceptions where something is missing or of another type.
[[nodiscard]] base::Result<domain::Measurement> measurementFromJson(const nlohmann::ordered_json& object);

}  // namespace asg::review
