#pragma once

#include "models/commands/command_streams.h"

#include <span>
#include <string>

namespace asg::annotated {

/// `asg evaluate project …`, the words behind "project"; gives the exit code.
[[nodiscard]] int evaluateProjectCommand(std::span<const std::string> words, const commands::CommandStreams& streams);

}  // namespace asg::annotated
