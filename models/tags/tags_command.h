#pragma once

#include "models/training/command_streams.h"

#include <span>
#include <string>

namespace asg::tags {

/// `asg train tags …`: the words after it. Exit codes as the command line's contract.
[[nodiscard]] int trainTagsCommand(std::span<const std::string> arguments, const training::CommandStreams& streams);

/// `asg evaluate tags …`.
[[nodiscard]] int evaluateTagsCommand(std::span<const std::string> arguments, const training::CommandStreams& streams);

}  // namespace asg::tags
