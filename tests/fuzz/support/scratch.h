#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace asg::fuzz {

/// A folder of this process's own beneath the system's one for such files (TMPDIR), removed when the process ends, for
/// readers that take a path.
[[nodiscard]] const std::filesystem::path& scratchFolder();

/// Removes what lies in the scratch folder.
void emptyScratch();

/// Writes the bytes into the scratch folder's file of that name and gives its path.
std::filesystem::path scratchFile(std::string_view name, std::string_view bytes);

/// All of a file's bytes; none where it is not there.
[[nodiscard]] std::string bytesOf(const std::filesystem::path& path);

}  // namespace asg::fuzz
