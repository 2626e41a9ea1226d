#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <stop_token>
#include <string>
#include <string_view>

namespace asg::base {

/// What to do with the files of an archive. Their names are as the archive has them, folders and all, UTF-8 or not.
struct ArchiveVisitor {
    static constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

    /// How many bytes of that file are wanted, from its beginning: 0, some, or kAll.
    std::function<std::size_t(std::string_view name)> wanted;
    /// Gets them; false ends the visit.
    std::function<bool(std::string_view name, std::string_view content)> take;
};

/// Whether a file's name ends as an archive's that is read here: .zip, .tar, .tar.gz, .tgz; any case.
[[nodiscard]] bool isArchiveName(const std::filesystem::path& path);

/// Goes through the regular files of an archive in its order, one in memory at a time; nothing is written anywhere, so
/// that a name that leads out of the archive does no harm. Read by libarchive. Blocks; a stop ends it soon.
/// Errors name the archive: NotFound, PermissionDenied, Corrupt, TooLarge for one that unpacks to more than 16 GiB,
/// Unsupported where the build has no libarchive. What is wrong with one file alone is the error once the others were
/// visited: Corrupt, TooLarge for a wanted one over `maximumFileBytes`, Unsupported for one that is encrypted.
[[nodiscard]] Result<void> visitArchive(const std::filesystem::path& path, const ArchiveVisitor& visitor,
                                        std::uintmax_t maximumFileBytes, const std::stop_token& stop = {});

}  // namespace asg::base
