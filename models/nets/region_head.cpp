#include "models/nets/region_head.h"

#include "models/nets/initialise.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/stack.h>

#include <cmath>

namespace asg::nets {

namespace {

constexpr int kEdges = 4;  // x1, y1, x2, y2
constexpr int kEdgeWidth = 64;
constexpr int kOffsetWidth = 16;

torch::nn::LayerNorm makeHeadNorm(int width) {
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({width}).eps(1e-6));
}

/// Positions of the cells' centres as fractions of the crop, one row per edge: x, y, x, y. [4, side²].
at::Tensor cellPositions(int side, const at::TensorOptions& options) {
    const auto centres = (at::arange(side, options) + 0.5) / side;
    const auto x = centres.repeat({side});
    const auto y = centres.repeat_interleave(side);
    return at::stack({x, y, x, y});
}

}  // namespace

RegionDecoderLayerImpl::RegionDecoderLayerImpl(const RegionHeadConfig& config)
    : m_heads(config.heads),
      m_selfNorm(makeHeadNorm(config.width)),
      m_crossNorm(makeHeadNorm(config.width)),
      m_feedNorm(makeHeadNorm(config.width)),
      m_selfQuery(config.width, config.width),
      m_selfKeyValue(config.width, 2 * config.width),
      m_selfOutput(config.width, config.width),
      m_crossQuery(config.width, config.width),
      m_crossKeyValue(config.width, 2 * config.width),
      m_crossOutput(config.width, config.width),
      m_feed1(config.width, config.feedForward),
      m_feed2(config.feedForward, config.width),
      m_dropout(config.dropout) {
    register_module("self_norm", m_selfNorm);
    register_module("self_query", m_selfQuery);
    register_module("self_key_value", m_selfKeyValue);
    register_module("self_output", m_selfOutput);
    register_module("cross_norm", m_crossNorm);
    register_module("cross_query", m_crossQuery);
    register_module("cross_key_value", m_crossKeyValue);
    register_module("cross_output", m_crossOutput);
    register_module("feed_norm", m_feedNorm);
    register_module("feed1", m_feed1);
    register_module("feed2", m_feed2);
    register_module("dropout", m_dropout);
}

at::Tensor RegionDecoderLayerImpl::attend(torch::nn::Linear& query, torch::nn::Linear& keyValue,
                                          torch::nn::Linear& output, const at::Tensor& queries,
                                          const at::Tensor& memory) {
    const auto batch = queries.size(0);
    const auto width = queries.size(2);
    const auto split = [&](const at::Tensor& tokens) {
        return tokens.reshape({batch, tokens.size(1), m_heads, width / m_heads}).transpose(1, 2);
    };
    const auto keysAndValues = keyValue(memory).chunk(2, -1);
    const auto mixed =
        at::scaled_dot_product_attention(split(query(queries)), split(keysAndValues[0]), split(keysAndValues[1]));
    return m_dropout(output(mixed.transpose(1, 2).reshape({batch, queries.size(1), width})));
}

at::Tensor RegionDecoderLayerImpl::forward(const at::Tensor& queries, const at::Tensor& memory) {
    const auto among = m_selfNorm(queries);
    auto state = queries + attend(m_selfQuery, m_selfKeyValue, m_selfOutput, among, among);
    state = state + attend(m_crossQuery, m_crossKeyValue, m_crossOutput, m_crossNorm(state), memory);
    return state + m_dropout(m_feed2(at::gelu(m_feed1(m_feedNorm(state)))));
}

RegionHeadImpl::RegionHeadImpl(const RegionHeadConfig& config, int localWidth)
    : m_config(config),
      m_memory(localWidth, config.width),
      m_memoryNorm(makeHeadNorm(config.width)),
      m_norm(makeHeadNorm(config.width)),
      m_presence(config.width, 1),
      m_edgeQuery(config.width, kEdges * kEdgeWidth),
      m_edgeKey(config.width, kEdgeWidth),
      m_offsetQuery(config.width, kEdges * kOffsetWidth),
      m_offsetKey(config.width, kOffsetWidth) {
    m_queries = register_parameter("queries", at::empty({config.regions, config.width}));
    register_module("memory", m_memory);
    register_module("memory_norm", m_memoryNorm);
    for (int layer = 0; layer < config.depth; ++layer) m_layers->push_back(RegionDecoderLayer(config));
    register_module("layers", m_layers);
    register_module("norm", m_norm);
    register_module("presence", m_presence);
    register_module("edge_query", m_edgeQuery);
    register_module("edge_key", m_edgeKey);
    register_module("offset_query", m_offsetQuery);
    register_module("offset_key", m_offsetKey);
    initialiseNormal(m_queries, 1.0 / std::sqrt(config.width));
}

RegionPrediction RegionHeadImpl::forward(const ImageFeatures& features) {
    const auto memory = m_memoryNorm(m_memory(features.local));
    auto queries = m_queries.unsqueeze(0).expand({memory.size(0), -1, -1});
    for (const auto& layer : *m_layers) queries = layer->as<RegionDecoderLayer>()->forward(queries, memory);
    queries = m_norm(queries);
    return {m_presence(queries).squeeze(-1).to(at::kFloat), readEdges(queries, memory, features.gridSide)};
}

at::Tensor RegionHeadImpl::readEdges(const at::Tensor& queries, const at::Tensor& memory, int side) {
    const auto batch = queries.size(0);
    const auto shape = [&](const at::Tensor& projected) {
        return projected.reshape({batch, m_config.regions * kEdges, projected.size(-1) / kEdges});
    };
    // Probabilities and coordinates are summed in float32 whatever the precision of the rest: bfloat16 has no more
    // than three digits, too few for a position.
    const auto scores = shape(m_edgeQuery(queries)).matmul(m_edgeKey(memory).transpose(1, 2)).to(at::kFloat);
    const auto offsets = shape(m_offsetQuery(queries)).matmul(m_offsetKey(memory).transpose(1, 2)).to(at::kFloat);
    const auto attention = at::softmax(scores / std::sqrt(kEdgeWidth), -1);
    const auto positions =
        cellPositions(side, attention.options()).repeat({m_config.regions, 1}).unsqueeze(0);  // [1, R·4, N]
    const auto moved = positions + offsets / (std::sqrt(kOffsetWidth) * side);
    return (attention * moved).sum(-1).reshape({batch, m_config.regions, kEdges});
}

}  // namespace asg::nets
