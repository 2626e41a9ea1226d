#include "models/downstream/mask_loss.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/sigmoid.h>

namespace asg::downstream {
namespace {

constexpr double kFocalWeight = 10;
constexpr double kSmoothing = 1;

}  // namespace

at::Tensor focalLoss(const at::Tensor& logits, const at::Tensor& masks) {
    const auto entropy = at::binary_cross_entropy_with_logits(logits, masks, {}, {}, at::Reduction::None);
    // What the truth did not get: sigmoid of the logit against the truth.
    const auto missed = at::sigmoid(-logits * (masks * 2 - 1));
    return (missed * missed * entropy).mean();
}

at::Tensor diceLoss(const at::Tensor& logits, const at::Tensor& masks) {
    const auto found = at::sigmoid(logits);
    const auto both = (found * masks).sum();
    return 1 - (2 * both + kSmoothing) / (found.sum() + masks.sum() + kSmoothing);
}

at::Tensor maskLoss(const at::Tensor& logits, const at::Tensor& masks) {
    return kFocalWeight * focalLoss(logits, masks) + diceLoss(logits, masks);
}

}  // namespace asg::downstream
