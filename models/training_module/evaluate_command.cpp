#include "models/training_module/evaluate_command.h"

#include "models/regions/cardiothoracic_evaluation.h"
#include "models/regions/evaluate_and_print.h"
#include "models/training_module/downstream_command.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <span>

namespace asg::training_module {

void addEvaluateCommand(CLI::App& app, const CommandStreams& streams, std::function<int()>& chosen) {
    auto* command = app.add_subcommand("evaluate", "Figures with counts and 95 % bootstrap intervals");
    command->require_subcommand(1);
    const auto add = [&](const char* name, const char* about, std::span<const char* const> recipes,
                         const auto& evaluate) {
        auto* one = command->add_subcommand(name, about);
        const auto options = std::make_shared<training::EvaluateOptions>();
        training::addEvaluateOptions(*one, *options);
        one->callback([options, recipes, evaluate, &streams, &chosen] {
            chosen = [options, recipes, evaluate, &streams] {
                return regions::evaluateAndPrint(
                    *options, streams, recipes, evaluate,
                    [](const auto& figures, const auto& folds, const std::filesystem::path& card) {
                        return regions::writeFigures(figures, folds, card);
                    });
            };
        });
    };
    add("regions", "Region boxes, on pictures that the model was not trained on", regions::kRegionRecipes,
        regions::evaluateRegions);
    add("gate", "The input gate, on the same pictures, changed copies and other pictures", regions::kGateRecipes,
        regions::evaluateGate);
    add("ctr", "The cardiothoracic ratio of the regions, against masks, radiologists and readers",
        regions::kRegionRecipes, regions::evaluateCardiothoracic);
    // Listed for their help; their words are read before this parser sees them.
    command->add_subcommand("reports", "The report parser, without a model (see asg evaluate reports --help)");
    addDownstreamCommands(*command, streams, chosen);
}

}  // namespace asg::training_module
