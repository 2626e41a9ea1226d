#pragma once

#include "core/domain/report.h"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace asg::text {

/// [start, end].
[[nodiscard]] nlohmann::ordered_json spanJson(domain::TextSpan span);

/// A list of names.
[[nodiscard]] nlohmann::ordered_json regionNamesJson(const std::vector<domain::RegionId>& regions);

/// A triplet as it stands in "triplets" of analysis.json.
[[nodiscard]] nlohmann::ordered_json tripletJson(const domain::Triplet& triplet);

/// The object "report" of analysis.json: {"sections", "sentences", "triplets", "tags"} (docs/command-line.md).
[[nodiscard]] nlohmann::ordered_json reportJson(const domain::Report& report);

/// The array "links" of analysis.json; boxes and similarities are null where the report has none.
[[nodiscard]] nlohmann::ordered_json linksJson(const domain::Report& report);

/// The array "unplaced" of analysis.json.
[[nodiscard]] nlohmann::ordered_json unplacedJson(const domain::Report& report);

/// What `asg parse --json` prints: {"report", "links", "unplaced", "warnings"}.
[[nodiscard]] nlohmann::ordered_json parseJson(const domain::Report& report);

}  // namespace asg::text
