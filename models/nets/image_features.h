#pragma once

// Private to models/: includes Torch.

#include <ATen/core/Tensor.h>

namespace asg::nets {

/// What an image encoder gives, in the encoder's floating type and on its device.
struct ImageFeatures {
    at::Tensor global;  ///< [B, globalWidth]
    at::Tensor local;   ///< [B, gridSide², localWidth], rows of the grid first
    int gridSide = 0;
    /// [B, sidesWidth, H, W], in which left and right can be compared; undefined where that is `local`.
    at::Tensor sides{};
};

}  // namespace asg::nets
