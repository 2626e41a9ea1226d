#pragma once

#include "tests/fuzz/support/dice.h"

#include <string>
#include <string_view>

namespace asg::fuzz {

/// The text of a table after some changes of its rows and cells: odd numbers, quotes that are not closed, a cell less
/// or twice, rows and columns elsewhere.
[[nodiscard]] std::string mutatedCsv(std::string_view text, char separator, Dice& dice);

}  // namespace asg::fuzz
