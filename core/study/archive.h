#pragma once

#include "core/base/result.h"
#include "core/study/picture_source.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::study {

/// The pictures in an archive, in its order: by their extension or because their content is DICOM. Errors:
/// base::visitArchive's.
[[nodiscard]] base::Result<std::vector<ArchiveMember>> picturesIn(const std::filesystem::path& archive,
                                                                  const std::stop_token& stop);

/// One file of an archive. NotFound where the archive does not have it (any more).
[[nodiscard]] base::Result<std::string> readMember(const std::filesystem::path& archive, const std::string& name,
                                                   const std::stop_token& stop);

}  // namespace asg::study
