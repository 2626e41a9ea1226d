#pragma once

#include "models/training_module/training_commands.h"

#include <functional>

namespace CLI {
class App;
}

namespace asg::training_module {

/// Adds `asg train …` to the parser; when it is chosen, `chosen` is what is to be run. `streams` must outlive the run.
void addTrainCommand(CLI::App& app, const CommandStreams& streams, std::function<int()>& chosen);

}  // namespace asg::training_module
