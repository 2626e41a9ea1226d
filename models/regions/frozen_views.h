#pragma once

// Private to models/: includes Torch.

#include "models/inference/loaded_model.h"
#include "models/training/appearance.h"

#include <ATen/core/Tensor.h>

#include <span>
#include <vector>

namespace asg::regions {

/// What a frozen network says of several pictures: later stages train on these, the encoder runs once a picture.
struct FrozenViews {
    at::Tensor global;    ///< [B, globalWidth], half precision
    at::Tensor local;     ///< [B, side², localWidth], half precision
    at::Tensor presence;  ///< [B, 29], probabilities, float32; undefined without a region head
    at::Tensor boxes;     ///< [B, 29, 4], x1 y1 x2 y2 in crop fractions, float32; undefined without a region head
    int gridSide = 0;
};

/// Runs encoder and region head of a network in evaluation mode on crops of its own size.
[[nodiscard]] FrozenViews look(inference::LoadedModel& model, std::span<const training::Crop> crops);

/// Rows of several looks, one after the other.
[[nodiscard]] FrozenViews joined(const std::vector<FrozenViews>& parts);

}  // namespace asg::regions
