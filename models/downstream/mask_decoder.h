#pragma once

// Private to models/: includes Torch.

#include "models/nets/asg_network.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>

#include <memory>
#include <vector>

namespace asg::downstream {

/// Turns a frozen encoder's maps into one logit for each pixel of its input.
class MaskDecoder : public torch::nn::Module {
public:
    /// `maps` as `encodeMaps` gives them; [B, 1, side, side].
    virtual at::Tensor forward(const std::vector<at::Tensor>& maps, std::int64_t side) = 0;
};

/// For a ViT, after SETR's progressive decoder (Zheng et al., CVPR 2021): for each width a 3 × 3 convolution, batch
/// norm, ReLU and bilinear doubling (corners aligned); then a 3 × 3 convolution to one logit, resized to the input's
/// side where patches are not 2^widths pixels. Children `stepsN.0` (convolution),
/// `stepsN.1` (norm), `output`.
class ProgressiveDecoder : public MaskDecoder {
public:
    ProgressiveDecoder(std::int64_t inputWidth, const std::vector<int>& widths);
    at::Tensor forward(const std::vector<at::Tensor>& maps, std::int64_t side) override;

private:
    std::vector<torch::nn::Sequential> m_steps;
    torch::nn::Conv2d m_output;
};

/// For a convolutional network, after U-Net (Ronneberger et al., 2015): from the deepest map upwards, bilinear resize
/// to the next map's side, that map beside it, twice a 3 × 3 convolution, batch norm and ReLU; the last step, to the
/// input's side, has no map beside it; then a 1 × 1 convolution to one logit. One width for each step: as many as there
/// are maps. Children `stepsN.0, 1, 3, 4`, `output`.
class UNetDecoder : public MaskDecoder {
public:
    /// `mapWidths`: channels of the maps, the shallowest first.
    UNetDecoder(const std::vector<std::int64_t>& mapWidths, const std::vector<int>& widths);
    at::Tensor forward(const std::vector<at::Tensor>& maps, std::int64_t side) override;

private:
    std::vector<torch::nn::Sequential> m_steps;
    torch::nn::Conv2d m_output;
};

/// The decoder that belongs to the backbone. `widths` empty: 512 256 128 64 for a ViT, 256 128 64 32 16 for a
/// convolutional network. Errors: InvalidArgument for widths that are not positive or, for the latter, not five;
/// Unsupported for a DenseNet, whose earlier maps are not kept.
[[nodiscard]] base::Result<std::shared_ptr<MaskDecoder>> makeMaskDecoder(const nets::ImageEncoderConfig& encoder,
                                                                         std::vector<int> widths);

/// What a decoder builds on: of a ViT its grid of patch tokens, of a residual network its stem and four layers, of an
/// EfficientNet-Lite its five stages, the shallowest first. Images as the network takes them.
[[nodiscard]] std::vector<at::Tensor> encodeMaps(nets::AsgNetwork& network, const at::Tensor& images);

}  // namespace asg::downstream
