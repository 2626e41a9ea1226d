#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"
#include "models/nets/convolutional_stem.h"
#include "models/nets/image_features.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>

namespace asg::nets {

/// Self-attention of one block; parameters `qkv` and `proj`.
class VitAttentionImpl : public torch::nn::Module {
public:
    VitAttentionImpl(int width, int heads);
    /// [B, N, width] → [B, N, width].
    at::Tensor forward(const at::Tensor& tokens);

private:
    int m_heads;
    torch::nn::Linear m_qkv;
    torch::nn::Linear m_proj;
};
TORCH_MODULE(VitAttention);

/// The feed-forward half of a block; parameters `fc1` and `fc2`, exact GELU between them.
class VitMlpImpl : public torch::nn::Module {
public:
    VitMlpImpl(int width, int hidden);
    at::Tensor forward(const at::Tensor& tokens);

private:
    torch::nn::Linear m_fc1;
    torch::nn::Linear m_fc2;
};
TORCH_MODULE(VitMlp);

/// One pre-norm transformer block.
class VitBlockImpl : public torch::nn::Module {
public:
    explicit VitBlockImpl(const ImageEncoderConfig& config);
    at::Tensor forward(const at::Tensor& tokens);

private:
    torch::nn::LayerNorm m_norm1;
    VitAttention m_attention;
    torch::nn::LayerNorm m_norm2;
    VitMlp m_mlp;
};
TORCH_MODULE(VitBlock);

/// Cuts the picture into patches and embeds each: parameter `proj`, a convolution with stride = patch.
class PatchEmbedImpl : public torch::nn::Module {
public:
    explicit PatchEmbedImpl(const ImageEncoderConfig& config);
    /// [B, 3, S, S] → [B, (S / patch)², width].
    at::Tensor forward(const at::Tensor& images);

private:
    torch::nn::Conv2d m_proj;
};
TORCH_MODULE(PatchEmbed);

/// ViT of docs/network.md §2 in any size, with timm's parameter names (`patch_embed.proj`, `cls_token`, `pos_embed`,
/// `blocks.N.…`, `norm`; with a convolutional stem `stem` instead of `patch_embed`). Initialised as timm does: normal
/// with deviation 0.02, biases zero.
class VisionTransformerImpl : public torch::nn::Module {
public:
    /// `config` must be valid (`validate`).
    explicit VisionTransformerImpl(const ImageEncoderConfig& config);

    /// `images`: [B, 3, imageSize, imageSize], normalised. Global = CLS token, local = patch tokens, both after the
    /// final LayerNorm.
    ImageFeatures forward(const at::Tensor& images);

private:
    ImageEncoderConfig m_config;
    PatchEmbed m_patchEmbed{nullptr};   ///< or
    ConvolutionalStem m_stem{nullptr};  ///< `stem`, where the configuration says so
    at::Tensor m_clsToken;
    at::Tensor m_positionEmbedding;
    torch::nn::ModuleList m_blocks;
    torch::nn::LayerNorm m_norm;
};
TORCH_MODULE(VisionTransformer);

}  // namespace asg::nets
