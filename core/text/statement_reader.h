#pragma once

#include "core/text/layout.h"
#include "core/text/sentence_reader.h"

namespace asg::text {

/// Reads one statement with the label that it stands under: "LUNGS: Clear." speaks of the lungs, "Effusion: none"
/// denies an effusion, a box that is not ticked says nothing. The words of the result are tokens of the report.
[[nodiscard]] SentenceReading readStatement(const TokenText& text, const SentenceTokens& sentence,
                                            const Ontology& ontology);

}  // namespace asg::text
