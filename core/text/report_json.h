#pragma once

#include "core/base/json_writer.h"
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

/// The members of what `asg parse --json` prints: "report", "links", "unplaced", "warnings". The object is the
/// caller's, so that a long report is never held as a tree.
void writeParse(base::JsonWriter& json, const domain::Report& report);

}  // namespace asg::text
