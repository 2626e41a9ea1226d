#pragma once

#include "tests/fuzz/support/dice.h"

#include <string>
#include <string_view>

namespace asg::fuzz {

/// A made-up report: sections, lists, cells of tables, statements with places, sides, denials and doubts, in markup or
/// without.
[[nodiscard]] std::string madeReport(Dice& dice);

/// A report with lines of the grammar's put in, taken out, moved, joined or repeated, or with plain damage.
[[nodiscard]] std::string mutatedReport(std::string_view text, Dice& dice);

}  // namespace asg::fuzz
