#include "models/nets/convolutional_stem.h"

#include <ATen/ops/gelu.h>
#include <torch/nn/init.h>
#include <torch/nn/modules/activation.h>

namespace asg::nets {

namespace {

constexpr int kChannelsPerGroup = 8;

torch::nn::Conv2d makeConvolution(int input, int output, int stride) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(input, output, 3).stride(stride).padding(1).bias(false));
}

torch::nn::GroupNorm makeNorm(int channels) {
    return torch::nn::GroupNorm(torch::nn::GroupNormOptions(channels / kChannelsPerGroup, channels));
}

}  // namespace

StemBlockImpl::StemBlockImpl(int channels)
    : m_conv1(makeConvolution(channels, channels, 1)),
      m_conv2(makeConvolution(channels, channels, 1)),
      m_norm1(makeNorm(channels)),
      m_norm2(makeNorm(channels)) {
    register_module("conv1", m_conv1);
    register_module("norm1", m_norm1);
    register_module("conv2", m_conv2);
    register_module("norm2", m_norm2);
    torch::nn::init::zeros_(m_norm2->weight);
}

at::Tensor StemBlockImpl::forward(const at::Tensor& map) {
    const auto inner = m_norm2(m_conv2(at::gelu(m_norm1(m_conv1(map)))));
    return at::gelu(map + inner);
}

ConvolutionalStemImpl::ConvolutionalStemImpl(const ImageEncoderConfig& config) {
    int input = 3;
    int halving = 0;
    for (int cell = 2; cell <= config.patch; cell *= 2) {
        // Channels double with every halving and reach the full width at the last one.
        const int output = config.width * cell / config.patch;
        m_layers->push_back(makeConvolution(input, output, 2));
        m_layers->push_back(makeNorm(output));
        m_layers->push_back(torch::nn::GELU());
        for (int block = 0; block < config.stemBlocks[static_cast<std::size_t>(halving)]; ++block)
            m_layers->push_back(StemBlock(output));
        ++halving;
        input = output;
    }
    m_layers->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(input, config.width, 1)));
    register_module("layers", m_layers);
}

at::Tensor ConvolutionalStemImpl::forward(const at::Tensor& images) {
    return m_layers->forward(images.contiguous(at::MemoryFormat::ChannelsLast)).flatten(2).transpose(1, 2);
}

}  // namespace asg::nets
