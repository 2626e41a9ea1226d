#pragma once

#include "core/text/statement_reader.h"

namespace asg::text {

/// Reads a row of a table (`sentence.row`), cell by cell: each says something of the row's name, on the side or with
/// the value that the head of its column names. What an earlier study showed is left out.
[[nodiscard]] SentenceReading readTableRow(const TokenText& text, const SentenceTokens& sentence,
                                           const Ontology& ontology);

}  // namespace asg::text
