#pragma once

#include "models/commands/command_streams.h"

#include <span>
#include <string>

namespace asg::module {

/// `asg model …`: the words from "model" on; gives the exit code. May throw what the standard library throws.
[[nodiscard]] int runModelCommand(std::span<const std::string> arguments, const commands::CommandStreams& streams);

}  // namespace asg::module
