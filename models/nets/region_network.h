#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"
#include "models/nets/region_head.h"
#include "models/nets/vision_transformer.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>

namespace asg::nets {

/// What the input gate is asked of a picture, in the order of its logits.
enum class GateQuestion : int {
    Inverted,  ///< light and dark exchanged (a MONOCHROME1 mistake)
    Rotated,   ///< by 90°, 180° or 270°
    Mirrored,  ///< left and right exchanged
    NotChest,  ///< no frontal chest X-ray, or nothing like one
};
inline constexpr int kGateQuestions = 4;

/// The gate's head: LayerNorm'd global feature → hidden → GELU → one logit per question.
class GateHeadImpl : public torch::nn::Module {
public:
    GateHeadImpl(const GateHeadConfig& config, int globalWidth);
    /// [B, globalWidth] → [B, kGateQuestions], float32.
    at::Tensor forward(const at::Tensor& global);

private:
    torch::nn::Linear m_hidden;
    torch::nn::Linear m_output;
};
TORCH_MODULE(GateHead);

struct RegionNetworkOutput {
    ImageFeatures features;
    RegionPrediction regions;
    at::Tensor gateLogits;  ///< [B, kGateQuestions]; undefined without a gate head
};

/// The small shipped network: ViT, region head and, where configured, the input gate. Parameter names begin with
/// `image_encoder.`, `region_head.` and `gate_head.`.
class RegionNetworkImpl : public torch::nn::Module {
public:
    /// `config` is valid, has a region head and a ViT backbone.
    explicit RegionNetworkImpl(const NetworkConfig& config);
    /// `images`: [B, 3, imageSize, imageSize], normalised.
    RegionNetworkOutput forward(const at::Tensor& images);

private:
    VisionTransformer m_imageEncoder;
    RegionHead m_regionHead;
    GateHead m_gateHead{nullptr};
};
TORCH_MODULE(RegionNetwork);

}  // namespace asg::nets
