#pragma once

#include "core/base/result.h"
#include "core/evaluation/figure.h"
#include "core/evaluation/report_half.h"
#include "core/text/report_parser.h"

#include <filesystem>
#include <vector>

namespace asg::evaluation {

/// All figures of docs/accuracy.md on the reports of `data` (the shared data, or its folder reports_iu): the parser
/// against annotated sentences and against manual codes. Blocks for seconds. Errors name the file that is missing or
/// broken.
[[nodiscard]] base::Result<std::vector<Figure>> evaluateReports(const std::filesystem::path& data, Half half,
                                                                const text::ReportParser& parser);

}  // namespace asg::evaluation
