#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace asg::weights {

/// `asg model convert` with the words that follow it: sources, --out and the options of ConvertRequest. Prints the
/// report to `out` (one JSON document with --json) and messages to `messages`. Gives the command line's exit code: 0
/// done, 1 failed, 2 wrong usage.
[[nodiscard]] int convertCommand(std::span<const std::string> arguments, std::ostream& out, std::ostream& messages);

}  // namespace asg::weights
