#pragma once

#include "models/commands/command_streams.h"

#include <span>
#include <string>

namespace asg::pretraining {

/// `asg train dataset mimic|annotations` with the words that follow "dataset": makes an ASG data set. Prints one JSON
/// document (pictures, skipped, warnings) to `out` and messages to `messages`. Gives the command line's exit code: 0
/// done, 1 failed on some, 2 wrong usage, 130 interrupted.
[[nodiscard]] int importCommand(std::span<const std::string> arguments, const commands::CommandStreams& streams);

}  // namespace asg::pretraining
