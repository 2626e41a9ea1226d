#pragma once

// Private to models/: includes Torch.

#include <ATen/core/Tensor.h>

namespace asg::nets {

/// RoIAlign with one output cell per box (docs/network.md §4): torchvision's semantics with output 1 × 1, spatial scale
/// 1, adaptive sampling, aligned = false. A box smaller than one cell is widened to one; samples more than one cell
/// outside the grid count as zero; a box that is not finite gives zeros.
///
/// `grid`: [B, side², C], rows first. `boxesInGridUnits`: [B, R, 4] as x1, y1, x2, y2, within ± 10⁴. Gives [B, R, C].
/// The pooling is a product of weights that depend on the boxes alone with the grid, so gradients flow to `grid` (and,
/// as in torchvision, not to the boxes) on any device and in any floating type.
[[nodiscard]] at::Tensor roiAlign(const at::Tensor& grid, const at::Tensor& boxesInGridUnits, int side);

/// The same with boxes in pixels of a square crop of `cropSize` pixels: `x · side / cropSize`.
[[nodiscard]] at::Tensor regionEmbeddings(const at::Tensor& grid, const at::Tensor& boxesInCropPixels, int side,
                                          int cropSize);

}  // namespace asg::nets
