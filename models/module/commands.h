#pragma once

#include "models/training/command_streams.h"

#include <span>
#include <string>

namespace asg::module {

using training::CommandStreams;
using training::Exit;

/// `model …`, `train …`, `evaluate …` with the words that follow; gives the exit code. May throw what the standard
/// library throws.
[[nodiscard]] int runModelsCommand(std::span<const std::string> arguments, const CommandStreams& streams);

}  // namespace asg::module
