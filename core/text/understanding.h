#pragma once

#include "core/domain/doubt.h"
#include "core/text/layout.h"
#include "core/text/sentence_reader.h"

#include <vector>

namespace asg::text {

/// Whether a statement was understood, and where it was not, what tells so ("words left over: …").
struct Understanding {
    bool understood = true;
    bool wordsLeft = false;  ///< it was not, and words are left over
    std::vector<domain::Doubt> doubts;
};

/// Weighs the signs that a statement was read wrongly (core/text/signs.h, docs/reports.md).
[[nodiscard]] Understanding understandingOf(const TokenText& text, const SentenceTokens& sentence,
                                            const SentenceReading& reading, const Ontology& ontology);

}  // namespace asg::text
