#include "models/training_module/training_commands.h"

#include "models/alignment/alignment_command.h"
#include "models/pretraining/import_command.h"
#include "models/pretraining/pretrain_command.h"
#include "models/tags/tags_command.h"
#include "models/training_module/evaluate_command.h"
#include "models/training_module/train_command.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>

namespace asg::training_module {

int runTrainingCommand(std::span<const std::string> arguments, const CommandStreams& streams) {
    // These understand their own words.
    const auto asked = [&](const char* command, const char* about) {
        return arguments.size() >= 2 && arguments[0] == command && arguments[1] == about;
    };
    const auto rest = arguments.subspan(std::min<std::size_t>(2, arguments.size()));
    if (asked("train", "pretrain")) return pretraining::pretrainCommand(rest, streams);
    if (asked("train", "dataset")) return pretraining::importCommand(rest, streams);
    if (asked("train", "tags")) return tags::trainTagsCommand(rest, streams);
    if (asked("train", "alignment")) return alignment::trainAlignmentCommand(rest, streams);
    if (asked("evaluate", "tags")) return tags::evaluateTagsCommand(rest, streams);
    if (asked("evaluate", "alignment")) return alignment::evaluateAlignmentCommand(rest, streams);

    CLI::App app{"Models: train, evaluate", "asg"};
    app.require_subcommand(1);
    std::function<int()> chosen;
    addTrainCommand(app, streams, chosen);
    addEvaluateCommand(app, streams, chosen);
    return commands::parseAndRun(app, arguments, streams, [&chosen] { return chosen(); });
}

}  // namespace asg::training_module
