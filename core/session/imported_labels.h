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

/// Labels and boxes of other people's data sets, as `asg import` wrote them, by the names of their images.
class ImportedLabels {
public:
    ImportedLabels() = default;
    explicit ImportedLabels(std::vector<std::filesystem::path> folders) : m_folders(std::move(folders)) {}

    /// What the folders say of an image of `size` that goes by one of these names, its boxes fitted to it. A
    /// later folder wins over an earlier one (datasets::merge, Labels::LaterWins). Nothing where none speaks of it.
    /// Errors name the file: readImported's, merge's.
    [[nodiscard]] base::Result<std::optional<datasets::ImportedStudy>> of(const std::vector<std::string>& names,
                                                                          datasets::ImageSize size) const;

    /// Of the files that `of` would read for these names; empty where there is none. Errors of reading.
    [[nodiscard]] base::Result<std::string> sha256Of(const std::vector<std::string>& names) const;

    [[nodiscard]] bool empty() const { return m_folders.empty(); }

private:
    std::vector<std::filesystem::path> m_folders;
};

/// The report with the study's labels in place of its own. Without a report the study's own text is read; where it has
/// none either, there is no report. Errors: the parser's.
[[nodiscard]] base::Result<std::optional<domain::Report>> overruled(std::optional<domain::Report> report,
                                                                    const datasets::ImportedStudy& study,
                                                                    const ParseReport& parse);

/// The study's boxes in place of the model's and, where there is no report, its labels in the agreement with the model;
/// warnings say so.
void overrule(domain::Analysis& analysis, const datasets::ImportedStudy& study);

}  // namespace asg::session
