#include "models/nets/residual_network.h"

#include "models/nets/recompute.h"

#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/upsample_bilinear2d.h>
#include <torch/nn/init.h>

#include <string>

namespace asg::nets {

namespace {

constexpr int kExpansion = 4;  // a bottleneck gives four times its inner channels

torch::nn::Conv2d makeConvolution(int input, int output, int kernel, int stride, int padding) {
    return torch::nn::Conv2d(
        torch::nn::Conv2dOptions(input, output, kernel).stride(stride).padding(padding).bias(false));
}

at::Tensor runLayer(const torch::nn::Sequential& layer, at::Tensor map) {
    for (const auto& block : *layer) {
        const auto bottleneck = block.ptr<BottleneckImpl>();
        const auto run = [bottleneck](const std::vector<at::Tensor>& in) { return bottleneck->forward(in[0]); };
        map = runBlock(bottleneck, run, {map});
    }
    return map;
}

}  // namespace

BottleneckImpl::BottleneckImpl(int inputChannels, int channels, int stride)
    : m_conv1(makeConvolution(inputChannels, channels, 1, 1, 0)),
      m_conv2(makeConvolution(channels, channels, 3, stride, 1)),
      m_conv3(makeConvolution(channels, channels * kExpansion, 1, 1, 0)),
      m_bn1(channels),
      m_bn2(channels),
      m_bn3(channels * kExpansion) {
    register_module("conv1", m_conv1);
    register_module("bn1", m_bn1);
    register_module("conv2", m_conv2);
    register_module("bn2", m_bn2);
    register_module("conv3", m_conv3);
    register_module("bn3", m_bn3);
    if (stride != 1 || inputChannels != channels * kExpansion) {
        m_downsample = torch::nn::Sequential(makeConvolution(inputChannels, channels * kExpansion, 1, stride, 0),
                                             torch::nn::BatchNorm2d(channels * kExpansion));
        register_module("downsample", m_downsample);
    }
}

at::Tensor BottleneckImpl::forward(const at::Tensor& input) {
    auto output = at::relu(m_bn1(m_conv1(input)));
    output = at::relu(m_bn2(m_conv2(output)));
    output = m_bn3(m_conv3(output));
    return at::relu(output + (m_downsample ? m_downsample->forward(input) : input));
}

ResidualNetworkImpl::ResidualNetworkImpl(const ImageEncoderConfig& config)
    : m_config(config), m_conv1(makeConvolution(3, config.resnetWidth, 7, 2, 3)), m_bn1(config.resnetWidth) {
    register_module("conv1", m_conv1);
    register_module("bn1", m_bn1);
    int inputChannels = config.resnetWidth;
    for (int layer = 0; layer < 4; ++layer) {
        const int channels = config.resnetWidth << layer;
        auto& blocks = m_layers[static_cast<std::size_t>(layer)];
        for (int block = 0; block < config.resnetBlocks[static_cast<std::size_t>(layer)]; ++block) {
            blocks->push_back(Bottleneck(inputChannels, channels, block == 0 && layer > 0 ? 2 : 1));
            inputChannels = channels * kExpansion;
        }
        register_module("layer" + std::to_string(layer + 1), blocks);
    }
    for (const auto& child : modules(false)) {
        if (auto* convolution = child->as<torch::nn::Conv2d>()) {
            torch::nn::init::kaiming_normal_(convolution->weight, 0.0, torch::kFanOut, torch::kReLU);
        }
    }
}

ImageFeatures ResidualNetworkImpl::forward(const at::Tensor& images) {
    const auto resized = at::upsample_bilinear2d(images, {m_config.resnetResize, m_config.resnetResize}, true);
    auto map = at::max_pool2d(at::relu(m_bn1(m_conv1(resized))), 3, 2, 1);
    for (std::size_t layer = 0; layer < 3; ++layer) map = runLayer(m_layers[layer], map);
    const auto last = runLayer(m_layers[3], map);
    return {last.mean({2, 3}), map.flatten(2).transpose(1, 2), m_config.gridSide()};
}

}  // namespace asg::nets
