#include "models/nets/dense_network.h"

#include "models/nets/dense_layout.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/relu.h>
#include <torch/nn/init.h>
#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/pooling.h>

#include <memory>
#include <string>
#include <vector>

namespace asg::nets {

namespace {

torch::nn::Conv2d denseConvolution(int input, int output, int kernel, int stride) {
    return torch::nn::Conv2d(
        torch::nn::Conv2dOptions(input, output, kernel).stride(stride).padding(kernel / 2).bias(false));
}

/// Normalisation, ReLU and convolution, twice; what comes out stands beside what came in.
class DenseLayer : public torch::nn::Module {
public:
    DenseLayer(int input, int growth)
        : m_norm1(input),
          m_conv1(denseConvolution(input, kDenseBottleneck * growth, 1, 1)),
          m_norm2(kDenseBottleneck * growth),
          m_conv2(denseConvolution(kDenseBottleneck * growth, growth, 3, 1)) {
        register_module("norm1", m_norm1);
        register_module("conv1", m_conv1);
        register_module("norm2", m_norm2);
        register_module("conv2", m_conv2);
    }
    at::Tensor forward(const at::Tensor& input) {
        const auto inner = m_conv1(at::relu(m_norm1(input)));
        return at::cat({input, m_conv2(at::relu(m_norm2(inner)))}, 1);
    }

private:
    torch::nn::BatchNorm2d m_norm1;
    torch::nn::Conv2d m_conv1;
    torch::nn::BatchNorm2d m_norm2;
    torch::nn::Conv2d m_conv2;
};

/// Between two blocks: half of the channels, half of the side.
class DenseTransition : public torch::nn::Module {
public:
    explicit DenseTransition(int input) : m_norm(input), m_conv(denseConvolution(input, input / 2, 1, 1)) {
        register_module("norm", m_norm);
        register_module("conv", m_conv);
    }
    at::Tensor forward(const at::Tensor& input) { return at::avg_pool2d(m_conv(at::relu(m_norm(input))), 2, 2); }

private:
    torch::nn::BatchNorm2d m_norm;
    torch::nn::Conv2d m_conv;
};

class DenseBlock : public torch::nn::Module {
public:
    DenseBlock(int input, int layers, int growth) {
        for (int i = 0; i < layers; ++i)
            m_layers.push_back(register_module("denselayer" + std::to_string(i + 1),
                                               std::make_shared<DenseLayer>(input + i * growth, growth)));
    }
    at::Tensor forward(at::Tensor map) {
        for (const auto& layer : m_layers) map = layer->forward(map);
        return map;
    }

private:
    std::vector<std::shared_ptr<DenseLayer>> m_layers;
};

}  // namespace

DenseNetworkImpl::DenseNetworkImpl(const ImageEncoderConfig& config) : m_gridSide(config.gridSide()) {
    int width = config.denseStem;
    m_features->push_back("conv0", denseConvolution(1, width, 7, 2));
    m_features->push_back("norm0", torch::nn::BatchNorm2d(width));
    m_features->push_back("relu0", torch::nn::ReLU());
    m_features->push_back("pool0", torch::nn::MaxPool2d(torch::nn::MaxPool2dOptions(3).stride(2).padding(1)));
    for (std::size_t i = 0; i < config.denseBlocks.size(); ++i) {
        const auto number = std::to_string(i + 1);
        const int layers = config.denseBlocks[i];
        m_features->push_back("denseblock" + number, std::make_shared<DenseBlock>(width, layers, config.denseGrowth));
        width += layers * config.denseGrowth;
        if (i + 1 == config.denseBlocks.size()) break;
        m_features->push_back("transition" + number, std::make_shared<DenseTransition>(width));
        width /= 2;
    }
    m_features->push_back("norm5", torch::nn::BatchNorm2d(width));
    register_module("features", m_features);
    for (const auto& child : modules(false))
        if (auto* convolution = child->as<torch::nn::Conv2d>()) torch::nn::init::kaiming_normal_(convolution->weight);
}

ImageFeatures DenseNetworkImpl::forward(const at::Tensor& images) {
    const auto map = at::relu(m_features->forward(images.narrow(1, 0, 1)));
    return {map.mean({2, 3}), map.flatten(2).transpose(1, 2), m_gridSide};
}

}  // namespace asg::nets
