#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"
#include "models/nets/image_features.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/dropout.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>

namespace asg::nets {

/// What the region head says, one row per region in the order of domain::modelRegions().
struct RegionPrediction {
    at::Tensor presenceLogits;  ///< [B, R]
    /// [B, R, 4]: x1, y1, x2, y2 as fractions of the crop; float32; not clipped, x1 may exceed x2 before training.
    at::Tensor boxes;
};

/// One decoder layer over region queries: self-attention among the regions, cross-attention to the local features,
/// feed-forward; each pre-norm with a residual.
class RegionDecoderLayerImpl : public torch::nn::Module {
public:
    explicit RegionDecoderLayerImpl(const RegionHeadConfig& config);
    /// queries [B, R, width], memory [B, N, width] → [B, R, width].
    at::Tensor forward(const at::Tensor& queries, const at::Tensor& memory);

private:
    at::Tensor attend(torch::nn::Linear& query, torch::nn::Linear& keyValue, torch::nn::Linear& output,
                      const at::Tensor& queries, const at::Tensor& memory);

    int m_heads;
    torch::nn::LayerNorm m_selfNorm, m_crossNorm, m_feedNorm;
    torch::nn::Linear m_selfQuery, m_selfKeyValue, m_selfOutput;
    torch::nn::Linear m_crossQuery, m_crossKeyValue, m_crossOutput;
    torch::nn::Linear m_feed1, m_feed2;
    torch::nn::Dropout m_dropout;
};
TORCH_MODULE(RegionDecoderLayer);

/// The region head of docs/network.md §8: one learned query per region over the local features.
///
/// A box is read off the grid and not regressed from a vector: each of a region's four edges attends to the cells where
/// it lies, and its coordinate is the attention's mean of the cells' own positions, each moved by a learned offset. The
/// read-out follows a picture that is shifted or scaled by construction, which matters with few labelled pictures.
class RegionHeadImpl : public torch::nn::Module {
public:
    /// `localWidth`: width of the encoder's local features.
    RegionHeadImpl(const RegionHeadConfig& config, int localWidth);

    RegionPrediction forward(const ImageFeatures& features);

private:
    /// [B, R, 4] from decoded queries [B, R, width] and memory [B, N, width], N = side².
    at::Tensor readEdges(const at::Tensor& queries, const at::Tensor& memory, int side);

    RegionHeadConfig m_config;
    at::Tensor m_queries;
    torch::nn::Linear m_memory;
    torch::nn::LayerNorm m_memoryNorm;
    torch::nn::ModuleList m_layers;
    torch::nn::LayerNorm m_norm;
    torch::nn::Linear m_presence;
    torch::nn::Linear m_edgeQuery, m_edgeKey;
    torch::nn::Linear m_offsetQuery, m_offsetKey;
};
TORCH_MODULE(RegionHead);

}  // namespace asg::nets
