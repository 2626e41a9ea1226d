#include "models/nets/tag_decoder.h"

#include "models/nets/initialise.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/zeros.h>
#include <torch/nn/init.h>

#include <cmath>

namespace asg::nets {

namespace {

torch::nn::LayerNorm makeDecoderNorm(int width) {
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({width}));
}

}  // namespace

MultiheadAttentionImpl::MultiheadAttentionImpl(int width, int heads, double dropout)
    : m_width(width), m_heads(heads), m_dropout(dropout), m_output(width, width) {
    m_projectionWeight = register_parameter("in_proj_weight", at::empty({3 * width, width}));
    m_projectionBias = register_parameter("in_proj_bias", at::zeros({3 * width}));
    register_module("out_proj", m_output);
    torch::nn::init::xavier_uniform_(m_projectionWeight);
    torch::nn::init::zeros_(m_output->bias);
}

MultiheadAttentionImpl::Output MultiheadAttentionImpl::forward(const at::Tensor& queries, const at::Tensor& memory,
                                                               bool wantWeights) {
    const auto batch = queries.size(0);
    // Cut in one operation: three slices would fill and add three gradients of the whole matrix.
    const auto weights = m_projectionWeight.chunk(3);
    const auto biases = m_projectionBias.chunk(3);
    const auto project = [&](const at::Tensor& tokens, std::size_t part) {
        const auto projected = at::linear(tokens, weights[part], biases[part]);
        return projected.view({batch, tokens.size(1), m_heads, m_width / m_heads}).transpose(1, 2);
    };
    const auto query = project(queries, 0);
    const auto key = project(memory, 1);
    const auto value = project(memory, 2);
    Output output;
    at::Tensor mixed;
    if (wantWeights) {
        const double scale = 1.0 / std::sqrt(static_cast<double>(m_width / m_heads));
        const auto attention = at::softmax(at::matmul(query * scale, key.transpose(-2, -1)), -1);
        output.weights = attention.to(at::kFloat).mean(1);
        mixed = at::matmul(at::dropout(attention, m_dropout, is_training()), value);
    } else {
        mixed = at::scaled_dot_product_attention(query, key, value, {}, is_training() ? m_dropout : 0.0);
    }
    output.mixed = m_output(mixed.transpose(1, 2).reshape({batch, queries.size(1), m_width}));
    return output;
}

TagDecoderLayerImpl::TagDecoderLayerImpl(const TagDecoderConfig& config)
    : m_selfAttention(config.width, config.heads, config.dropout),
      m_crossAttention(config.width, config.heads, config.dropout),
      m_linear1(config.width, config.feedForward),
      m_linear2(config.feedForward, config.width),
      m_norm1(makeDecoderNorm(config.width)),
      m_norm2(makeDecoderNorm(config.width)),
      m_norm3(makeDecoderNorm(config.width)),
      m_dropout(config.dropout) {
    register_module("self_attn", m_selfAttention);
    register_module("multihead_attn", m_crossAttention);
    register_module("linear1", m_linear1);
    register_module("linear2", m_linear2);
    register_module("norm1", m_norm1);
    register_module("norm2", m_norm2);
    register_module("norm3", m_norm3);
    register_module("dropout", m_dropout);
}

MultiheadAttentionImpl::Output TagDecoderLayerImpl::forward(const at::Tensor& queries, const at::Tensor& memory,
                                                            bool wantWeights) {
    const auto among = m_norm1(queries);
    auto state = queries + m_dropout(m_selfAttention(among, among, false).mixed);
    const auto looked = m_crossAttention(m_norm2(state), memory, wantWeights);
    state = state + m_dropout(looked.mixed);
    const auto hidden = m_dropout(at::relu(m_linear1(m_norm3(state))));
    return {state + m_dropout(m_linear2(hidden)), looked.weights};
}

TagDecoderImpl::TagDecoderImpl(const TagDecoderConfig& config, int localWidth)
    : m_norm(makeDecoderNorm(config.width)), m_dropout(config.dropout), m_head(config.width, 1) {
    auto queries = at::empty({config.tags, config.queryWidth});
    initialiseNormal(queries, 1.0);
    m_queries = config.learnedQueries ? register_parameter("queries", queries) : register_buffer("queries", queries);
    if (localWidth != config.width) {
        m_memoryProjection = register_module("memory_projection", torch::nn::Linear(localWidth, config.width));
    }
    if (config.queryWidth != config.width) {
        m_queryProjection = register_module("query_projection", torch::nn::Linear(config.queryWidth, config.width));
    }
    for (int layer = 0; layer < config.depth; ++layer) m_layers->push_back(TagDecoderLayer(config));
    register_module("layers", m_layers);
    register_module("norm", m_norm);
    register_module("dropout", m_dropout);
    register_module("mlp_head", m_head);
}

TagPrediction TagDecoderImpl::forward(const at::Tensor& local, bool wantAttention) {
    const auto memory = m_memoryProjection ? m_memoryProjection(local) : local;
    auto state = m_queryProjection ? m_queryProjection(m_queries) : m_queries;
    state = state.unsqueeze(0).expand({local.size(0), -1, -1});
    TagPrediction prediction;
    for (std::size_t layer = 0; layer < m_layers->size(); ++layer) {
        const bool isLast = layer + 1 == m_layers->size();
        auto output = m_layers[layer]->as<TagDecoderLayer>()->forward(state, memory, wantAttention && isLast);
        state = output.mixed;
        if (isLast) prediction.attention = output.weights;
    }
    prediction.logits = m_head(m_dropout(m_norm(state))).squeeze(-1).to(at::kFloat);
    return prediction;
}

void TagDecoderImpl::setQueries(const at::Tensor& queries) {
    const at::NoGradGuard noGradient;
    m_queries.copy_(queries);
}

}  // namespace asg::nets
