#include "models/nets/bert.h"

#include "models/nets/initialise.h"
#include "models/nets/recompute.h"

#include <ATen/ops/gelu.h>
#include <ATen/ops/scaled_dot_product_attention.h>

#include <memory>
#include <utility>

namespace asg::nets {

namespace {

torch::nn::LayerNorm makeNorm(const TextEncoderConfig& config) {
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({config.width}).eps(config.layerNormEpsilon));
}

/// A module that only gives names to what it holds: Hugging Face nests "attention.self.query" three deep.
class Group : public torch::nn::Module {
public:
    template <typename Child>
    Group& with(const char* name, Child child) {
        register_module(name, std::move(child));
        return *this;
    }
};

}  // namespace

BertEmbeddingsImpl::BertEmbeddingsImpl(const TextEncoderConfig& config)
    : m_config(config),
      m_words(config.vocabularySize, config.width),
      m_positions(config.maximumPositions, config.width),
      m_norm(makeNorm(config)),
      m_dropout(config.dropout) {
    register_module("word_embeddings", m_words);
    register_module("position_embeddings", m_positions);
    if (config.segments > 0) {
        m_segments = register_module("token_type_embeddings", torch::nn::Embedding(config.segments, config.width));
    }
    register_module("LayerNorm", m_norm);
    register_module("dropout", m_dropout);
}

at::Tensor BertEmbeddingsImpl::forward(const at::Tensor& ids) {
    const auto positions = m_config.positions == Positions::Zero ? m_positions->weight.slice(0, 0, 1)
                                                                 : m_positions->weight.slice(0, 0, ids.size(1));
    auto embedded = m_words(ids) + positions;
    if (m_segments) embedded = embedded + m_segments->weight.select(0, 0);
    return m_dropout(m_norm(embedded));
}

BertLayerImpl::BertLayerImpl(const TextEncoderConfig& config)
    : m_config(config),
      m_query(config.width, config.width),
      m_key(config.width, config.width),
      m_value(config.width, config.width),
      m_attentionOutput(config.width, config.width),
      m_attentionNorm(makeNorm(config)),
      m_intermediate(config.width, config.intermediate),
      m_output(config.intermediate, config.width),
      m_outputNorm(makeNorm(config)),
      m_dropout(config.dropout) {
    auto self = std::make_shared<Group>();
    self->with("query", m_query).with("key", m_key).with("value", m_value);
    auto selfOutput = std::make_shared<Group>();
    selfOutput->with("dense", m_attentionOutput).with("LayerNorm", m_attentionNorm);
    auto attention = std::make_shared<Group>();
    attention->with("self", self).with("output", selfOutput);
    auto intermediate = std::make_shared<Group>();
    intermediate->with("dense", m_intermediate);
    auto output = std::make_shared<Group>();
    output->with("dense", m_output).with("LayerNorm", m_outputNorm);
    register_module("attention", attention);
    register_module("intermediate", intermediate);
    register_module("output", output);
    register_module("dropout", m_dropout);
}

at::Tensor BertLayerImpl::attend(const at::Tensor& tokens, const at::Tensor& keep) {
    const auto batch = tokens.size(0);
    const auto count = tokens.size(1);
    const auto split = [&](const at::Tensor& projected) {
        return projected.view({batch, count, m_config.heads, m_config.width / m_config.heads}).transpose(1, 2);
    };
    const double dropout = is_training() ? m_config.dropout : 0.0;
    const auto mixed = at::scaled_dot_product_attention(split(m_query(tokens)), split(m_key(tokens)),
                                                        split(m_value(tokens)), keep, dropout);
    return m_attentionOutput(mixed.transpose(1, 2).reshape({batch, count, m_config.width}));
}

at::Tensor BertLayerImpl::forward(const at::Tensor& tokens, const at::Tensor& keep) {
    const auto attended = m_attentionNorm(tokens + m_dropout(attend(tokens, keep)));
    return m_outputNorm(attended + m_dropout(m_output(at::gelu(m_intermediate(attended)))));
}

BertImpl::BertImpl(const TextEncoderConfig& config) : m_embeddings(config) {
    register_module("embeddings", m_embeddings);
    for (int layer = 0; layer < config.depth; ++layer) m_layers->push_back(BertLayer(config));
    auto encoder = std::make_shared<Group>();
    encoder->with("layer", m_layers);
    register_module("encoder", encoder);
    initialiseLinearLayers(*this, 0.02);
    for (const auto& child : modules(false)) {
        if (auto* table = child->as<torch::nn::Embedding>()) initialiseNormal(table->weight, 0.02);
    }
}

at::Tensor BertImpl::forward(const at::Tensor& ids, const at::Tensor& mask) {
    auto tokens = m_embeddings(ids);
    const auto keep = mask.unsqueeze(1).unsqueeze(1);
    for (const auto& layer : *m_layers) {
        const auto run = [layer](const std::vector<at::Tensor>& in) {
            return layer->as<BertLayer>()->forward(in[0], in[1]);
        };
        tokens = runBlock(layer, run, {tokens, keep});
    }
    return tokens;
}

}  // namespace asg::nets
