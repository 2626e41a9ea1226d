#include "models/module/evaluate_command.h"

#include "core/analysis/models_library.h"
#include "models/module/downstream_command.h"
#include "models/training/gate_evaluation.h"
#include "models/training/region_evaluation.h"
#include "models/training/training_log.h"
#include "models/training/write_figures.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <ostream>
#include <vector>

namespace asg::module {
namespace {

struct EvaluateOptions {
    std::filesystem::path data = "../shared/data";
    std::vector<std::filesystem::path> models;
    std::filesystem::path card;  ///< model folder whose card gets the figures; empty: none
    bool json = false;
};

/// Runs one of the evaluations and prints what it gives.
template <typename Evaluate>
int run(const EvaluateOptions& options, const Console& console, const Evaluate& evaluate) {
    const auto evaluation = [&] {
        training::ProgressLine line(console.messages);
        const auto progress = [&line](double fraction, std::string_view step) {
            line.show(fraction, std::string(step));
        };
        return evaluate(options.data, options.models, progress, console.stop);
    }();
    if (evaluation.cancelled()) return kInterrupted;
    if (evaluation.failed()) return console.fail(evaluation.error());
    if (!options.card.empty())
        if (auto written = training::writeFigures(evaluation.value(), options.models, options.card); !written)
            return console.fail(written.error());
    if (options.json) {
        console.out << training::toJson(evaluation.value()).dump(2) << "\n";
    } else {
        console.out << training::toText(evaluation.value());
    }
    return kDone;
}

}  // namespace

void addEvaluateCommand(CLI::App& app, const Console& console, std::function<int()>& chosen) {
    auto* command = app.add_subcommand("evaluate", "Figures with counts and 95 % bootstrap intervals");
    command->require_subcommand(1);
    const auto options = std::make_shared<EvaluateOptions>();
    options->models = {analysis::shippedModelFolder()};
    const auto add = [&, options](const char* name, const char* about, const auto& evaluate) {
        auto* one = command->add_subcommand(name, about);
        one->add_option("--data", options->data, "Folder with chest_regions, chest_mhh, chest_nih")
            ->capture_default_str();
        one->add_option("--model", options->models,
                        "Model folder (the shipped model unless said); the folders of a cross-validation: each picture "
                        "is judged by one that was not trained on it");
        one->add_option("--write-card", options->card,
                        "Model folder, trained in the same way on all patients, whose card gets these figures");
        one->add_flag("--json", options->json, "Print one JSON document");
        one->callback([options, evaluate, &console, &chosen] {
            chosen = [options, evaluate, &console] { return run(*options, console, evaluate); };
        });
    };
    add("regions", "Region boxes, on pictures that the model was not trained on", training::evaluateRegions);
    add("gate", "The input gate, on the same pictures, changed copies and other pictures", training::evaluateGate);
    // Listed for their help; their words are read before this parser sees them.
    command->add_subcommand("tags", "Tags, on labelled pictures (see asg evaluate tags --help)");
    command->add_subcommand("alignment", "Where phrases point (see asg evaluate alignment --help)");
    command->add_subcommand("reports", "The report parser, without a model (see asg evaluate reports --help)");
    addDownstreamCommands(*command, console, chosen);
}

}  // namespace asg::module
