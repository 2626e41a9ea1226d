#pragma once

#include "core/text/ontology.h"
#include "core/text/tokens.h"

#include <string_view>
#include <vector>

namespace asg::text {

/// Takes the marks that a dictation has in words ("period", "comma", "new paragraph") as marks, where a report has more
/// of them than of full stops. Linear.
void takeSpokenMarks(std::vector<Token>& tokens, std::string_view utf8, const Ontology& ontology);

}  // namespace asg::text
