#pragma once

#include "models/commands/command_streams.h"

#include <span>
#include <string>

namespace asg::annotated {

/// Whether these words behind "asg train" ask to continue a model on annotations: "regions", "tags" or "alignment" with
/// --annotated.
[[nodiscard]] bool asksToContinue(std::span<const std::string> words);

/// `asg train regions|tags|alignment --annotated …`, those words; gives the exit code.
[[nodiscard]] int continueCommand(std::span<const std::string> words, const commands::CommandStreams& streams);

}  // namespace asg::annotated
