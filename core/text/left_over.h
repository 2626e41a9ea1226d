#pragma once

#include "core/text/layout.h"
#include "core/text/sentence_reader.h"

#include <optional>

namespace asg::text {

/// The first words of a statement that look like findings, or that may turn one around, and that no rule took: a
/// finding or a denial without what it belongs to, a state or a short form that the tables do not know
/// (docs/reports.md). Nothing where there are none.
[[nodiscard]] std::optional<Words> wordsLeftOver(const TokenText& text, const SentenceTokens& sentence,
                                                 const SentenceReading& reading, const Ontology& ontology);

}  // namespace asg::text
