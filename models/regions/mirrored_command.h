#pragma once

#include "models/commands/command_streams.h"

#include <span>
#include <string>

namespace asg::regions {

/// `asg train mirrored …`, the words behind "mirrored"; gives the exit code.
[[nodiscard]] int trainMirroredCommand(std::span<const std::string> arguments, const commands::CommandStreams& streams);

}  // namespace asg::regions
