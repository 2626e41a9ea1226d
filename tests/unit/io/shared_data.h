#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace asg::test {

/// Where the real test data lie; need not exist.
inline std::filesystem::path sharedData() {
    const char* named = std::getenv("ASG_SHARED_DATA");
    if (named != nullptr && *named != '\0') return named;
    return std::filesystem::path(ASG_SOURCE_DIR).parent_path() / "shared" / "data";
}

/// Every ordinary file below a folder, sorted; none where the folder is missing.
inline std::vector<std::filesystem::path> filesBelow(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace asg::test
