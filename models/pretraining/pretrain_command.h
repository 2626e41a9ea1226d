#pragma once

#include "models/commands/command_streams.h"

#include <span>
#include <string>

namespace asg::pretraining {

/// `asg train pretrain` with the words that follow it: --config C.json --data DIR --out DIR [--start MODEL]
/// [--resume]. Several processes find each other by the environment (models/distributed/launch.h). Prints the summary
/// to `out` and messages to `messages`. Gives the command line's exit code: 0 done, 1 failed, 2 wrong usage, 130
/// interrupted.
[[nodiscard]] int pretrainCommand(std::span<const std::string> arguments, const commands::CommandStreams& streams);

}  // namespace asg::pretraining
