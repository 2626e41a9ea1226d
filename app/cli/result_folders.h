#pragma once

#include "app/cli/aside_folder.h"
#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace asg::cli {

/// What `asg analyse` writes into each picture's folder.
inline constexpr const char* kAnalysisFile = "analysis.json";
inline constexpr const char* kOverlayFile = "overlay.png";
inline constexpr const char* kMapsFolder = "maps";

/// A file of a result, by its path within the result's folder.
struct ResultFile {
    std::string name;
    std::vector<std::byte> bytes;
};

/// The output folder of a run: one folder for each picture, each there as a whole or not at all.
///
/// A result is written into a hidden folder beside (".asg-partial-HOST-PROCESS") and renamed. A run that was killed
/// leaves that folder; the next run into the same output removes it. Any thread; each name by one thread at a time.
class ResultFolders {
public:
    /// Nothing is written before the first result.
    explicit ResultFolders(std::filesystem::path out);

    [[nodiscard]] std::filesystem::path of(const std::string& name) const { return m_out / name; }

    /// An earlier run's result may be replaced; somebody else's files of these names are left alone, and so is what a
    /// reader exported. The error says which of the two it is.
    [[nodiscard]] base::Result<void> mayWrite(const std::string& name) const;

    /// Replaces an earlier result as a whole. Where other files lie in its folder they stay, and the result's own are
    /// replaced one by one, analysis.json last. Errors of writing; `mayWrite`'s.
    [[nodiscard]] base::Result<void> write(const std::string& name, const std::vector<ResultFile>& files);

private:
    base::Result<void> writeAside(const std::filesystem::path& aside, const std::vector<ResultFile>& files);
    base::Result<void> replaceFolder(const std::filesystem::path& aside, const std::string& name);
    base::Result<void> replaceFiles(const std::string& name, const std::vector<ResultFile>& files,
                                    const std::set<std::string>& own);

    std::filesystem::path m_out;
    AsideFolder m_aside;
};

}  // namespace asg::cli
