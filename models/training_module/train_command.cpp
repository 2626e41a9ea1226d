#include "models/training_module/train_command.h"

#include "core/base/atomic_file.h"
#include "models/training/data_list.h"
#include "models/training/gate_evaluation.h"
#include "models/training/model_card_writer.h"
#include "models/training/region_evaluation.h"
#include "models/training/region_pool.h"
#include "models/training/region_trainer.h"
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
    training::RegionTrainingStart start;
};

base::Result<void> writeSummary(const training::RegionTrainingSummary& summary,
                                const training::RegionEvaluation& evaluation, const std::filesystem::path& out) {
    const json document{{"steps", summary.steps},
                        {"stepsOfThisRun", summary.stepsOfThisRun},
                        {"seconds", std::round(summary.seconds)},
                        {"imagesPerSecond", std::round(summary.imagesPerSecond * 10) / 10},
                        {"loss", summary.loss},
                        {"evaluation", training::toJson(evaluation)}};
    return base::writeFileAtomically(out / "summary.json", document.dump(1));
}

int trainRegions(const TrainOptions& options, const CommandStreams& streams) {
    auto recipe = training::readRegionRecipe(options.recipe);
    if (!recipe) return streams.fail(recipe.error());
    if (options.heldOutFold) {
        if (*options.heldOutFold >= recipe->folds)
            return streams.fail({base::ErrorCode::InvalidArgument, "--fold must be below the recipe's \"folds\", " +
                                                                       std::to_string(recipe->folds) + "."});
        recipe->heldOutFold = *options.heldOutFold;
    }
    if (auto made = training::claimFolder(options.out, options.start.resume); !made) return streams.fail(made.error());
    const auto prepared = options.prepared.empty() ? options.out / "prepared" : options.prepared;

    auto loaded = [&] {
        training::ProgressLine line(streams.messages);
        return training::loadRegionPool(*recipe, options.data, prepared, training::progressOn(line), streams.stop);
    }();
    if (loaded.cancelled()) return streams.interrupted(options.out);
    if (loaded.failed()) return streams.fail(loaded.error());
    training::RegionPool pool = std::move(loaded).value();
    streams.messages << pool.labelled.size() << " pictures with boxes, " << pool.unlabelled.size() << " without, "
                     << pool.phantoms.size() << " phantoms; " << pool.heldOut.size() << " held out\n";

    const auto trained =
        training::trainRegions(*recipe, pool, options.out, options.start, streams.messages, streams.stop);
    if (trained.cancelled()) return streams.interrupted(options.out);
    if (trained.failed()) return streams.fail(trained.error());

    if (auto written = training::writeDataList(*recipe, pool, options.out); !written)
        return streams.fail(written.error());
    // The evaluation reads the folder as a user's program does, so the card comes first without figures.
    const auto begunWith = training::describeBeginning(options.start.from);
    if (!begunWith) return streams.fail(begunWith.error());
    const training::RegionTrainingFacts facts{*recipe, pool, *begunWith};
    if (auto written = training::writeModelCard(facts, std::nullopt, options.out); !written)
        return streams.fail(written.error());
    const auto evaluation = training::evaluateRegions(options.data, {options.out}, {}, streams.stop);
    if (evaluation.cancelled()) return streams.interrupted(options.out);
    if (evaluation.failed()) return streams.fail(evaluation.error());
    // Where every picture was trained on, nothing was measured.
    std::optional<training::RegionModelFigures> figures;
    if (evaluation.value().pictures > 0) figures = {evaluation.value(), std::nullopt};
    if (figures && recipe->network.gateHead) {
        auto gate = training::evaluateGate(options.data, {options.out}, {}, streams.stop);
        if (gate.cancelled()) return streams.interrupted(options.out);
        if (gate.failed()) return streams.fail(gate.error());
        figures->gate = gate.value();
    }
    if (auto written = training::writeModelCard(facts, figures, options.out); !written)
        return streams.fail(written.error());
    if (auto written = writeSummary(trained.value(), evaluation.value(), options.out); !written)
        return streams.fail(written.error());
    streams.out << training::toText(evaluation.value());
    return Exit::kDone;
}

}  // namespace

void addTrainCommand(CLI::App& app, const CommandStreams& streams, std::function<int()>& chosen) {
    auto* command = app.add_subcommand("train", "Train a model");
    command->require_subcommand(1);
    const auto options = std::make_shared<TrainOptions>();
    auto* regions = command->add_subcommand("regions", "The region head with its encoder and the input gate");
    regions->add_option("--config", options->recipe, "Recipe, such as models/training/recipes/regions.json")
        ->required();
    regions->add_option("--data", options->data, "Folder with chest_regions, chest_mhh, chest_nih")
        ->capture_default_str();
    regions->add_option("--out", options->out, "The model folder to make; checkpoint and log lie there too")
        ->required();
    regions->add_option("--prepared", options->prepared, "Where prepared pictures are kept (OUT/prepared unless said)");
    regions->add_option("--from", options->start.from,
                        "Model folder of the same network to begin with (random weights unless said)");
    regions
        ->add_option("--fold", options->heldOutFold,
                     "Hold this part of the patients out (0 …; -1: train on all) instead of the recipe's heldOutFold")
        ->check(CLI::Range(-1, 1000));
    regions->add_flag("--resume", options->start.resume, "Go on from the checkpoint in OUT, exactly where it was");
    regions->callback(
        [options, &streams, &chosen] { chosen = [options, &streams] { return trainRegions(*options, streams); }; });
}

}  // namespace asg::training_module
