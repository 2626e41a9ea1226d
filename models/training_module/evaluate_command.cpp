#include "models/training_module/evaluate_command.h"

#include "models/regions/cardiothoracic_evaluation.h"
#include "models/regions/evaluate_and_print.h"
#include "models/training_module/downstream_command.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace asg::training_module {

void addEvaluateCommand(CLI::App& app, const CommandStreams& streams, std::function<int()>& chosen) {
    auto* command = app.add_subcommand("evaluate", "Figures with counts and 95 % bootstrap intervals");
    command->require_subcommand(1);
    const auto add = [&](const char* name, const char* about, const auto& evaluate) {
        auto* one = command->add_subcommand(name, about);
        const auto options = std::make_shared<training::EvaluateOptions>();
        training::addEvaluateOptions(*one, *options);
        one->callback([options, evaluate, &streams, &chosen] {
            chosen = [options, evaluate, &streams] {
                return regions::evaluateAndPrint(
                    *options, streams, regions::kRegionRecipes, evaluate,
                    [](const auto& figures, const auto& folds, const std::filesystem::path& card) {
                        return regions::writeFigures(figures, folds, card);
                    });
            };
        });
    };
    add("regions", "Region boxes, on pictures that the model was not trained on", regions::evaluateRegions);
    add("gate", "The input gate, on the same pictures, changed copies and other pictures", regions::evaluateGate);
    add("ctr", "The cardiothoracic ratio of the regions, against masks, radiologists and readers",
        regions::evaluateCardiothoracic);
    // Listed for their help; their words are read before this parser sees them.
    command->add_subcommand("reports", "The report parser, without a model (see asg evaluate reports --help)");
    addDownstreamCommands(*command, streams, chosen);
}

}  // namespace asg::training_module
