#pragma once

#include <string>
#include <string_view>

namespace asg::base {

/// Outside text (a file's name, what a file says of itself) as it may be shown on a terminal: control characters, those
/// that turn the direction of writing, and bytes that are not UTF-8 stand as "\\x1b". Lines stay where `keepLines`.
[[nodiscard]] std::string printable(std::string_view text, bool keepLines = false);

}  // namespace asg::base
