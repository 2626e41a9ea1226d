#include "models/alignment/alignment_loss.h"

#include "models/nets/objectives.h"
#include "models/nets/roi_align.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/full.h>
#include <ATen/ops/logical_or.h>
#include <ATen/ops/logsumexp.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/softplus.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace asg::alignment {
namespace {

/// The cosine of a phrase with a cell is turned into odds by this: 0.3 is already certain.
constexpr double kSharpness = 10;
/// The difference of two cosines is: 0.1 is much.
constexpr double kTruthSharpness = 20;

at::Tensor pointLoss(const at::Tensor& cosines, const at::Tensor& inside, double temperature) {
    const auto logits = cosines / temperature;
    const auto own = at::logsumexp(logits.masked_fill(~inside, -1e4), -1);
    return (at::logsumexp(logits, -1) - own).mean();
}

at::Tensor extentLoss(const at::Tensor& cosines, const at::Tensor& inside, const at::Tensor& touched) {
    const auto positive = inside.to(cosines.scalar_type());
    const auto negative = (~at::logical_or(inside, touched)).to(cosines.scalar_type());
    const auto losses = at::binary_cross_entropy_with_logits(cosines * kSharpness, positive, {}, {}, 0);
    const auto mean = [&losses](const at::Tensor& share) {
        return ((losses * share).sum(-1) / share.sum(-1).clamp_min(1)).mean();
    };
    return (mean(positive) + mean(negative)) / 2;
}

}  // namespace

at::Tensor truthLoss(const at::Tensor& similarities) {
    const auto halves = similarities.chunk(2);
    return at::softplus((halves[1] - halves[0]) * kTruthSharpness).mean();
}

AlignmentLoss alignmentLoss(const AlignmentBatch& batch, const AlignmentRecipe& recipe) {
    const auto lengths = batch.sentences.norm(2, -1, true).clamp_min(1e-6);
    const auto cosines = at::matmul(batch.sentences / lengths, batch.cells.transpose(1, 2));
    AlignmentLoss loss;
    loss.point = pointLoss(cosines, batch.inside, recipe.temperature);
    loss.extent = extentLoss(cosines, batch.inside, batch.touched);
    const auto regions = nets::roiAlign(batch.cells, batch.boxes * batch.gridSide, batch.gridSide);
    const auto slots = at::full({batch.sentences.size(0)}, batch.sentences.size(1), at::kLong);
    loss.arsa = nets::regionSentenceLoss(regions, batch.sentences, slots, recipe.temperature);
    loss.ira = loss.erl = loss.truth = at::zeros({});
    if (batch.truths.defined()) loss.truth = truthLoss(batch.truths);
    if (batch.global.defined() && batch.global.size(0) >= 2) {
        loss.ira = nets::imageReportLoss(batch.global, batch.reports, recipe.temperature);
        loss.erl = nets::softLabelLoss(batch.global, batch.reports, batch.tags, recipe.temperature);
    }
    loss.total = recipe.pointWeight * loss.point + recipe.extentWeight * loss.extent + recipe.arsaWeight * loss.arsa +
                 recipe.iraWeight * loss.ira + recipe.erlWeight * loss.erl + recipe.truthWeight * loss.truth;
    return loss;
}

CoveredCells coveredCells(const at::Tensor& boxes, int side) {
    CoveredCells covered{at::zeros({side * side}, at::kBool), at::zeros({side * side}, at::kBool)};
    auto inside = covered.inside.accessor<bool, 1>();
    auto touched = covered.touched.accessor<bool, 1>();
    const auto edges = boxes.accessor<float, 2>();
    bool any = false;
    for (std::int64_t box = 0; box < boxes.size(0); ++box)
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column) {
                const auto within = [&](double x, double y) {
                    return x >= edges[box][0] && x < edges[box][2] && y >= edges[box][1] && y < edges[box][3];
                };
                const int cell = row * side + column;
                if (within((column + 0.5) / side, (row + 0.5) / side)) inside[cell] = any = true;
                touched[cell] = touched[cell] || (column < edges[box][2] * side && column + 1 > edges[box][0] * side &&
                                                  row < edges[box][3] * side && row + 1 > edges[box][1] * side);
            }
    if (!any && boxes.size(0) > 0) {
        const auto cellOf = [&](float from, float to) {
            return std::clamp(static_cast<int>((from + to) / 2 * static_cast<float>(side)), 0, side - 1);
        };
        inside[cellOf(edges[0][1], edges[0][3]) * side + cellOf(edges[0][0], edges[0][2])] = true;
    }
    return covered;
}

}  // namespace asg::alignment
