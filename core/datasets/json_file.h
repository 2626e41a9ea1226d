#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace asg::datasets {

/// A JSON file of at most 512 MB (base::jsonFromText). Errors name the file: NotFound, TooLarge (also where it is
/// nested too deeply), Corrupt where it is not JSON.
[[nodiscard]] base::Result<nlohmann::json> readJson(const std::filesystem::path& path);

/// Writes JSON aside, then renames it into place.
[[nodiscard]] base::Result<void> writeJson(const std::filesystem::path& path, const nlohmann::ordered_json& document);

/// The string under a key; empty where there is none. Numbers are written out.
[[nodiscard]] std::string textAt(const nlohmann::json& object, const char* key);

/// The number under a key, also where it stands in quotes.
[[nodiscard]] std::optional<double> numberAt(const nlohmann::json& object, const char* key);

/// A whole text as a finite number, or nothing. Blanks around it and a "+" before it are allowed.
[[nodiscard]] std::optional<double> numberIn(std::string_view text);

/// "file: what" as InvalidData.
[[nodiscard]] base::Error badFile(const std::filesystem::path& path, base::Sentence what);

}  // namespace asg::datasets
