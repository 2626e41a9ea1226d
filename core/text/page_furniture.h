#pragma once

#include "core/text/ontology.h"
#include "core/text/tokens.h"

#include <string_view>
#include <vector>

namespace asg::text {

/// Takes the running heads and feet of printed pages out of a report's tokens ("Page 2 of 3", and lines beside it that
/// come on every page), so that a sentence goes on from one page to the next. Linear.
void leavePageFurnitureOut(std::vector<Token>& tokens, std::string_view utf8, const Ontology& ontology);

}  // namespace asg::text
