#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"

#include <ATen/core/Tensor.h>
#include <torch/nn/module.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>

namespace asg::nets {

/// Two 3 × 3 convolutions with group normalisation around a residual; begins as the identity (He et al. 2016, Goyal et
/// al. 2017: the last normalisation's gain starts at 0). [B, C, H, W] → the same.
class StemBlockImpl : public torch::nn::Module {
public:
    explicit StemBlockImpl(int channels);
    at::Tensor forward(const at::Tensor& map);

private:
    torch::nn::Conv2d m_conv1, m_conv2;
    torch::nn::GroupNorm m_norm1, m_norm2;
};
TORCH_MODULE(StemBlock);

/// Patch embedding by small convolutions instead of one large one (Xiao et al., "Early convolutions help transformers
/// see better", NeurIPS 2021): 3 × 3 convolutions of stride 2 until a cell is `patch` pixels wide, each with group
/// normalisation, GELU and `stemBlocks` residual blocks, then a 1 × 1 convolution. Learns from few pictures where a
/// plain ViT does not. No part of the published ASG network; chosen by ImageEncoderConfig::convolutionalStem.
class ConvolutionalStemImpl : public torch::nn::Module {
public:
    /// `config.patch` is a power of two and `config.width` a multiple of 8 · patch / 2 (`validate`).
    explicit ConvolutionalStemImpl(const ImageEncoderConfig& config);
    /// [B, 3, S, S] → [B, (S / patch)², width].
    at::Tensor forward(const at::Tensor& images);

private:
    torch::nn::Sequential m_layers;
};
TORCH_MODULE(ConvolutionalStem);

}  // namespace asg::nets
