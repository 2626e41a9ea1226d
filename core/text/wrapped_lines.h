#pragma once

#include "core/text/marks.h"
#include "core/text/ontology.h"

#include <vector>

namespace asg::text {

/// For each token whether the statement of the line before goes on with it: true at the head of a line that only
/// wrapped prose has broken, false at the head of any other line. Prose is known by the words at the break and by the
/// widths of all lines of the paragraph, never by the width of one. Where it is in doubt, a line that would fall under
/// the denial of the line before begins anew. Linear.
[[nodiscard]] std::vector<bool> linesThatGoOn(const TokenText& text, const Ontology& ontology);

/// Whether no statement of its own begins at `next`, behind a dash in the statement that begins at `start`: "line - tip
/// in the svc", "opacity - likely a nodule". An explanation of what was denied or doubted is one.
[[nodiscard]] bool goesOnBehindDash(const TokenText& text, std::size_t start, std::size_t next,
                                    const Ontology& ontology);

}  // namespace asg::text
