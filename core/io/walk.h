#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace asg::io {

/// Files to open, and files and folders that could not be looked at.
struct Walk {
    std::vector<std::filesystem::path> paths;
    struct Failure {
        std::filesystem::path path;
        base::Error error;
    };
    std::vector<Failure> failures;
};

/// Whether a file that lies in a walked folder counts.
using FileFilter = std::function<bool(const std::filesystem::path&)>;

/// Files and folders → files to open. A file that is named stands as it is, in the order given (opening says what is
/// wrong with it). A folder is walked recursively in sorted order: hidden entries, pipes and devices are left out, and
/// files that do not count. What is named more than once is there once. Blocks on the disk; links to folders are
/// followed, loops are not. A stop ends the walk soon, with what was found by then.
[[nodiscard]] Walk findFiles(const std::vector<std::filesystem::path>& filesAndFolders, const FileFilter& counts,
                             const std::stop_token& stop = {});

/// The same for pictures: a file counts when its extension is a known image's or its content is DICOM, and it is no
/// DICOMDIR.
[[nodiscard]] Walk findPictures(const std::vector<std::filesystem::path>& filesAndFolders,
                                const std::stop_token& stop = {});

/// Whether a file counts as a picture: by its extension or because its content is DICOM. Blocks on the disk.
[[nodiscard]] bool isPicture(const std::filesystem::path& path);
/// The same of a file whose first kFirstBytes are known.
[[nodiscard]] bool isPicture(const std::filesystem::path& name, std::string_view firstBytes);
inline constexpr std::size_t kFirstBytes = 132;

/// Whether a file's name ends so (".json"), in any case.
[[nodiscard]] bool hasExtension(const std::filesystem::path& path, std::string_view extension);

/// The file name without a known picture extension (.dcm, .dicom, .png, .jpg, .jpeg, .tif, .tiff; any case):
/// how output folders are named.
[[nodiscard]] std::string nameWithoutPictureExtension(const std::filesystem::path& path);

}  // namespace asg::io
