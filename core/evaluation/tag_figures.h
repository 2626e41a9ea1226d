#pragma once

#include "core/evaluation/coded_reports.h"
#include "core/evaluation/figure.h"

#include <span>
#include <vector>

namespace asg::evaluation {

/// The tags of whole reports against manual codes, which say what is present: micro F1 of what the parser calls
/// present, the same with "uncertain" taken for present, and macro F1 over the tags that the rules map.
[[nodiscard]] std::vector<Figure> tagFigures(std::span<const CodedReport> reports, const CodeRules& rules);

}  // namespace asg::evaluation
