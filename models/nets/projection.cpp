#include "models/nets/projection.h"

#include "models/nets/batch_norm.h"

#include <torch/nn/functional/normalization.h>
#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>

namespace asg::nets {

namespace {

at::Tensor toUnitLength(const at::Tensor& vectors) {
    return torch::nn::functional::normalize(vectors, torch::nn::functional::NormalizeFuncOptions().dim(-1));
}

BatchNorm1d withoutAffine(int width) {
    return BatchNorm1d(torch::nn::BatchNorm1dOptions(width).affine(false));
}

torch::nn::Conv1d pointwise(int input, int output) {
    return torch::nn::Conv1d(torch::nn::Conv1dOptions(input, output, 1));
}

}  // namespace

GlobalEmbedImpl::GlobalEmbedImpl(int inputWidth, const ProjectionConfig& config)
    : m_head(torch::nn::Linear(inputWidth, config.hidden), BatchNorm1d(config.hidden), torch::nn::ReLU(),
             torch::nn::Linear(config.hidden, config.output), withoutAffine(config.output)) {
    register_module("head", m_head);
}

at::Tensor GlobalEmbedImpl::forward(const at::Tensor& features) {
    return toUnitLength(m_head->forward(features));
}

LocalEmbedImpl::LocalEmbedImpl(int inputWidth, const ProjectionConfig& config)
    : m_head(pointwise(inputWidth, config.hidden), BatchNorm1d(config.hidden), torch::nn::ReLU(),
             pointwise(config.hidden, config.output), withoutAffine(config.output)) {
    register_module("head", m_head);
}

at::Tensor LocalEmbedImpl::forward(const at::Tensor& features) {
    return toUnitLength(m_head->forward(features.transpose(1, 2)).transpose(1, 2));
}

ProjectionImpl::ProjectionImpl(int globalWidth, int localWidth, const ProjectionConfig& config)
    : m_global(globalWidth, config), m_local(localWidth, config) {
    register_module("global_embed", m_global);
    register_module("local_embed", m_local);
}

at::Tensor ProjectionImpl::global(const at::Tensor& features) {
    return m_global(features);
}

at::Tensor ProjectionImpl::local(const at::Tensor& features) {
    return m_local(features);
}

}  // namespace asg::nets
