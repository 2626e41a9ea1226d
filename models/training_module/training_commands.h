#pragma once

#include "models/commands/command_streams.h"

#include <span>
#include <string>

namespace asg::training_module {

using commands::CommandStreams;
using commands::Exit;

/// `train …`, `evaluate …` with the words that follow; gives the exit code. May throw what the standard
/// library throws.
[[nodiscard]] int runTrainingCommand(std::span<const std::string> arguments, const CommandStreams& streams);

}  // namespace asg::training_module
