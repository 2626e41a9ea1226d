#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace asg::evaluation {

/// Hands every regular file of a gzip-compressed tar archive to `take` (name, content), in the archive's order; holds
/// one file at a time. Errors name the archive: NotFound, Corrupt, TooLarge for a file over 16 MB, Unsupported where
/// the build has no zlib.
[[nodiscard]] base::Result<void> readPackedArchive(
    const std::filesystem::path& path,
    const std::function<void(std::string_view name, std::string_view content)>& take);

}  // namespace asg::evaluation
