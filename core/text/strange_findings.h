#pragma once

#include "core/text/layout.h"
#include "core/text/sentence_reader.h"

#include <optional>

namespace asg::text {

/// The first word of a statement that the tables do not know and that stands where a finding is named: "no rib
/// notching", "there is a kerion", "with blorpage". Words of lines.tsv that are harmless there are none. Nothing where
/// there is no such word.
[[nodiscard]] std::optional<Words> strangeFinding(const TokenText& text, const SentenceTokens& sentence,
                                                  const Ontology& ontology);

}  // namespace asg::text
