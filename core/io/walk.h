#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <string>
#include <vector>

namespace asg::io {

/// Files that may be pictures, and folders that could not be read.
struct Walk {
    std::vector<std::filesystem::path> paths;
    struct Failure {
        std::filesystem::path path;
        base::Error error;
    };
    std::vector<Failure> failures;
};

/// Files and folders → files to open. A file that is named stands as it is, in the order given (opening says what is
/// wrong with it). A folder is walked recursively in sorted order: hidden entries, DICOMDIR, pipes and devices are left
/// out; a file counts when its extension is a known image's or its content is DICOM. Blocks on the disk; links to
/// folders are followed, loops are not.
[[nodiscard]] Walk findPictures(const std::vector<std::filesystem::path>& filesAndFolders);

/// The file name without a known picture extension (.dcm, .dicom, .png, .jpg, .jpeg, .tif, .tiff; any case):
/// how output folders are named.
[[nodiscard]] std::string nameWithoutPictureExtension(const std::filesystem::path& path);

}  // namespace asg::io
