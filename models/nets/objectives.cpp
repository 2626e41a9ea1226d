#include "models/nets/objectives.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/Reduction.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>

#include <limits>

namespace asg::nets {

namespace {

constexpr double kFloor = 1e-6;  // keeps every target above zero, so that KL(p‖target) is finite

at::Tensor diagonalCrossEntropy(const at::Tensor& scores) {
    const auto own = at::arange(scores.size(0), scores.options().dtype(at::kLong));
    return at::cross_entropy_loss(scores, own);
}

/// Sum over real slots of the negative log of the diagonal, [B, R, R] scores, `real`: [B, R] bool.
at::Tensor slotCrossEntropy(const at::Tensor& scores, const at::Tensor& real) {
    const auto masked = scores.masked_fill(~real.unsqueeze(1), -std::numeric_limits<float>::infinity());
    // A row of padding keeps its scores: with nothing but -inf its gradient would be NaN.
    const auto safe = at::where(real.unsqueeze(2), masked, scores);
    const auto own = at::log_softmax(safe, -1).diagonal(0, 1, 2);
    return -own.masked_fill(~real, 0.0).sum();
}

/// Mean of both divergences between rows, batch mean.
at::Tensor symmetricDivergence(const at::Tensor& scores, const at::Tensor& target) {
    const auto logP = at::log_softmax(scores, -1);
    const auto logTarget = target.log();
    const auto forward = (target * (logTarget - logP)).sum();
    const auto backward = (logP.exp() * (logP - logTarget)).sum();
    return (forward + backward) / (2.0 * static_cast<double>(scores.size(0)));
}

}  // namespace

at::Tensor imageReportLoss(const at::Tensor& images, const at::Tensor& reports, double temperature) {
    const auto scores = at::matmul(images, reports.t()) / temperature;
    return diagonalCrossEntropy(scores) + diagonalCrossEntropy(scores.t());
}

at::Tensor regionSentenceLoss(const at::Tensor& regions, const at::Tensor& sentences, const at::Tensor& slotCounts,
                              double temperature) {
    const auto scores = at::matmul(regions, sentences.transpose(1, 2)) / temperature;
    const auto slots = at::arange(regions.size(1), slotCounts.options());
    const auto real = slots.unsqueeze(0) < slotCounts.unsqueeze(1);
    const auto count = real.sum().clamp_min(1);
    return (slotCrossEntropy(scores, real) + slotCrossEntropy(scores.transpose(1, 2), real)) / count;
}

at::Tensor tagLoss(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& counts) {
    if (!counts.defined()) return at::binary_cross_entropy_with_logits(logits, labels);
    const auto each = at::binary_cross_entropy_with_logits(logits, labels, {}, {}, at::Reduction::None);
    return (each * counts).sum() / counts.sum().clamp_min(1);
}

at::Tensor softTargets(const at::Tensor& tags) {
    const auto lengths = tags.norm(2, 1, true);
    const auto unit = tags / at::where(lengths > 0, lengths, at::ones_like(lengths));
    const auto similarity = at::matmul(unit, unit.t());
    const auto weights = kOwnShare * at::eye(tags.size(0), tags.options()) + kSharedShare * similarity + kFloor;
    return weights / weights.sum(1, true);
}

at::Tensor softLabelLoss(const at::Tensor& images, const at::Tensor& reports, const at::Tensor& tags,
                         double temperature) {
    const auto scores = at::matmul(images, reports.t()) / temperature;
    const auto target = softTargets(tags.to(scores.scalar_type()));
    return (symmetricDivergence(scores, target) + symmetricDivergence(scores.t(), target)) / 2.0;
}

at::Tensor sentenceEmbeddings(const at::Tensor& words, const at::Tensor& wordIndices) {
    const auto batch = wordIndices.size(0);
    const auto slots = wordIndices.size(1);
    const auto used = wordIndices >= 0;
    // How often each word counts in each slot, [B, R, N]: one product instead of a gather of B × R × L vectors.
    auto shares = at::zeros({batch, slots, words.size(1)}, words.options().requires_grad(false));
    shares.scatter_add_(2, wordIndices.clamp_min(0), used.to(words.scalar_type()));
    const auto counts = used.sum(2, true).clamp_min(1);
    return at::matmul(shares / counts, words);
}

at::Tensor retrievalTopK(const at::Tensor& scores, int k) {
    const auto own = scores.diagonal().unsqueeze(1);
    const auto better = (scores > own).sum(1);
    return (better < k).to(at::kFloat).mean();
}

}  // namespace asg::nets
