#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"

#include <ATen/core/Tensor.h>
#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

namespace asg::nets {

/// Answers GateQuestion::Mirrored from a map of places, which still knows the sides that a pooled feature has lost
/// (docs/network.md §8): the map averaged on `side` × `side` cells, the left half less the mirrored right half, one
/// weight for each of these numbers and nothing else. A map and its mirror image get opposite answers, whatever the
/// weights are. They begin at zero, which answers 0 to everything.
class MirrorHeadImpl : public torch::nn::Module {
public:
    MirrorHeadImpl(const MirrorHeadConfig& config, int mapWidth);

    /// [B, mapWidth, H, W] → [B, weights], float32: what left and right differ by.
    [[nodiscard]] at::Tensor differences(const at::Tensor& map) const;
    /// [B, mapWidth, H, W] → [B], logits, float32.
    at::Tensor forward(const at::Tensor& map);
    /// [weights], to be set by a fit.
    [[nodiscard]] at::Tensor& weight() { return m_weight; }

private:
    MirrorHeadConfig m_config;
    at::Tensor m_weight;
};
TORCH_MODULE(MirrorHead);

}  // namespace asg::nets
