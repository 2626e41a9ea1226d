#pragma once

#include <iosfwd>
#include <span>
#include <stop_token>
#include <string>

namespace asg::tags {

/// `asg train tags …`: the words after it. Exit codes as the command line's contract.
[[nodiscard]] int trainTagsCommand(std::span<const std::string> arguments, std::ostream& out, std::ostream& messages,
                                   const std::stop_token& stop);

/// `asg evaluate tags …`.
[[nodiscard]] int evaluateTagsCommand(std::span<const std::string> arguments, std::ostream& out, std::ostream& messages,
                                      const std::stop_token& stop);

}  // namespace asg::tags
