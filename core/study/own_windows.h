#pragma once

#include "core/base/result.h"
#include "core/domain/radiograph.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace asg::study {

/// A window that a user keeps for pictures of one modality. Center and width in units after the modality transform.
struct OwnWindow {
    std::string modality;   ///< DICOM's (0008,0060); "-" for pictures that have none
    domain::Window window;  ///< with the name that the user gave it
    friend bool operator==(const OwnWindow&, const OwnWindow&) = default;
};

/// One window a line: modality, name, center, width, with tabs between them. Lines that begin with # and empty ones say
/// nothing. `file` is for errors: InvalidData names it, the line and what is wrong there. Pure.
[[nodiscard]] base::Result<std::vector<OwnWindow>> readOwnWindows(std::string_view table, const std::string& file);

/// Those of the file; none where there is no file. Blocks on the disk; any thread; errors of readOwnWindows() and
/// readFile().
[[nodiscard]] base::Result<std::vector<OwnWindow>> loadOwnWindows(const std::filesystem::path& path);

/// Writes a window into the file, in the place of one of the same modality and name, else at its end, and gives all
/// that are there now. Every other line stays as it is; a file that cannot be read is left alone, and its error
/// returned. Tabs and line ends in the name become spaces. Blocks on the disk; any thread.
[[nodiscard]] base::Result<std::vector<OwnWindow>> keepOwnWindow(const std::filesystem::path& path, OwnWindow window);

}  // namespace asg::study
