#pragma once

// Private to models/: includes Torch.

#include "models/nets/config.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/pimpl.h>

namespace asg::nets {

/// Global head: Linear → BatchNorm1d → ReLU → Linear → BatchNorm1d without affine; names `head.0` … `head.4`.
class GlobalEmbedImpl : public torch::nn::Module {
public:
    GlobalEmbedImpl(int inputWidth, const ProjectionConfig& config);
    /// [B, inputWidth] → [B, output], each row of length 1.
    at::Tensor forward(const at::Tensor& features);

private:
    torch::nn::Sequential m_head;
};
TORCH_MODULE(GlobalEmbed);

/// Local head: the same with 1 × 1 Conv1d over positions; names `head.0` … `head.4`.
class LocalEmbedImpl : public torch::nn::Module {
public:
    LocalEmbedImpl(int inputWidth, const ProjectionConfig& config);
    /// [B, N, inputWidth] → [B, N, output], each vector of length 1.
    at::Tensor forward(const at::Tensor& features);

private:
    torch::nn::Sequential m_head;
};
TORCH_MODULE(LocalEmbed);

/// Both heads of one side; parameters `global_embed.head.N` and `local_embed.head.N`.
class ProjectionImpl : public torch::nn::Module {
public:
    ProjectionImpl(int globalWidth, int localWidth, const ProjectionConfig& config);
    at::Tensor global(const at::Tensor& features);  ///< GlobalEmbed
    at::Tensor local(const at::Tensor& features);   ///< LocalEmbed

private:
    GlobalEmbed m_global;
    LocalEmbed m_local;
};
TORCH_MODULE(Projection);

}  // namespace asg::nets
