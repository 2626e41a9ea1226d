#pragma once

#include "models/training_module/training_commands.h"

#include <functional>

namespace CLI {
class App;
}

namespace asg::training_module {

/// Adds `asg evaluate linear-probe`, `zero-shot`, `segmentation` and `retrieval` below `evaluate`; when one is chosen,
/// `chosen` is what is to be run. `streams` must outlive the run.
void addDownstreamCommands(CLI::App& evaluate, const CommandStreams& streams, std::function<int()>& chosen);

}  // namespace asg::training_module
