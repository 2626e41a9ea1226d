#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/dropout.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>

#include <optional>

namespace asg::nets {

/// Multi-head attention with torch.nn.MultiheadAttention's parameters (`in_proj_weight`, `in_proj_bias`, `out_proj`).
class MultiheadAttentionImpl : public torch::nn::Module {
public:
    MultiheadAttentionImpl(int width, int heads, double dropout);

    struct Output {
        at::Tensor mixed;    ///< [B, Q, width]
        at::Tensor weights;  ///< [B, Q, K], mean over heads, rows sum to 1; undefined unless asked for
    };
    /// queries [B, Q, width]; memory [B, K, width] gives keys and values.
    Output forward(const at::Tensor& queries, const at::Tensor& memory, bool wantWeights);

private:
    int m_width;
    int m_heads;
    double m_dropout;
    at::Tensor m_projectionWeight;
    at::Tensor m_projectionBias;
    torch::nn::Linear m_output;
};
TORCH_MODULE(MultiheadAttention);

/// One pre-norm decoder layer with torch.nn.TransformerDecoderLayer's names (`self_attn`, `multihead_attn`,
/// `linear1`, `linear2`, `norm1` … `norm3`); ReLU.
class TagDecoderLayerImpl : public torch::nn::Module {
public:
    explicit TagDecoderLayerImpl(const TagDecoderConfig& config);
    /// As MultiheadAttention::forward; the weights are those of the cross-attention.
    MultiheadAttentionImpl::Output forward(const at::Tensor& queries, const at::Tensor& memory, bool wantWeights);

private:
    MultiheadAttention m_selfAttention;
    MultiheadAttention m_crossAttention;
    torch::nn::Linear m_linear1, m_linear2;
    torch::nn::LayerNorm m_norm1, m_norm2, m_norm3;
    torch::nn::Dropout m_dropout;
};
TORCH_MODULE(TagDecoderLayer);

/// What the decoder says of each tag.
struct TagPrediction {
    at::Tensor logits;  ///< [B, T], float32
    at::Tensor
        attention;  ///< [B, T, side²], float32: heat map, non-negative, each sums to 1; undefined unless asked for
};

/// The tag decoder of docs/network.md §5 (ITR). Parameters `layers.N.…`, `norm`, `mlp_head`; the queries are the buffer
/// `queries` (frozen) or a parameter of that name (learned), [T, queryWidth]. `memory_projection` and
/// `query_projection` exist only where widths differ.
class TagDecoderImpl : public torch::nn::Module {
public:
    /// `localWidth`: width of the encoder's local features.
    TagDecoderImpl(const TagDecoderConfig& config, int localWidth);

    /// `local`: [B, N, localWidth], before projection.
    TagPrediction forward(const at::Tensor& local, bool wantAttention);

    /// Replaces the frozen queries: [T, queryWidth], the [CLS] outputs of a 12-layer BERT over the tags' names.
    void setQueries(const at::Tensor& queries);

private:
    at::Tensor m_queries;
    torch::nn::Linear m_memoryProjection{nullptr};
    torch::nn::Linear m_queryProjection{nullptr};
    torch::nn::ModuleList m_layers;
    torch::nn::LayerNorm m_norm;
    torch::nn::Dropout m_dropout;
    torch::nn::Linear m_head;
};
TORCH_MODULE(TagDecoder);

}  // namespace asg::nets
