#pragma once

// Private to models/: includes Torch.

#include <ATen/core/Tensor.h>

namespace asg::downstream {

/// Focal loss with gamma 2 and without class weights (Lin et al., ICCV 2017), mean over all pixels. `logits` and
/// `masks` (0 or 1, float) of one shape.
[[nodiscard]] at::Tensor focalLoss(const at::Tensor& logits, const at::Tensor& masks);

/// 1 - soft Dice over all pixels of the batch together, with 1 added above and below.
[[nodiscard]] at::Tensor diceLoss(const at::Tensor& logits, const at::Tensor& masks);

/// 10 · focal + Dice (docs/network.md §9).
[[nodiscard]] at::Tensor maskLoss(const at::Tensor& logits, const at::Tensor& masks);

}  // namespace asg::downstream
