#include "models/training/frozen_views.h"

#include "models/inference/image_tensor.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/sigmoid.h>
#include <torch/utils.h>

namespace asg::training {
namespace {

at::Tensor calibrated(const inference::LoadedModel& model, const at::Tensor& logits) {
    auto presence = at::sigmoid(logits);
    for (const auto& [region, calibration] : model.regions) {
        const auto column = logits.select(1, region.value);
        presence.select(1, region.value).copy_(at::sigmoid(column * calibration.scale + calibration.shift));
    }
    return presence;
}

}  // namespace

FrozenViews look(inference::LoadedModel& model, std::span<const Crop> crops) {
    const torch::NoGradGuard off;
    std::vector<at::Tensor> images;
    images.reserve(crops.size());
    for (const Crop& crop : crops) images.push_back(inference::imageTensor({crop.grey, {}, model.card.input}));
    const auto features = model.network->encodeImages(at::cat(images));
    FrozenViews views{features.global.to(at::kHalf), features.local.to(at::kHalf), {}, {}, features.gridSide};
    if (model.network->hasRegions()) {
        const auto regions = model.network->findRegions(features);
        views.presence = calibrated(model, regions.presenceLogits);
        views.boxes = regions.boxes;
    }
    return views;
}

FrozenViews joined(const std::vector<FrozenViews>& parts) {
    const auto all = [&parts](at::Tensor FrozenViews::*member) {
        std::vector<at::Tensor> list;
        for (const auto& part : parts)
            if ((part.*member).defined()) list.push_back(part.*member);
        return list.empty() ? at::Tensor() : at::cat(list);
    };
    return {all(&FrozenViews::global), all(&FrozenViews::local), all(&FrozenViews::presence), all(&FrozenViews::boxes),
            parts.empty() ? 0 : parts.front().gridSide};
}

}  // namespace asg::training
