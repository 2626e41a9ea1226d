#pragma once

#include "core/evaluation/coded_reports.h"
#include "core/evaluation/figure.h"

#include <span>
#include <vector>

namespace asg::evaluation {

/// Side and region of the tagged findings that the codes place, over those that the parser found.
[[nodiscard]] std::vector<Figure> placeFigures(std::span<const CodedReport> reports, const CodeRules& rules);

}  // namespace asg::evaluation
