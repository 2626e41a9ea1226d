#include "app/cli/imported_labels.h"

#include "core/analysis/assemble.h"
#include "core/datasets/imported_json.h"

#include <system_error>

namespace asg::cli {

base::Result<std::optional<datasets::ImportedStudy>> ImportedLabels::of(const std::vector<std::string>& names,
                                                                        datasets::ImageSize size) const {
    std::optional<datasets::ImportedStudy> all;
    for (const auto& folder : m_folders)
        for (const auto& name : names) {
            const auto path = folder / (name + ".json");
            std::error_code failure;
            if (!std::filesystem::exists(path, failure)) continue;
            auto study = datasets::readImported(path);
            if (!study) return study.error();
            auto fitted = datasets::fittedTo(std::move(*study), size);
            if (all)
                datasets::merge(*all, std::move(fitted));
            else
                all = std::move(fitted);
            break;
        }
    return all;
}

domain::Report overruled(std::optional<domain::Report> report, const datasets::ImportedStudy& study,
                         const text::ReportParser& parser) {
    if (!report) report = parser.parse(study.report);
    datasets::overrule(*report, study);
    return std::move(*report);
}

void overrule(domain::Analysis& analysis, const datasets::ImportedStudy& study) {
    analysis.warnings.insert(analysis.warnings.end(), study.warnings.begin(), study.warnings.end());
    if (study.regions.empty()) return;
    analysis::mergeRegions(analysis, study.regions);
    analysis.warnings.push_back(
        {"imported-boxes",
         std::to_string(study.regions.size()) + " region boxes come from an imported file, not from the model."});
}

}  // namespace asg::cli
