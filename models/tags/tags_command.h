#pragma once

#include "models/commands/command_streams.h"

#include <span>
#include <string>

namespace asg::tags {

/// `asg train tags …`: the words after it. Exit codes as the command line's contract.
[[nodiscard]] int trainTagsCommand(std::span<const std::string> arguments, const commands::CommandStreams& streams);

/// `asg evaluate tags …`.
[[nodiscard]] int evaluateTagsCommand(std::span<const std::string> arguments, const commands::CommandStreams& streams);

}  // namespace asg::tags
