#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"
#include "models/nets/image_features.h"
#include "models/nets/lite_layout.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/pimpl.h>

#include <array>
#include <vector>

namespace asg::nets {

/// One inverted bottleneck with batch normalisation and ReLU6, without squeeze and excitation; the input is added where
/// it has the output's shape. Parameters `_expand_conv`, `_bn0`, `_depthwise_conv`, `_bn1`, `_project_conv`, `_bn2`.
class LiteBottleneckImpl : public torch::nn::Module {
public:
    explicit LiteBottleneckImpl(const LiteBlock& shape);
    at::Tensor forward(const at::Tensor& input);

private:
    LiteBlock m_shape;
    torch::nn::Conv2d m_expand{nullptr};
    torch::nn::BatchNorm2d m_expandNorm{nullptr};
    torch::nn::Conv2d m_depthwise;
    torch::nn::BatchNorm2d m_depthwiseNorm;
    torch::nn::Conv2d m_project;
    torch::nn::BatchNorm2d m_projectNorm;
};
TORCH_MODULE(LiteBottleneck);

/// Makes one grid of all maps from the wanted side of a cell to the coarsest (Lin et al., "Feature Pyramid Networks",
/// CVPR 2017, without its smoothing convolutions): each map through a 1 × 1 convolution to one width, the coarser ones
/// enlarged to the finest (nearest) and added. Parameters `lateral.N`, the finest map first.
class FeaturePyramidImpl : public torch::nn::Module {
public:
    FeaturePyramidImpl(const std::vector<int>& mapWidths, int width);
    /// Maps with the widths above, the finest first → [B, width, side, side] with the finest one's side.
    at::Tensor forward(const std::vector<at::Tensor>& maps);

private:
    torch::nn::ModuleList m_lateral;
};
TORCH_MODULE(FeaturePyramid);

/// EfficientNet-Lite with the parameter names of PyPI's efficientnet-lite-pytorch (`_conv_stem`, `_bn0`, `_blocks.N.…`,
/// `_conv_head`, `_bn1`), without the classifier; where the configuration gives cells a width, with `pyramid` beside
/// them. Convolutions pad as TensorFlow's "same" does: by as little as needed, the odd pixel at the right and below.
class EfficientNetworkImpl : public torch::nn::Module {
public:
    /// `config` must be valid (`validate`).
    explicit EfficientNetworkImpl(const ImageEncoderConfig& config);

    /// `images`: [B, 3, imageSize, imageSize], normalised. Global = average of the last convolution's map; local = the
    /// pyramid's grid or, without one, the last map with cells of `patch` pixels.
    ImageFeatures forward(const at::Tensor& images);

    /// The last maps with cells of 2, 4, 8, 16 and 32 pixels.
    std::vector<at::Tensor> stages(const at::Tensor& images);

    /// Leaves everything up to the last block of so many stages (1 to 5) as it is from now on: no gradient, and batch
    /// normalisations keep to their running statistics in training too. Most of a step's time goes into the first ones,
    /// whose maps are the largest.
    void freeze(int stages);

    void train(bool on = true) override;

private:
    [[nodiscard]] std::vector<torch::nn::Module*> frozenParts();

    ImageEncoderConfig m_config;
    std::array<std::size_t, kLiteStages> m_lastBlocks;
    int m_frozenStages = 0;
    torch::nn::Conv2d m_stem;
    torch::nn::BatchNorm2d m_stemNorm;
    torch::nn::ModuleList m_blocks;
    torch::nn::Conv2d m_head;
    torch::nn::BatchNorm2d m_headNorm;
    FeaturePyramid m_pyramid{nullptr};
};
TORCH_MODULE(EfficientNetwork);

}  // namespace asg::nets
