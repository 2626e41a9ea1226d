#include "models/pretraining/pretrain_command.h"

#include "core/base/atomic_file.h"
#include "core/base/resources.h"
#include "models/pretraining/pretrain.h"
#include "models/training/stage_command.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace asg::pretraining {
namespace {

using commands::CommandStreams;
using commands::Exit;

constexpr std::uintmax_t kMaximumSummaryBytes = 1U << 20U;

struct PretrainOptions {
    std::filesystem::path recipe;
    std::filesystem::path data;
    std::filesystem::path out;
    std::filesystem::path start;
    std::filesystem::path ontology = base::resourceFolder() / "ontology";
    bool resume = false;
};

void addOptions(CLI::App& app, PretrainOptions& options) {
    app.add_option("--config", options.recipe, "Recipe, such as models/training/recipes/pretrain.json")->required();
    app.add_option("--data", options.data, "ASG data set: a folder with index.jsonl")->required();
    app.add_option("--out", options.out, "The model folder to make; checkpoint, log and summary lie there too")
        ->required();
    app.add_option("--start", options.start, "Model folder to start from, instead of the recipe's");
    app.add_option("--ontology", options.ontology, "The report parser's tables")->capture_default_str();
    app.add_flag("--resume", options.resume, "Go on from the checkpoint in OUT, exactly where it was");
}

int run(const PretrainOptions& options, const CommandStreams& streams) {
    const auto launch = distributed::launchFromEnvironment();
    if (!launch) return streams.fail(launch.error());
    auto recipe = readPretrainRecipe(options.recipe);
    if (!recipe) return streams.fail(recipe.error());
    if (!options.start.empty()) recipe->start = options.start;
    const auto dataset = readDataset(options.data);
    if (!dataset) return streams.fail(dataset.error());
    if (auto made = training::claimFolder(options.out, options.resume); !made) return streams.fail(made.error());

    const auto trained = pretrain(*recipe, *dataset, options.ontology, options.out, options.resume, *launch,
                                  streams.messages, streams.stop);
    if (trained.failed()) return streams.fail(trained.error());
    if (trained.cancelled()) return launch->rank == 0 ? streams.interrupted(options.out) : Exit::kInterrupted;
    if (launch->rank != 0) return Exit::kDone;
    const auto summary = base::readFile(options.out / "summary.json", kMaximumSummaryBytes);
    if (!summary) return streams.fail(summary.error());
    streams.out << *summary;
    return Exit::kDone;
}

}  // namespace

int pretrainCommand(std::span<const std::string> arguments, const commands::CommandStreams& streams) {
    CLI::App app("Pre-trains the ASG network on pictures with reports (docs/training.md)", "asg train pretrain");
    PretrainOptions options;
    addOptions(app, options);
    return commands::parseAndRun(app, arguments, streams, [&] { return run(options, streams); });
}

}  // namespace asg::pretraining
