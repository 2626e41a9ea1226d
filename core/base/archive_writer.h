#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace asg::base {

/// A file of an archive: its name there, folders and all, and what it holds.
struct ArchivedFile {
    std::string name;
    std::string content;
};

/// A zip archive of these files, written aside and moved into place (`writeFileAtomically`, whose errors it has), by
/// libarchive. Its files have no owner. Further errors: Unsupported where the build has no libarchive; WriteFailed.
[[nodiscard]] Result<void> writeArchive(const std::filesystem::path& path, const std::vector<ArchivedFile>& files);

}  // namespace asg::base
