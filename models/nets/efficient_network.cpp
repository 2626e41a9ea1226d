#include "models/nets/efficient_network.h"

#include "models/nets/recompute.h"

#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/relu6.h>
#include <ATen/ops/upsample_nearest2d.h>
#include <torch/nn/init.h>

#include <algorithm>
#include <string>

namespace asg::nets {

namespace {

constexpr double kLiteEpsilon = 1e-3;
constexpr double kLiteMomentum = 0.01;
constexpr int kStemKernel = 3;

torch::nn::Conv2d liteConvolution(int input, int output, int kernel, int stride, int groups) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(input, output, kernel).stride(stride).groups(groups).bias(false));
}

torch::nn::BatchNorm2d liteNorm(int channels) {
    return torch::nn::BatchNorm2d(torch::nn::BatchNorm2dOptions(channels).eps(kLiteEpsilon).momentum(kLiteMomentum));
}

/// What "same" adds to one dimension, before and after.
std::array<std::int64_t, 2> samePadding(std::int64_t size, int kernel, int stride) {
    const std::int64_t outputs = (size + stride - 1) / stride;
    const std::int64_t all = std::max<std::int64_t>(0, (outputs - 1) * stride + kernel - size);
    return {all / 2, all - all / 2};
}

at::Tensor convolveSame(torch::nn::Conv2d& convolution, const at::Tensor& map, int kernel, int stride) {
    const auto [left, right] = samePadding(map.size(3), kernel, stride);
    const auto [above, below] = samePadding(map.size(2), kernel, stride);
    if (left + right + above + below == 0) return convolution(map);
    return convolution(at::constant_pad_nd(map, {left, right, above, below}));
}

}  // namespace

LiteBottleneckImpl::LiteBottleneckImpl(const LiteBlock& shape)
    : m_shape(shape),
      m_depthwise(liteConvolution(shape.input * shape.expansion, shape.input * shape.expansion, shape.kernel,
                                  shape.stride, shape.input * shape.expansion)),
      m_depthwiseNorm(liteNorm(shape.input * shape.expansion)),
      m_project(liteConvolution(shape.input * shape.expansion, shape.output, 1, 1, 1)),
      m_projectNorm(liteNorm(shape.output)) {
    if (shape.expansion != 1) {
        m_expand =
            register_module("_expand_conv", liteConvolution(shape.input, shape.input * shape.expansion, 1, 1, 1));
        m_expandNorm = register_module("_bn0", liteNorm(shape.input * shape.expansion));
    }
    register_module("_depthwise_conv", m_depthwise);
    register_module("_bn1", m_depthwiseNorm);
    register_module("_project_conv", m_project);
    register_module("_bn2", m_projectNorm);
}

at::Tensor LiteBottleneckImpl::forward(const at::Tensor& input) {
    auto map = m_expand ? at::relu6(m_expandNorm(m_expand(input))) : input;
    map = at::relu6(m_depthwiseNorm(convolveSame(m_depthwise, map, m_shape.kernel, m_shape.stride)));
    map = m_projectNorm(m_project(map));
    return m_shape.stride == 1 && m_shape.input == m_shape.output ? map + input : map;
}

FeaturePyramidImpl::FeaturePyramidImpl(const std::vector<int>& mapWidths, int width) {
    for (const int channels : mapWidths)
        m_lateral->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, width, 1)));
    register_module("lateral", m_lateral);
}

at::Tensor FeaturePyramidImpl::forward(const std::vector<at::Tensor>& maps) {
    at::Tensor sum;
    for (std::size_t i = maps.size(); i-- > 0;) {
        const auto map = m_lateral->ptr<torch::nn::Conv2dImpl>(i)->forward(maps[i]);
        sum = sum.defined() ? map + at::upsample_nearest2d(sum, {map.size(2), map.size(3)}) : map;
    }
    return sum;
}

EfficientNetworkImpl::EfficientNetworkImpl(const ImageEncoderConfig& config)
    : m_config(config),
      m_stem(liteConvolution(3, kLiteStemWidth, kStemKernel, 2, 1)),
      m_stemNorm(liteNorm(kLiteStemWidth)),
      m_head(nullptr),
      m_headNorm(liteNorm(kLiteHeadWidth)) {
    const auto blocks = liteBlocks(config.liteWidth, config.liteDepth);
    m_lastBlocks = lastBlocksOfStages(blocks);
    register_module("_conv_stem", m_stem);
    register_module("_bn0", m_stemNorm);
    for (const auto& block : blocks) m_blocks->push_back(LiteBottleneck(block));
    register_module("_blocks", m_blocks);
    m_head = register_module("_conv_head", liteConvolution(blocks.back().output, kLiteHeadWidth, 1, 1, 1));
    register_module("_bn1", m_headNorm);
    for (const auto& child : modules(false))
        if (auto* convolution = child->as<torch::nn::Conv2d>())
            torch::nn::init::kaiming_normal_(convolution->weight, 0.0, torch::kFanOut, torch::kReLU);
    if (config.litePyramid == 0) return;
    const auto widths = liteStageWidths(config.liteWidth, config.liteDepth);
    const auto finest = static_cast<std::ptrdiff_t>(liteStageOf(config.patch));
    m_pyramid = register_module(
        "pyramid", FeaturePyramid(std::vector<int>(widths.begin() + finest, widths.end()), config.litePyramid));
}

std::vector<at::Tensor> EfficientNetworkImpl::stages(const at::Tensor& images) {
    std::vector<at::Tensor> maps;
    auto map = at::relu6(m_stemNorm(convolveSame(m_stem, images, kStemKernel, 2)));
    for (std::size_t i = 0; i < m_blocks->size(); ++i) {
        const auto block = m_blocks->ptr<LiteBottleneckImpl>(i);
        map = runBlock(block, [block](const auto& in) { return block->forward(in[0]); }, {map});
        if (m_lastBlocks[maps.size()] == i) maps.push_back(map);
    }
    return maps;
}

std::vector<torch::nn::Module*> EfficientNetworkImpl::frozenParts() {
    if (m_frozenStages == 0) return {};
    std::vector<torch::nn::Module*> parts{m_stem.get(), m_stemNorm.get()};
    for (std::size_t i = 0; i <= m_lastBlocks[static_cast<std::size_t>(m_frozenStages) - 1]; ++i)
        parts.push_back(m_blocks[i].get());
    return parts;
}

void EfficientNetworkImpl::freeze(int stages) {
    m_frozenStages = stages;
    for (auto* part : frozenParts())
        for (auto& parameter : part->parameters()) parameter.set_requires_grad(false);
    train(is_training());
}

void EfficientNetworkImpl::train(bool on) {
    torch::nn::Module::train(on);
    for (auto* part : frozenParts()) part->eval();
}

ImageFeatures EfficientNetworkImpl::forward(const at::Tensor& images) {
    auto maps = stages(images);
    const auto last = at::relu6(m_headNorm(m_head(maps.back())));
    const auto sides = maps[liteStageOf(kLiteSidesCell)];
    maps.erase(maps.begin(), maps.begin() + static_cast<std::ptrdiff_t>(liteStageOf(m_config.patch)));
    const auto local = m_pyramid ? m_pyramid(maps) : maps.front();
    return {last.mean({2, 3}), local.flatten(2).transpose(1, 2), m_config.gridSide(), sides};
}

}  // namespace asg::nets
