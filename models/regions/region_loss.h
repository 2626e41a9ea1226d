#pragma once

// Private to models/: includes Torch.

#include "core/vision/model_input.h"
#include "models/nets/region_head.h"
#include "models/regions/region_example.h"

#include <ATen/core/Tensor.h>

#include <span>

namespace asg::regions {

/// Examples as tensors, float32 on the CPU. R = 29, S = the crop's side.
struct RegionBatch {
    at::Tensor images;           ///< [B, 3, S, S], normalised
    at::Tensor boxes;            ///< [B, R, 4], x1 y1 x2 y2 in crop fractions
    at::Tensor boxWeights;       ///< [B, R]
    at::Tensor presence;         ///< [B, R], 0 or 1
    at::Tensor presenceWeights;  ///< [B, R]
    at::Tensor gate;             ///< [B, kGateQuestions], 0 or 1
};

/// What the network says of a batch.
struct RegionBatchOutput {
    nets::RegionPrediction regions;
    at::Tensor gateLogits;  ///< [B, kGateQuestions]; undefined without a gate head
};

[[nodiscard]] RegionBatch makeBatch(std::span<const RegionExample> examples, const vision::InputSpec& spec);

/// Generalised intersection over union of boxes [..., 4] (Rezatofighi et al., CVPR 2019): -1..1. A box whose sides are
/// exchanged counts as empty.
[[nodiscard]] at::Tensor generalisedIou(const at::Tensor& a, const at::Tensor& b);

struct RegionLossWeights {
    double box = 5;
    double overlap = 2;
    double presence = 1;
    double gate = 1;
};

/// The parts, each a scalar, and their weighted sum. Means over what is known: weights of 0 leave the loss as if the
/// region were not there.
struct RegionLoss {
    at::Tensor total;
    at::Tensor box;       ///< mean distance of an edge, in crop fractions
    at::Tensor overlap;   ///< 1 - GIoU
    at::Tensor presence;  ///< binary cross-entropy
    at::Tensor gate;      ///< binary cross-entropy; 0 without a gate head
};

[[nodiscard]] RegionLoss regionLoss(const RegionBatchOutput& output, const RegionBatch& batch,
                                    const RegionLossWeights& weights);

}  // namespace asg::regions
