#pragma once

#include <filesystem>

namespace asg::cli {

/// A hidden folder (".asg-partial-HOST-PROCESS") in which results are written before they are moved into place. What is
/// left in it goes with this object; what a process of this machine left that was killed goes when the next one begins
/// one in the same folder.
class AsideFolder {
public:
    /// Below `parent`; made by who writes into it.
    explicit AsideFolder(const std::filesystem::path& parent);
    ~AsideFolder();
    AsideFolder(const AsideFolder&) = delete;
    AsideFolder& operator=(const AsideFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

}  // namespace asg::cli
