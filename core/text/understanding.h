#pragma once

#include "core/text/layout.h"
#include "core/text/sentence_reader.h"

#include <string>

namespace asg::text {

/// Whether a statement was understood, and where it was not, what tells so ("words left over: …"), in plain words.
struct Understanding {
    bool understood = true;
    bool wordsLeft = false;  ///< it was not, and words are left over
    std::string why;
};

/// Weighs the signs that a statement was read wrongly (core/text/signs.h, docs/reports.md).
[[nodiscard]] Understanding understandingOf(const TokenText& text, const SentenceTokens& sentence,
                                            const SentenceReading& reading, const Ontology& ontology);

}  // namespace asg::text
