#pragma once

#include "core/datasets/imported_study.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace asg::datasets {

/// The schema of the files that `asg import` writes and `asg analyse --imported` reads.
inline constexpr const char* kImportedSchema = "asg-imported/1";

/// {"schema", "image", "patient", "study", "split", "imageSize": [columns, rows] or null, "text": the report or null,
/// "regions" as in analysis.json, "findings": [{"label", "text", "reader", "tag", "existence", "regions", "implied",
/// "laterality", "severity", "boxes", "origin": "imported"}], "warnings": [{"code", "text"}]}. Boxes are pixels of a
/// picture of "imageSize", or fractions of it where that is [1, 1].
[[nodiscard]] nlohmann::ordered_json importedJson(const ImportedStudy& study);

/// Reads such a file back, whole; keys that it does not know are passed over, and all but "schema", "regions",
/// "findings" and what these need may be left out. Errors name the file and the key: readJson's,
/// InvalidData.
[[nodiscard]] base::Result<ImportedStudy> readImported(const std::filesystem::path& path);

/// Whether a file begins as those that `asg import` writes; reads its first bytes alone.
[[nodiscard]] bool beginsAsImported(const std::filesystem::path& path);

}  // namespace asg::datasets
