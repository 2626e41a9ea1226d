#include "models/training_module/train_command.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "models/regions/data_list.h"
#include "models/regions/gate_evaluation.h"
#include "models/regions/model_card_writer.h"
#include "models/regions/region_evaluation.h"
#include "models/regions/region_pool.h"
#include "models/regions/region_trainer.h"
#include "models/tags/taught_tags.h"
#include "models/training/stage_command.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

namespace asg::training_module {
namespace {

using nlohmann::json;

struct TrainOptions {
    std::filesystem::path recipe;
    std::filesystem::path data = "../shared/data";
    std::filesystem::path out;
    std::filesystem::path prepared;
    std::optional<int> heldOutFold;  ///< instead of the recipe's
    regions::RegionTrainingStart start;
};

base::Result<void> writeSummary(const training::LoopSummary& summary, const regions::RegionEvaluation& evaluation,
                                const std::filesystem::path& out) {
    const json document{{"steps", summary.steps},
                        {"stepsOfThisRun", summary.stepsOfThisRun},
                        {"seconds", std::round(summary.seconds)},
                        {"imagesPerSecond", std::round(summary.imagesPerSecond * 10) / 10},
                        {"loss", summary.loss},
                        {"evaluation", regions::toJson(evaluation)}};
    return base::writeFileAtomically(out / "summary.json", document.dump(1));
}

base::Result<regions::RegionRecipe> readRecipe(const TrainOptions& options) {
    auto recipe = regions::readRegionRecipe(options.recipe);
    if (!recipe || !options.heldOutFold) return recipe;
    if (*options.heldOutFold >= recipe->folds)
        return base::Error{
            base::ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "--fold must be below the recipe's \"folds\", %1."),
                           {std::to_string(recipe->folds)}}};
    recipe->heldOutFold = *options.heldOutFold;
    return recipe;
}

base::Outcome<regions::RegionPool> loadPool(const regions::RegionRecipe& recipe, const TrainOptions& options,
                                            const CommandStreams& streams) {
    const auto prepared = options.prepared.empty() ? options.out / "prepared" : options.prepared;
    auto pool = [&] {
        training::ProgressLine line(streams.messages);
        return regions::loadRegionPool(recipe, options.data, prepared, training::progressOn(line), streams.stop);
    }();
    if (pool.done())
        streams.messages << pool.value().labelled.size() << " pictures with boxes, " << pool.value().unlabelled.size()
                         << " without, " << pool.value().phantoms.size() << " phantoms; " << pool.value().heldOut.size()
                         << " held out\n";
    return pool;
}

/// What is written and measured once the weights are there.
base::Outcome<regions::RegionEvaluation> describe(const regions::RegionRecipe& recipe, const regions::RegionPool& pool,
                                                  const TrainOptions& options, const std::stop_token& stop) {
    if (auto written = regions::writeDataList(recipe, pool, options.out); !written) return written.error();
    const auto begunWith = regions::describeBeginning(options.start.from);
    if (!begunWith) return begunWith.error();
    const regions::RegionTrainingFacts facts{recipe, pool, *begunWith};
    // The evaluation reads the folder as a user's program does, so the card comes first without figures.
    if (auto written = regions::writeModelCard(facts, std::nullopt, options.out); !written) return written.error();
    auto evaluation = regions::evaluateRegions(options.data, {options.out}, {}, stop);
    if (!evaluation.done()) return evaluation;
    // Where every picture was trained on, nothing was measured.
    std::optional<regions::RegionModelFigures> figures;
    if (evaluation.value().pictures > 0) figures = {evaluation.value(), std::nullopt};
    if (figures && recipe.network.gateHead) {
        auto gate = regions::evaluateGate(options.data, {options.out}, {}, stop);
        if (gate.cancelled()) return base::Cancelled{};
        if (gate.failed()) return gate.error();
        figures->gate = gate.value();
    }
    if (auto written = regions::writeModelCard(facts, figures, options.out); !written) return written.error();
    return evaluation;
}

int trainRegions(const TrainOptions& options, const CommandStreams& streams) {
    const auto recipe = readRecipe(options);
    if (!recipe) return streams.fail(recipe.error());
    if (auto made = training::claimFolder(options.out, options.start.resume); !made) return streams.fail(made.error());
    auto loaded = loadPool(*recipe, options, streams);
    if (loaded.cancelled()) return streams.interrupted(options.out);
    if (loaded.failed()) return streams.fail(loaded.error());
    regions::RegionPool pool = std::move(loaded).value();

    auto start = options.start;
    std::unique_ptr<tags::TagObjective> findings;
    if (recipe->network.tagDecoder) {
        auto made = tags::makeTagObjective(*recipe, pool, options.data);
        if (!made) return streams.fail(made.error());
        findings = std::move(*made);
        start.objectives.push_back(findings.get());
        streams.messages << findings->taught().size() << " findings, of " << findings->paths().size() << " pictures\n";
    }
    const auto trained = regions::trainRegions(*recipe, pool, options.out, start, streams.messages, streams.stop);
    if (trained.cancelled()) return streams.interrupted(options.out);
    if (trained.failed()) return streams.fail(trained.error());

    const auto evaluation = describe(*recipe, pool, options, streams.stop);
    if (evaluation.cancelled()) return streams.interrupted(options.out);
    if (evaluation.failed()) return streams.fail(evaluation.error());
    if (findings)
        if (auto written = tags::writeTaughtTags(*findings, options.out); !written)
            return streams.fail(written.error());
    if (auto written = writeSummary(trained.value(), evaluation.value(), options.out); !written)
        return streams.fail(written.error());
    streams.out << regions::toText(evaluation.value());
    return Exit::kDone;
}

}  // namespace

void addTrainCommand(CLI::App& app, const CommandStreams& streams, std::function<int()>& chosen) {
    auto* command = app.add_subcommand("train", "Train a model");
    command->require_subcommand(1);
    const auto options = std::make_shared<TrainOptions>();
    auto* regions = command->add_subcommand(
        "regions",
        "The region head with its encoder and the input gate, and findings where the recipe has a tag decoder; with "
        "--annotated DATASET (see asg train regions --annotated x --help) a model's regions are continued");
    regions->add_option("--config", options->recipe, "Recipe, such as models/training/recipes/regions.json")
        ->required();
    regions->add_option("--data", options->data, "Folder with chest_regions, chest_mhh, chest_nih")
        ->capture_default_str();
    regions->add_option("--out", options->out, "The model folder to make; checkpoint and log lie there too")
        ->required();
    regions->add_option("--prepared", options->prepared, "Where prepared pictures are kept (OUT/prepared unless said)");
    regions->add_option(
        "--from", options->start.from,
        "Model folder whose encoder, and what else of the network it holds, to begin with (random weights "
        "unless said)");
    regions
        ->add_option("--fold", options->heldOutFold,
                     "Hold this part of the patients out (0 …; -1: train on all) instead of the recipe's heldOutFold")
        ->check(CLI::Range(-1, 1000));
    regions->add_flag("--resume", options->start.resume, "Go on from the checkpoint in OUT, exactly where it was");
    regions->callback(
        [options, &streams, &chosen] { chosen = [options, &streams] { return trainRegions(*options, streams); }; });
}

}  // namespace asg::training_module
