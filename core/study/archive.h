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

/// In the archive's order: by their extension or because their content is DICOM. Blocks; a stop ends it soon.
[[nodiscard]] ArchiveListing picturesIn(const std::filesystem::path& archive, const std::stop_token& stop);

/// One file of an archive. NotFound where the archive does not have it (any more).
[[nodiscard]] base::Result<std::string> readMember(const std::filesystem::path& archive, const std::string& name,
                                                   const std::stop_token& stop);

}  // namespace asg::study
