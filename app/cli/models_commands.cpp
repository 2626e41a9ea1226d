#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/analysis/models_library.h"

#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace asg::cli {
namespace {

/// `library`: a module or why it cannot be loaded.
int runIn(const auto& library, const std::vector<std::string>& words, std::stop_token stop) {
    if (!library) {
        say(library.error());
        return kFailedOnSome;
    }
    return (*library)->runCommand(words, std::cout, std::cerr, std::move(stop));
}

int runInModule(const std::vector<std::string>& words, std::stop_token stop) {
    if (words.front() == "model") return runIn(analysis::loadModelsLibrary(), words, std::move(stop));
    return runIn(analysis::loadTrainingLibrary(), words, std::move(stop));
}

}  // namespace

void addModelsCommands(CLI::App& app, Action& chosen) {
    // Their words are understood by the module, which alone knows what can be trained and evaluated.
    for (const auto& [name, about] :
         {std::pair("model", "Show, verify, convert or ask a model (info, verify, convert, score)"),
          std::pair("train", "Train a model, or make what it is trained on (asg train --help)"),
          std::pair("evaluate", "Figures with counts and 95 % bootstrap intervals")}) {
        auto* command = app.add_subcommand(name, about);
        command->prefix_command();
        command->set_help_flag();
        if (command->get_name() == "evaluate") addEvaluateReportsCommand(*command, chosen);
        command->callback([command, &chosen] {
            if (!command->get_subcommands().empty()) return;
            std::vector<std::string> words{command->get_name()};
            const auto rest = command->remaining();
            words.insert(words.end(), rest.begin(), rest.end());
            chosen = {[words](std::stop_token stop) { return runInModule(words, std::move(stop)); }, true};
        });
    }
}

}  // namespace asg::cli
