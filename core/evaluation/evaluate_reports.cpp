#include "core/evaluation/evaluate_reports.h"

#include "core/evaluation/coded_reports.h"
#include "core/evaluation/place_figures.h"
#include "core/evaluation/sentence_figures.h"
#include "core/evaluation/tag_figures.h"

#include <iterator>
#include <system_error>

namespace asg::evaluation {

base::Result<std::vector<Figure>> evaluateReports(const std::filesystem::path& data, Half half,
                                                  const text::ReportParser& parser) {
    std::error_code failure;
    const bool inside = std::filesystem::exists(data / "reports_iu", failure);
    const auto folder = inside ? data / "reports_iu" : data;
    auto figures = sentenceFigures(folder, half, parser);
    if (!figures) return figures.error();
    const auto rules = CodeRules::load(folder / "mesh_to_tags.json");
    if (!rules) return rules.error();
    const auto reports = readCodedReports(folder / "ecgen-radiology.tgz", half, parser);
    if (!reports) return reports.error();
    for (auto& more : {tagFigures(*reports, *rules), placeFigures(*reports, *rules)})
        figures->insert(figures->end(), more.begin(), more.end());
    return figures;
}

}  // namespace asg::evaluation
