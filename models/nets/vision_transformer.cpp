#include "models/nets/vision_transformer.h"

#include "models/nets/initialise.h"
#include "models/nets/recompute.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/scaled_dot_product_attention.h>

namespace asg::nets {

namespace {

torch::nn::LayerNorm makeNorm(const ImageEncoderConfig& config) {
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({config.width}).eps(config.layerNormEpsilon));
}

}  // namespace

VitAttentionImpl::VitAttentionImpl(int width, int heads)
    : m_heads(heads), m_qkv(width, 3 * width), m_proj(width, width) {
    register_module("qkv", m_qkv);
    register_module("proj", m_proj);
}

at::Tensor VitAttentionImpl::forward(const at::Tensor& tokens) {
    const auto batch = tokens.size(0);
    const auto count = tokens.size(1);
    const auto width = tokens.size(2);
    // [3, B, heads, N, width / heads], as timm lays qkv out.
    const auto qkv = m_qkv(tokens).view({batch, count, 3, m_heads, width / m_heads}).permute({2, 0, 3, 1, 4});
    // Taken apart in one operation: three indexings would fill and add three gradients of the whole tensor.
    const auto parts = qkv.unbind(0);
    const auto mixed = at::scaled_dot_product_attention(parts[0], parts[1], parts[2]);
    return m_proj(mixed.transpose(1, 2).reshape({batch, count, width}));
}

VitMlpImpl::VitMlpImpl(int width, int hidden) : m_fc1(width, hidden), m_fc2(hidden, width) {
    register_module("fc1", m_fc1);
    register_module("fc2", m_fc2);
}

at::Tensor VitMlpImpl::forward(const at::Tensor& tokens) {
    return m_fc2(at::gelu(m_fc1(tokens)));
}

VitBlockImpl::VitBlockImpl(const ImageEncoderConfig& config)
    : m_norm1(makeNorm(config)),
      m_attention(config.width, config.heads),
      m_norm2(makeNorm(config)),
      m_mlp(config.width, static_cast<int>(config.width * config.mlpRatio)) {
    register_module("norm1", m_norm1);
    register_module("attn", m_attention);
    register_module("norm2", m_norm2);
    register_module("mlp", m_mlp);
}

at::Tensor VitBlockImpl::forward(const at::Tensor& tokens) {
    const auto attended = tokens + m_attention(m_norm1(tokens));
    return attended + m_mlp(m_norm2(attended));
}

PatchEmbedImpl::PatchEmbedImpl(const ImageEncoderConfig& config)
    : m_proj(torch::nn::Conv2dOptions(3, config.width, config.patch).stride(config.patch)) {
    register_module("proj", m_proj);
}

at::Tensor PatchEmbedImpl::forward(const at::Tensor& images) {
    return m_proj(images).flatten(2).transpose(1, 2);
}

VisionTransformerImpl::VisionTransformerImpl(const ImageEncoderConfig& config)
    : m_config(config), m_norm(makeNorm(config)) {
    const int tokens = config.gridSide() * config.gridSide() + 1;
    if (config.convolutionalStem) {
        m_stem = register_module("stem", ConvolutionalStem(config));
    } else {
        m_patchEmbed = register_module("patch_embed", PatchEmbed(config));
    }
    m_clsToken = register_parameter("cls_token", at::empty({1, 1, config.width}));
    m_positionEmbedding = register_parameter("pos_embed", at::empty({1, tokens, config.width}));
    for (int block = 0; block < config.depth; ++block) m_blocks->push_back(VitBlock(config));
    register_module("blocks", m_blocks);
    register_module("norm", m_norm);
    initialiseLinearLayers(*this, 0.02);
    initialiseNormal(m_clsToken, 0.02);
    initialiseNormal(m_positionEmbedding, 0.02);
}

ImageFeatures VisionTransformerImpl::forward(const at::Tensor& images) {
    const auto patches = m_stem ? m_stem(images) : m_patchEmbed(images);
    auto tokens = at::cat({m_clsToken.expand({patches.size(0), -1, -1}), patches}, 1) + m_positionEmbedding;
    for (const auto& block : *m_blocks) {
        const auto run = [block](const std::vector<at::Tensor>& in) { return block->as<VitBlock>()->forward(in[0]); };
        tokens = runBlock(block, run, {tokens});
    }
    tokens = m_norm(tokens);
    return {tokens.select(1, 0), tokens.slice(1, 1), m_config.gridSide()};
}

}  // namespace asg::nets
