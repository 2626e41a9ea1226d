#include "models/pretraining/pretrain_command.h"

#include "core/base/atomic_file.h"
#include "core/base/resources.h"
#include "models/pretraining/pretrain.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace asg::pretraining {
namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
constexpr int kInterrupted = 130;
constexpr std::uintmax_t kMaximumSummaryBytes = 1U << 20U;

struct Options {
    std::filesystem::path recipe;
    std::filesystem::path data;
    std::filesystem::path out;
    std::filesystem::path start;
    std::filesystem::path ontology = base::resourceFolder() / "ontology";
    bool resume = false;
};

void addOptions(CLI::App& app, Options& options) {
    app.add_option("--config", options.recipe, "Recipe, such as models/training/recipes/pretrain.json")->required();
    app.add_option("--data", options.data, "ASG data set: a folder with index.jsonl")->required();
    app.add_option("--out", options.out, "The model folder to make; checkpoint, log and summary lie there too")
        ->required();
    app.add_option("--start", options.start, "Model folder to start from, instead of the recipe's");
    app.add_option("--ontology", options.ontology, "The report parser's tables")->capture_default_str();
    app.add_flag("--resume", options.resume, "Go on from the checkpoint in OUT, exactly where it was");
}

int run(const Options& options, std::ostream& out, std::ostream& messages, const std::stop_token& stop) {
    const auto fail = [&messages](const base::Error& error) {
        messages << "asg: " << error.text << "\n";
        return kFailed;
    };
    const auto launch = distributed::launchFromEnvironment();
    if (!launch) return fail(launch.error());
    auto recipe = readPretrainRecipe(options.recipe);
    if (!recipe) return fail(recipe.error());
    if (!options.start.empty()) recipe->start = options.start;
    const auto dataset = readDataset(options.data);
    if (!dataset) return fail(dataset.error());
    std::error_code failed;
    std::filesystem::create_directories(options.out, failed);
    if (failed) return fail(base::systemError(options.out, failed.value(), "cannot be made"));

    const auto trained =
        pretrain(*recipe, *dataset, options.ontology, options.out, options.resume, *launch, messages, stop);
    if (trained.failed()) return fail(trained.error());
    if (trained.cancelled()) {
        if (launch->rank == 0) messages << "interrupted; go on with --resume --out " << options.out.string() << "\n";
        return kInterrupted;
    }
    if (launch->rank != 0) return kDone;
    const auto summary = base::readFile(options.out / "summary.json", kMaximumSummaryBytes);
    if (!summary) return fail(summary.error());
    out << *summary;
    return kDone;
}

}  // namespace

int pretrainCommand(std::span<const std::string> arguments, std::ostream& out, std::ostream& messages,
                    const std::stop_token& stop) {
    CLI::App app("Pre-trains the ASG network on pictures with reports (docs/training.md)", "asg train pretrain");
    Options options;
    addOptions(app, options);
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 takes them
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem, out, messages) == 0 ? kDone : kWrongUsage;
    }
    return run(options, out, messages, stop);
}

}  // namespace asg::pretraining
