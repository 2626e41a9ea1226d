#include "models/regions/region_loss.h"

#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace asg::regions {
namespace {

using at::Tensor;

Tensor edge(const Tensor& boxes, int index) {
    return boxes.select(-1, index);
}

Tensor areaBetween(const Tensor& x1, const Tensor& y1, const Tensor& x2, const Tensor& y2) {
    return (x2 - x1).clamp_min(0) * (y2 - y1).clamp_min(0);
}

Tensor weightedMean(const Tensor& values, const Tensor& weights) {
    return (values * weights).sum() / weights.sum().clamp_min(1e-6);
}

void fillImage(const training::Crop& crop, const vision::InputSpec& spec, float* channels) {
    const std::size_t size = crop.grey.size();
    const std::array means{spec.mean, spec.meanG, spec.meanB};
    const std::array deviations{spec.deviation, spec.deviationG, spec.deviationB};
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (std::size_t i = 0; i < size; ++i)
            channels[channel * size + i] = (crop.grey[i] / 255.0F - means[channel]) / deviations[channel];
}

}  // namespace

RegionBatch makeBatch(std::span<const RegionExample> examples, const vision::InputSpec& spec) {
    const auto count = static_cast<std::int64_t>(examples.size());
    const auto regions = static_cast<std::int64_t>(domain::kModelRegionCount);
    const std::int64_t side = examples.empty() ? spec.crop : examples.front().crop.side;
    RegionBatch batch{at::zeros({count, 3, side, side}), at::zeros({count, regions, 4}),
                      at::zeros({count, regions}),       at::zeros({count, regions}),
                      at::zeros({count, regions}),       at::zeros({count, nets::kGateQuestions})};
    for (std::int64_t i = 0; i < count; ++i) {
        const RegionExample& example = examples[static_cast<std::size_t>(i)];
        fillImage(example.crop, spec, batch.images[i].data_ptr<float>());
        std::ranges::copy(example.gate, batch.gate[i].data_ptr<float>());
        auto* boxes = batch.boxes[i].data_ptr<float>();
        for (std::size_t r = 0; r < example.regions.size(); ++r) {
            const RegionTarget& target = example.regions[r];
            const base::Box& box = target.boxInFractions;
            for (const double value : {box.x1, box.y1, box.x2, box.y2}) *boxes++ = static_cast<float>(value);
            batch.boxWeights[i].data_ptr<float>()[r] = target.boxWeight;
            batch.presence[i].data_ptr<float>()[r] = target.presence;
            batch.presenceWeights[i].data_ptr<float>()[r] = target.presenceWeight;
        }
    }
    return batch;
}

Tensor generalisedIou(const Tensor& a, const Tensor& b) {
    const Tensor shared = areaBetween(at::maximum(edge(a, 0), edge(b, 0)), at::maximum(edge(a, 1), edge(b, 1)),
                                      at::minimum(edge(a, 2), edge(b, 2)), at::minimum(edge(a, 3), edge(b, 3)));
    const Tensor areaA = areaBetween(edge(a, 0), edge(a, 1), edge(a, 2), edge(a, 3));
    const Tensor areaB = areaBetween(edge(b, 0), edge(b, 1), edge(b, 2), edge(b, 3));
    const Tensor all = (areaA + areaB - shared).clamp_min(1e-9);
    const Tensor hull = areaBetween(at::minimum(edge(a, 0), edge(b, 0)), at::minimum(edge(a, 1), edge(b, 1)),
                                    at::maximum(edge(a, 2), edge(b, 2)), at::maximum(edge(a, 3), edge(b, 3)))
                            .clamp_min(1e-9);
    return shared / all - (hull - all) / hull;
}

RegionLoss regionLoss(const RegionBatchOutput& output, const RegionBatch& batch, const RegionLossWeights& weights) {
    RegionLoss loss;
    loss.box = weightedMean((output.regions.boxes - batch.boxes).abs().mean(-1), batch.boxWeights);
    loss.overlap = weightedMean(1 - generalisedIou(output.regions.boxes, batch.boxes), batch.boxWeights);
    loss.presence = weightedMean(at::binary_cross_entropy_with_logits(output.regions.presenceLogits, batch.presence, {},
                                                                      {}, at::Reduction::None),
                                 batch.presenceWeights);
    loss.gate = output.gateLogits.defined() ? at::binary_cross_entropy_with_logits(output.gateLogits, batch.gate)
                                            : at::zeros({}, loss.box.options());
    loss.total = weights.box * loss.box + weights.overlap * loss.overlap + weights.presence * loss.presence +
                 weights.gate * loss.gate;
    return loss;
}

}  // namespace asg::regions
