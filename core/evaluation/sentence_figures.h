#pragma once

#include "core/base/result.h"
#include "core/evaluation/figure.h"
#include "core/evaluation/report_half.h"
#include "core/text/report_parser.h"

#include <filesystem>
#include <vector>

namespace asg::evaluation {

/// The parser against reports that were annotated sentence by sentence (sentences_reports.jsonl, sentences_gold.jsonl
/// of `folder`): triplets (sentence, tag, existence), regions of a sentence, "nothing to point at", existence of tags
/// that both name, sentences that were not found with the same words. Errors name file and line.
[[nodiscard]] base::Result<std::vector<Figure>> sentenceFigures(const std::filesystem::path& folder, Half half,
                                                                const text::ReportParser& parser);

}  // namespace asg::evaluation
