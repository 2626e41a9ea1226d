#include "models/training_module/training_commands.h"

#include "models/alignment/alignment_command.h"
#include "models/annotated/continue_command.h"
#include "models/annotated/project_command.h"
#include "models/pretraining/import_command.h"
#include "models/pretraining/pretrain_command.h"
#include "models/regions/mirrored_command.h"
#include "models/tags/tags_command.h"
#include "models/training_module/evaluate_command.h"
#include "models/training_module/train_command.h"

#include <CLI/CLI.hpp>

#include <array>
#include <functional>
#include <string>

namespace asg::training_module {

namespace {

/// A command that understands its own words.
struct OwnWords {
    const char* command;
    const char* name;
    const char* about;
    int (*run)(std::span<const std::string> words, const CommandStreams& streams);
};

constexpr std::array kOwnWords{
    OwnWords{"train", "dataset", "Makes the data set that pretrain reads", pretraining::importCommand},
    OwnWords{"train", "pretrain", "The whole network, on pictures with their reports", pretraining::pretrainCommand},
    OwnWords{"train", "tags", "The tag decoder, on a region model; with --annotated: continued",
             tags::trainTagsCommand},
    OwnWords{"train", "mirrored", "What tells a mirrored picture, on a region model", regions::trainMirroredCommand},
    OwnWords{"train", "alignment", "Words and places, on a region model; with --annotated: continued",
             alignment::trainAlignmentCommand},
    OwnWords{"evaluate", "tags", "Tags, on labelled pictures", tags::evaluateTagsCommand},
    OwnWords{"evaluate", "alignment", "Where phrases point", alignment::evaluateAlignmentCommand},
    OwnWords{"evaluate", "project", "What readers of a project verified, for one model or two side by side",
             annotated::evaluateProjectCommand}};

/// So that the help above them shows them too.
void listInHelp(CLI::App& app) {
    for (const auto& own : kOwnWords) {
        const auto more = std::string(" (see asg ") + own.command + " " + own.name + " --help)";
        app.get_subcommand(own.command)->add_subcommand(own.name, own.about + more);
    }
}

}  // namespace

int runTrainingCommand(std::span<const std::string> arguments, const CommandStreams& streams) {
    if (!arguments.empty() && arguments[0] == "train" && annotated::asksToContinue(arguments.subspan(1)))
        return annotated::continueCommand(arguments.subspan(1), streams);
    for (const auto& own : kOwnWords)
        if (arguments.size() >= 2 && arguments[0] == own.command && arguments[1] == own.name)
            return own.run(arguments.subspan(2), streams);

    CLI::App app{"Models: train, evaluate", "asg"};
    app.require_subcommand(1);
    std::function<int()> chosen;
    addTrainCommand(app, streams, chosen);
    addEvaluateCommand(app, streams, chosen);
    listInHelp(app);
    return commands::parseAndRun(app, arguments, streams, [&chosen] { return chosen(); });
}

}  // namespace asg::training_module
