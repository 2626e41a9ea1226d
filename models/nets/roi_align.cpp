#include "models/nets/roi_align.h"

#include "core/vision/roi_align.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros.h>

namespace asg::nets {

namespace {

/// Weights of columns and rows, [2, boxes, side].
at::Tensor weightsOf(const at::Tensor& boxes, int side) {
    const auto count = boxes.size(0);
    auto weights = at::zeros({2, count, side}, at::kFloat);
    const auto* box = boxes.const_data_ptr<float>();
    auto* columns = weights.mutable_data_ptr<float>();
    auto* rows = columns + count * side;
    const auto width = static_cast<std::size_t>(side);
    for (std::int64_t i = 0; i < count; ++i, box += 4, columns += side, rows += side) {
        vision::addRoiWeights(box[0], box[2], {columns, width});
        vision::addRoiWeights(box[1], box[3], {rows, width});
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
