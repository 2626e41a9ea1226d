#pragma once

#include "core/evaluation/coded_reports.h"
#include "core/evaluation/figure.h"

#include <span>
#include <vector>

namespace asg::evaluation {

/// The tags of whole reports against manual codes, which list what is present: micro and macro F1 (over the tags that
/// the rules map) of what the report says as a coder would index it (text::indexedTags), of what it calls present
/// alone, and of all that it does not deny.
[[nodiscard]] std::vector<Figure> tagFigures(std::span<const CodedReport> reports, const CodeRules& rules);

}  // namespace asg::evaluation
