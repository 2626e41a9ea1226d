#include "models/nets/roi_align.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace asg::nets {

namespace {

constexpr float kFarthest = 1e4F;

/// Adds to `weights` (one per cell) what one bilinear sample at `position` takes from each cell.
void addSample(float position, float share, std::span<float> weights) {
    const int last = static_cast<int>(weights.size()) - 1;
    if (position < -1.0F || position > static_cast<float>(last + 1)) return;
    position = std::max(position, 0.0F);
    const int low = static_cast<int>(position);
    if (low >= last) {
        weights[static_cast<std::size_t>(last)] += share;
        return;
    }
    const float fraction = position - static_cast<float>(low);
    weights[static_cast<std::size_t>(low)] += share * (1.0F - fraction);
    weights[static_cast<std::size_t>(low) + 1] += share * fraction;
}

/// The weights of one axis: the samples of a box form a grid, so a cell's weight is that of its column times its row.
void axisWeights(float start, float end, std::span<float> weights) {
    const float length = std::max(end - start, 1.0F);
    const int samples = static_cast<int>(std::ceil(length));
    const float step = length / static_cast<float>(samples);
    const float share = 1.0F / static_cast<float>(samples);
    for (int sample = 0; sample < samples; ++sample) {
        addSample(start + (static_cast<float>(sample) + 0.5F) * step, share, weights);
    }
}

bool isUsable(std::span<const float, 4> box) {
    return std::ranges::all_of(box, [](float edge) { return std::abs(edge) <= kFarthest; });
}

/// Weights of columns and rows, [2, boxes, side].
at::Tensor weightsOf(const at::Tensor& boxes, int side) {
    const auto count = boxes.size(0);
    auto weights = at::zeros({2, count, side}, at::kFloat);
    const auto* box = boxes.const_data_ptr<float>();
    auto* columns = weights.mutable_data_ptr<float>();
    auto* rows = columns + count * side;
    const auto width = static_cast<std::size_t>(side);
    for (std::int64_t i = 0; i < count; ++i, box += 4, columns += side, rows += side) {
        if (!isUsable(std::span<const float, 4>(box, 4))) continue;
        axisWeights(box[0], box[2], {columns, width});
        axisWeights(box[1], box[3], {rows, width});
    }
    return weights;
}

}  // namespace

at::Tensor roiAlign(const at::Tensor& grid, const at::Tensor& boxesInGridUnits, int side) {
    const auto batch = boxesInGridUnits.size(0);
    const auto slots = boxesInGridUnits.size(1);
    at::Tensor cells;
    {
        const at::NoGradGuard noGradient;
        const auto boxes = boxesInGridUnits.detach().to(at::kCPU, at::kFloat).contiguous().view({batch * slots, 4});
        const auto weights = weightsOf(boxes, side).to(grid.device());
        cells = (weights[1].unsqueeze(2) * weights[0].unsqueeze(1)).view({batch, slots, side * side});
    }
    return at::matmul(cells.to(grid.scalar_type()), grid);
}

at::Tensor regionEmbeddings(const at::Tensor& grid, const at::Tensor& boxesInCropPixels, int side, int cropSize) {
    return roiAlign(grid, boxesInCropPixels.to(at::kFloat) * side / cropSize, side);
}

}  // namespace asg::nets
