#pragma once

#include "core/base/result.h"
#include "core/datasets/imported_study.h"
#include "core/domain/analysis.h"
#include "core/session/read_report.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace asg::session {

/// Labels and boxes of other people's data sets, as `asg import` wrote them, by the names of their images. Never
/// changes; any thread; blocks on the disk.
class ImportedLabels {
public:
    ImportedLabels() = default;
    explicit ImportedLabels(std::vector<std::filesystem::path> folders) : m_folders(std::move(folders)) {}

    /// What the folders say of an image of `size` (stored pixels) that goes by one of these names. Its boxes come in
    /// pixels of that image. A later folder wins over an earlier one (datasets::merge, Labels::LaterWins). Nothing: no
    /// folder speaks of it. Errors name the file: those of readImported and merge.
    [[nodiscard]] base::Result<std::optional<datasets::ImportedStudy>> of(const std::vector<std::string>& names,
                                                                          datasets::ImageSize size) const;

    /// The SHA-256 of the files that `of` would read for these names; empty where there is none. Errors: those of
    /// reading a file.
    [[nodiscard]] base::Result<std::string> sha256Of(const std::vector<std::string>& names) const;

    [[nodiscard]] bool empty() const { return m_folders.empty(); }

private:
    std::vector<std::filesystem::path> m_folders;
};

/// The report with the study's labels in place of what its words say. Without a report the study's own text is parsed;
/// where the study has none either, there is no report. As long as `parse` takes; any thread. Errors: the parser's.
[[nodiscard]] base::Result<std::optional<domain::Report>> overruled(std::optional<domain::Report> report,
                                                                    const datasets::ImportedStudy& study,
                                                                    const ParseReport& parse);

/// Puts the study's boxes in place of the model's. Where there is no report, its labels are what the model is compared
/// with. Warnings say so. Any thread.
void overrule(domain::Analysis& analysis, const datasets::ImportedStudy& study);

}  // namespace asg::session
