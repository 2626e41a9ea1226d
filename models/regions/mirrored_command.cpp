#include "models/regions/mirrored_command.h"

#include "models/regions/mirror_trainer.h"
#include "models/regions/mirrored_card.h"
#include "models/training/model_weights.h"
#include "models/training/stage_command.h"

#include <ostream>
#include <utility>

namespace asg::regions {
namespace {

using commands::CommandStreams;
using commands::Exit;

/// All pictures that may be trained on, with regions or without, of patients that are not held out.
base::Outcome<std::vector<PoolItem>> loadPictures(const training::StageStart& start,
                                                  const training::StageOptions& options,
                                                  const CommandStreams& streams) {
    training::ProgressLine line(streams.messages);
    auto loaded = loadShippablePictures(
        options.data, {options.preparedFolder(), training::preparedSideFor(start.model.card.input.crop)},
        training::progressOn(line), streams.stop);
    if (!loaded.done()) return loaded;
    auto pictures = std::move(loaded).value();
    std::erase_if(pictures, [&start](const PoolItem& item) {
        return isHeldOut(item.sample.patient, start.folds, start.heldOutFold);
    });
    return pictures;
}

base::Outcome<GateEvaluation> evaluateOwn(const training::StageOptions& options, const CommandStreams& streams) {
    training::ProgressLine line(streams.messages);
    return evaluateGate(options.data, {options.out}, training::progressOn(line), streams.stop);
}

int trainMirrored(const training::StageOptions& options, const CommandStreams& streams) {
    const auto recipe = readMirrorRecipe(options.recipe);
    if (!recipe) return streams.fail(recipe.error());
    auto start = training::readStageStart(options.from);
    if (!start) return streams.fail(start.error());
    if (auto made = training::claimFolder(options.out, options.resume); !made) return streams.fail(made.error());
    const auto loaded = loadPictures(*start, options, streams);
    if (loaded.cancelled()) return streams.interrupted(options.out);
    if (loaded.failed()) return streams.fail(loaded.error());
    const auto& pictures = loaded.value();
    streams.messages << pictures.size() << " pictures, each as it was taken and mirrored\n";

    auto fitted = [&] {
        training::ProgressLine line(streams.messages);
        return fitMirrorHead(*recipe, *start, pictures, training::progressOn(line), streams.stop);
    }();
    if (fitted.cancelled()) return streams.interrupted(options.out);
    if (fitted.failed()) return streams.fail(fitted.error());
    const auto& network = *fitted.value();
    if (auto written = training::writeWeights(network, options.out / "weights.safetensors"); !written)
        return streams.fail(written.error());
    // The evaluation reads the folder as a user's program does, so the card comes first without figures.
    if (auto written = writeMirroredFolder(*start, *recipe, pictures, network.config(), options.out); !written)
        return streams.fail(written.error());
    const auto evaluation = evaluateOwn(options, streams);
    if (evaluation.cancelled()) return streams.interrupted(options.out);
    if (evaluation.failed()) return streams.fail(evaluation.error());
    // Where every picture was trained on, there is nothing to say.
    if (evaluation.value().pictures == 0) return Exit::kDone;
    if (auto added = addGateFigures(options.out, evaluation.value()); !added) return streams.fail(added.error());
    streams.out << toText(evaluation.value());
    return Exit::kDone;
}

}  // namespace

int trainMirroredCommand(std::span<const std::string> arguments, const CommandStreams& streams) {
    return training::runStageCommand("Gives the input gate of a region model a head that compares left and right",
                                     "asg train mirrored", arguments, streams, trainMirrored);
}

}  // namespace asg::regions
