#pragma once

#include "core/text/sections.h"

#include <vector>

namespace asg::text {

/// Where the statements behind the first one begin in a list that is dictated without verbs and marks: "trachea midline
/// | heart not enlarged | no effusion". Nothing where the words make a sentence. Linear.
[[nodiscard]] std::vector<std::size_t> runOnStatements(const TokenText& text, TokenRange words,
                                                       const Ontology& ontology);

}  // namespace asg::text
