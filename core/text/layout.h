#pragma once

#include "core/text/labels.h"
#include "core/text/sections.h"
#include "core/text/tables.h"

#include <optional>
#include <span>
#include <vector>

namespace asg::text {

/// One statement of a report: a sentence, a line of a list, a bullet, a cell, a value with its name.
struct SentenceTokens {
    domain::SectionName section = domain::SectionName::Findings;
    TokenRange tokens;                  ///< what is shown as the sentence: list numbers and bullets left out
    TokenRange body;                    ///< what is said, without the label
    std::optional<Label> label;         ///< that it stands under; of the first sentence below it the words are part
    std::optional<domain::Side> side;   ///< that its label or a heading by side says
    std::optional<ValueEffect> answer;  ///< to its label, where a sign without words gives it
    const ReportRow* row = nullptr;     ///< of Layout::rows, where it is one
    std::uint16_t addendum = 0;         ///< as in SectionTokens
    bool boxesAreTicked = false;        ///< the report ticks boxes: one that is empty denies what stands beside it
};

/// A report's layout: sections, and the statements that they hold. Statements point to their rows: move it, do not
/// copy.
struct Layout {
    std::vector<SectionTokens> sections;
    std::vector<ReportRow> rows;
    std::vector<SentenceTokens> sentences;  ///< in order; at most 400 tokens each, so that reading stays linear
};

/// Reads the layout of a report (docs/reports.md). Linear.
[[nodiscard]] Layout readLayout(const TokenText& text, const Ontology& ontology);

}  // namespace asg::text
