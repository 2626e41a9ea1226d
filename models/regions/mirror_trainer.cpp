#include "models/regions/mirror_trainer.h"

#include "core/base/translatable.h"
#include "models/inference/image_tensor.h"
#include "models/regions/mirror_fit.h"
#include "models/training/training_loop.h"

#include <ATen/ops/cat.h>
#include <torch/utils.h>

namespace asg::regions {
namespace {

/// Whole pictures first, then views that are moved and changed by chance.
training::Crop viewOf(const PoolItem& item, int side, const MirrorRecipe& recipe, int view, base::Random& random) {
    if (view == 0) return plainExample(item.image, item.sample.labels, side).crop;
    return augmentedExample(item.image, item.sample.labels, side, recipe.augmentation, random).crop;
}

void addPicture(MirrorFit& fit, nets::AsgNetwork& network, const PoolItem& item, const vision::InputSpec& spec,
                const MirrorRecipe& recipe, base::Random& random) {
    std::vector<at::Tensor> views;
    for (int view = 0; view < recipe.views; ++view)
        views.push_back(inference::imageTensor({viewOf(item, spec.crop, recipe, view, random).grey, {}, spec}));
    const auto images = at::cat(views);
    const auto differences = network->sideDifferences(network->encodeImages(at::cat({images, images.flip(3)})));
    fit.add(differences.slice(0, 0, recipe.views), differences.slice(0, recipe.views));
}

base::Outcome<nets::AsgNetwork> fitOn(const MirrorRecipe& recipe, const training::StageStart& start,
                                      const std::vector<PoolItem>& pictures, const base::Progress& progress,
                                      const std::stop_token& stop) {
    auto config = start.model.network->config();
    config.mirrorHead = recipe.head;
    auto network = training::extendNetwork(start, config, {"mirror_head"});
    if (!network) return network.error();
    const torch::NoGradGuard off;
    MirrorFit fit;
    base::Random random(recipe.seed);
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        if (stop.stop_requested()) return base::Cancelled{};
        if (progress) progress(static_cast<double>(i) / static_cast<double>(pictures.size()), "looking at pictures");
        addPicture(fit, *network, pictures[i], start.model.card.input, recipe, random);
    }
    (*network)->mirrorHead()->weight().copy_(fit.weight(recipe.decay));
    return *network;
}

}  // namespace

base::Outcome<nets::AsgNetwork> fitMirrorHead(const MirrorRecipe& recipe, const training::StageStart& start,
                                              const std::vector<PoolItem>& pictures, const base::Progress& progress,
                                              std::stop_token stop) {
    using base::Error;
    using base::ErrorCode;
    if (!start.model.network->hasGate())
        return Error{
            ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this model has no input gate."), {start.folder.string()}}};
    if (pictures.empty())
        return Error{
            ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: no picture is left to train on."), {start.folder.string()}}};
    return training::guardedTraining(1, recipe.seed, [&] { return fitOn(recipe, start, pictures, progress, stop); });
}

}  // namespace asg::regions
