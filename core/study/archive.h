#pragma once

#include "core/base/result.h"
#include "core/study/picture_source.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::study {

/// The pictures in an archive, and what is wrong with it or with a file of it (base::visitArchive's errors).
struct ArchiveListing {
    std::vector<ArchiveMember> pictures;
    std::optional<base::Error> failure;
};

/// The pictures of an archive, in its order. A file counts by its extension or because its content is DICOM. Blocks on
/// the disk; any thread; a stop ends it soon, with what was found by then.
[[nodiscard]] ArchiveListing picturesIn(const std::filesystem::path& archive, const std::stop_token& stop);

/// The bytes of one file of an archive, `name` as picturesIn gave it. Blocks on the disk; any thread. Errors: NotFound
/// where the archive does not have it (any more), else those of base::visitArchive.
[[nodiscard]] base::Result<std::string> readMember(const std::filesystem::path& archive, const std::string& name,
                                                   const std::stop_token& stop);

}  // namespace asg::study
