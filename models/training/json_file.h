#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace asg::training {

/// A file that holds one JSON object, at most 256 MiB. Errors: those of reading; InvalidData, naming the file.
[[nodiscard]] base::Result<nlohmann::json> readJsonObject(const std::filesystem::path& path);

}  // namespace asg::training
