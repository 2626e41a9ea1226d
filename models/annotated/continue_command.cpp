#include "models/annotated/continue_command.h"

#include "core/analysis/models_library.h"
#include "core/base/translatable.h"
#include "models/annotated/annotated_card.h"
#include "models/annotated/continuation.h"
#include "models/training/stage_command.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <ostream>
#include <utility>

namespace asg::annotated {
namespace {

using commands::CommandStreams;
using commands::Exit;

struct ContinueOptions {
    std::filesystem::path annotated;
    std::filesystem::path from = analysis::shippedModelFolder();
    std::filesystem::path out;
    std::filesystem::path recipe;
    bool resume = false;
};

std::optional<Stage> stageFromName(std::string_view word) {
    for (const auto stage : {Stage::Regions, Stage::Tags, Stage::Alignment})
        if (name(stage) == word) return stage;
    return std::nullopt;
}

base::Outcome<AnnotatedPictures> load(const pretraining::Dataset& dataset, int crop, const CommandStreams& streams) {
    training::ProgressLine line(streams.messages);
    return loadAnnotatedPictures(dataset, crop, training::progressOn(line), streams.stop);
}

int run(Stage stage, const ContinueOptions& options, const CommandStreams& streams) {
    const auto recipe = readAnnotatedRecipe(options.recipe);
    if (!recipe) return streams.fail(recipe.error());
    const auto dataset = pretraining::readDataset(options.annotated);
    if (!dataset) return streams.fail(dataset.error());
    auto start = training::readStageStart(options.from);
    if (!start) return streams.fail(start.error());
    if (auto made = training::claimFolder(options.out, options.resume); !made) return streams.fail(made.error());
    const auto pictures = load(*dataset, start->model.card.input.crop, streams);
    if (pictures.cancelled()) return streams.interrupted(options.out);
    if (pictures.failed()) return streams.fail(pictures.error());
    streams.messages << pictures.value().taught.size() << " pictures to teach, " << pictures.value().aside.size()
                     << " kept aside\n";
    const auto continued =
        continueModel(stage, *recipe, *start, pictures.value(),
                      {options.out, options.resume, dataset->sha256, streams.messages, streams.stop});
    if (continued.cancelled()) return streams.interrupted(options.out);
    if (continued.failed()) return streams.fail(continued.error());
    if (auto written =
            writeContinuedFolder(stage, *start, *recipe, *dataset, pictures.value(), continued.value(), options.out);
        !written)
        return streams.fail(written.error());
    streams.out << toText(stage, continued.value());
    return Exit::kDone;
}

}  // namespace

bool asksToContinue(std::span<const std::string> words) {
    return !words.empty() && stageFromName(words.front()) &&
           std::ranges::any_of(words.subspan(1), [](const std::string& word) {
               return word == "--annotated" || word.starts_with("--annotated=");
           });
}

int continueCommand(std::span<const std::string> words, const CommandStreams& streams) {
    const auto stage = *stageFromName(words.front());
    CLI::App app("Continues this part of a model on what readers verified; all else of it stays as it is",
                 "asg train " + words.front());
    ContinueOptions options;
    app.add_option("--annotated", options.annotated, "Data set that 'asg train dataset annotations' made")->required();
    app.add_option("--from", options.from, "Model folder to continue (the shipped model unless said)");
    app.add_option("--out", options.out, "The model folder to make; checkpoint and log lie there too")->required();
    app.add_option("--config", options.recipe, "Recipe (docs/training.md); that of the program unless said");
    app.add_flag("--resume", options.resume, "Go on from the checkpoint in OUT, exactly where it was");
    return commands::parseAndRun(app, words.subspan(1), streams, [&] { return run(stage, options, streams); });
}

}  // namespace asg::annotated
