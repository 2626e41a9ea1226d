#include "models/regions/frozen_views.h"

#include "models/inference/image_tensor.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/zeros.h>
#include <torch/utils.h>

#include <cstdint>

namespace asg::regions {
namespace {

/// The head's outputs in the order of domain::modelRegions(); zeros for a region that it does not give.
at::Tensor byRegion(const inference::LoadedModel& model, const at::Tensor& outputs) {
    auto sizes = outputs.sizes().vec();
    sizes[1] = static_cast<std::int64_t>(domain::kModelRegionCount);
    auto columns = at::zeros(sizes, outputs.options());
    const auto& names = model.card.regionOutputs;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto region = domain::regionFromName(names[i]);
        if (region && region->value < domain::kModelRegionCount)
            columns.select(1, region->value).copy_(outputs.select(1, static_cast<std::int64_t>(i)));
    }
    return columns;
}

at::Tensor calibrated(const inference::LoadedModel& model, const at::Tensor& logits) {
    auto presence = at::sigmoid(logits);
    for (const auto& [region, learned] : model.regions) {
        const auto output = static_cast<std::int64_t>(learned.output);
        const auto& [scale, shift, threshold] = learned.calibration;
        presence.select(1, output).copy_(at::sigmoid(logits.select(1, output) * scale + shift));
    }
    return presence;
}

}  // namespace

FrozenViews look(inference::LoadedModel& model, std::span<const training::Crop> crops) {
    const torch::NoGradGuard off;
    std::vector<at::Tensor> images;
    images.reserve(crops.size());
    for (const training::Crop& crop : crops)
        images.push_back(inference::imageTensor({crop.grey, {}, model.card.input}));
    const auto features = model.network->encodeImages(at::cat(images));
    FrozenViews views{features.global.to(at::kHalf), features.local.to(at::kHalf), {}, {}, features.gridSide};
    if (model.network->hasRegions()) {
        const auto regions = model.network->findRegions(features);
        views.presence = byRegion(model, calibrated(model, regions.presenceLogits));
        views.boxes = byRegion(model, regions.boxes);
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

}  // namespace asg::regions
