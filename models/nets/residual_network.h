#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"
#include "models/nets/image_features.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/pimpl.h>

#include <array>

namespace asg::nets {

/// One bottleneck: 1×1, 3×3 (with the stride), 1×1 convolutions; parameters `conv1` … `bn3`, `downsample.0/1`.
class BottleneckImpl : public torch::nn::Module {
public:
    BottleneckImpl(int inputChannels, int channels, int stride);
    at::Tensor forward(const at::Tensor& input);

private:
    torch::nn::Conv2d m_conv1, m_conv2, m_conv3;
    torch::nn::BatchNorm2d m_bn1, m_bn2, m_bn3;
    torch::nn::Sequential m_downsample{nullptr};
};
TORCH_MODULE(Bottleneck);

/// ResNet-50 of docs/network.md §2 with torchvision's names (`conv1`, `bn1`, `layerN.M.…`), without `fc`. Initialised
/// as torchvision does (He, fan out).
class ResidualNetworkImpl : public torch::nn::Module {
public:
    /// `config` must be valid (`validate`).
    explicit ResidualNetworkImpl(const ImageEncoderConfig& config);

    /// `images`: [B, 3, imageSize, imageSize], normalised; resized first to resnetResize (bilinear, corners aligned).
    /// Local = output of layer3, global = average of layer4.
    ImageFeatures forward(const at::Tensor& images);

private:
    ImageEncoderConfig m_config;
    torch::nn::Conv2d m_conv1;
    torch::nn::BatchNorm2d m_bn1;
    std::array<torch::nn::Sequential, 4> m_layers;
};
TORCH_MODULE(ResidualNetwork);

}  // namespace asg::nets
