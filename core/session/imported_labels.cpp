#include "core/session/imported_labels.h"

#include "core/analysis/assemble.h"
#include "core/base/sha256.h"
#include "core/datasets/imported_json.h"
#include "core/datasets/merge_studies.h"

#include <string_view>
#include <system_error>
#include <utility>

namespace asg::session {

base::Result<std::optional<datasets::ImportedStudy>> ImportedLabels::of(const std::vector<std::string>& names,
                                                                        datasets::ImageSize size) const {
    std::optional<datasets::ImportedStudy> all;
    for (const auto& folder : m_folders)
        for (const auto& name : names) {
            const auto path = folder / (name + ".json");
            auto study = datasets::readImported(path);
            if (!study && study.error().code == base::ErrorCode::NotFound) continue;
            if (!study) return study.error();
            auto fitted = datasets::fittedTo(std::move(*study), size);
            if (!all)
                all = std::move(fitted);
            else if (auto merged = datasets::merge(*all, std::move(fitted), datasets::Labels::LaterWins); !merged)
                return base::about(path.string(), merged.error());
            break;
        }
    return all;
}

base::Result<std::string> ImportedLabels::sha256Of(const std::vector<std::string>& names) const {
    std::string sums;
    for (const auto& folder : m_folders)
        for (const auto& name : names) {
            std::error_code ignored;
            const auto path = folder / (name + ".json");
            if (!std::filesystem::exists(path, ignored)) continue;
            const auto sum = base::sha256OfFile(path);
            if (!sum) return sum.error();
            sums += *sum + "\n";
            break;
        }
    return sums.empty() ? sums : base::sha256Hex(std::string_view(sums));
}

base::Result<std::optional<domain::Report>> overruled(std::optional<domain::Report> report,
                                                      const datasets::ImportedStudy& study, const ParseReport& parse) {
    if (!report && !study.report.empty()) {
        auto parsed = parse(study.report);
        if (!parsed) return parsed.error();
        report = std::move(*parsed);
    }
    if (report) datasets::overrule(*report, study);
    return report;
}

void overrule(domain::Analysis& analysis, const datasets::ImportedStudy& study) {
    const auto ofLabels = domain::warningsOf(domain::WarningSource::Labels, study.warnings);
    analysis.warnings.insert(analysis.warnings.end(), ofLabels.begin(), ofLabels.end());
    if (const auto tags = datasets::tagsOf(study); !analysis.report && !tags.empty()) {
        analysis::compareTags(analysis, tags);
        analysis.warnings.push_back(datasets::labelsWarning(tags.size()));
    }
    if (study.regions.empty()) return;
    analysis::mergeRegions(analysis, study.regions);
    analysis.warnings.push_back(
        {domain::WarningCode::ImportedBoxes, {std::to_string(study.regions.size())}, domain::WarningSource::Labels});
}

}  // namespace asg::session
