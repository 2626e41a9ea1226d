#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/dropout.h>
#include <torch/nn/modules/embedding.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>

namespace asg::nets {

/// Word, position and (where there are any) segment embeddings, summed and normalised.
class BertEmbeddingsImpl : public torch::nn::Module {
public:
    explicit BertEmbeddingsImpl(const TextEncoderConfig& config);
    /// Token ids [B, W], int64 → [B, W, width].
    at::Tensor forward(const at::Tensor& ids);

private:
    TextEncoderConfig m_config;
    torch::nn::Embedding m_words;
    torch::nn::Embedding m_positions;
    torch::nn::Embedding m_segments{nullptr};
    torch::nn::LayerNorm m_norm;
    torch::nn::Dropout m_dropout;
};
TORCH_MODULE(BertEmbeddings);

/// One post-norm transformer layer with Hugging Face's nesting of names.
class BertLayerImpl : public torch::nn::Module {
public:
    explicit BertLayerImpl(const TextEncoderConfig& config);
    /// `keep`: bool, [B, 1, 1, W], false where a token is padding.
    at::Tensor forward(const at::Tensor& tokens, const at::Tensor& keep);

private:
    at::Tensor attend(const at::Tensor& tokens, const at::Tensor& keep);

    TextEncoderConfig m_config;
    torch::nn::Linear m_query, m_key, m_value, m_attentionOutput;
    torch::nn::LayerNorm m_attentionNorm;
    torch::nn::Linear m_intermediate, m_output;
    torch::nn::LayerNorm m_outputNorm;
    torch::nn::Dropout m_dropout;
};
TORCH_MODULE(BertLayer);

/// BERT without pooler (docs/network.md §3): exact GELU, any depth, positions all zero or sequential, with or without
/// segments (always segment 0). Names as Hugging Face's BertModel without a prefix (`embeddings.word_embeddings`, …,
/// `encoder.layer.N.attention.self.query`, …).
class BertImpl : public torch::nn::Module {
public:
    /// `config` must be valid (`validate`).
    explicit BertImpl(const TextEncoderConfig& config);

    /// `ids`: token ids [B, W], int64. `mask`: [B, W], bool, true for tokens, false for padding.
    /// Gives the last layer's hidden states [B, W, width]; those of padding mean nothing.
    at::Tensor forward(const at::Tensor& ids, const at::Tensor& mask);

private:
    BertEmbeddings m_embeddings;
    torch::nn::ModuleList m_layers;
};
TORCH_MODULE(Bert);

}  // namespace asg::nets
