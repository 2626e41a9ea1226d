#pragma once

#include "core/datasets/imported_study.h"

#include <QTemporaryDir>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace asg::datasets::test {

inline std::string tag(const ImportedFinding& finding) {
    return finding.tag ? std::string(domain::tagName(*finding.tag)) : std::string();
}

/// The tags of findings in their order: "nodule + mass".
inline std::string tags(const std::vector<ImportedFinding>& findings) {
    std::string all;
    for (const auto& finding : findings) all += (all.empty() ? "" : " + ") + tag(finding);
    return all;
}

inline bool warns(const std::vector<domain::Warning>& warnings, std::string_view code, std::string_view words = {}) {
    return std::ranges::any_of(warnings, [&](const domain::Warning& warning) {
        return domain::codeName(warning) == code && domain::textOf(warning).find(words) != std::string::npos;
    });
}

/// A folder for the files that a test writes.
class Folder {
public:
    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }

    [[nodiscard]] std::filesystem::path file(const std::string& name, std::string_view content) const {
        const auto written = path() / name;
        std::ofstream(written, std::ios::binary) << content;
        return written;
    }

private:
    QTemporaryDir m_folder;
};

}  // namespace asg::datasets::test
