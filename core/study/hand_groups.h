#pragma once

#include "core/base/result.h"
#include "core/study/patient_groups.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace asg::study {

/// Two pictures of one patient a line, by the SHA-256 of their bytes, with a tab between them. Lines that begin with #
/// and empty ones say nothing. `file` is for errors: InvalidData names it, the line and what is wrong there. Pure.
[[nodiscard]] base::Result<HandGroups> readHandGroups(std::string_view table, const std::string& file);

/// Those of the file; none where there is no file. Blocks on the disk; any thread; errors of readHandGroups() and
/// readFile().
[[nodiscard]] base::Result<HandGroups> loadHandGroups(const std::filesystem::path& path);

/// Writes further ones to the end of the file, unless they stand in it, and gives all that are there now. What stands
/// in it stays as it is; a file that cannot be read is left alone, and its error returned. Blocks on the disk; any
/// thread.
[[nodiscard]] base::Result<HandGroups> keepHandGroups(const std::filesystem::path& path, const HandGroups& further);

}  // namespace asg::study
