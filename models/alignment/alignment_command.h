#pragma once

#include "models/commands/command_streams.h"

#include <span>
#include <string>

namespace asg::alignment {

/// `asg train alignment …`: the words after it. Exit codes as the command line's contract.
[[nodiscard]] int trainAlignmentCommand(std::span<const std::string> arguments,
                                        const commands::CommandStreams& streams);

/// `asg evaluate alignment …`.
[[nodiscard]] int evaluateAlignmentCommand(std::span<const std::string> arguments,
                                           const commands::CommandStreams& streams);

}  // namespace asg::alignment
