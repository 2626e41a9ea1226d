#pragma once

#include "core/text/layout.h"
#include "core/text/sentence_reader.h"

namespace asg::text {

/// Whether a statement was understood: no words of findings or places are left over that no rule took, no word looks
/// like a finding that the tables do not know, and no denial is left without what it denies (docs/reports.md).
[[nodiscard]] bool isUnderstood(const TokenText& text, const SentenceTokens& sentence, const SentenceReading& reading,
                                const Ontology& ontology);

}  // namespace asg::text
