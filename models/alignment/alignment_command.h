#pragma once

#include <iosfwd>
#include <span>
#include <stop_token>
#include <string>

namespace asg::alignment {

/// `asg train alignment …`: the words after it. Exit codes as the command line's contract.
[[nodiscard]] int trainAlignmentCommand(std::span<const std::string> arguments, std::ostream& out,
                                        std::ostream& messages, const std::stop_token& stop);

/// `asg evaluate alignment …`.
[[nodiscard]] int evaluateAlignmentCommand(std::span<const std::string> arguments, std::ostream& out,
                                           std::ostream& messages, const std::stop_token& stop);

}  // namespace asg::alignment
