#include "models/nets/convolutional_stem.h"

#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/normalization.h>

namespace asg::nets {

namespace {
constexpr int kChannelsPerGroup = 8;
}

ConvolutionalStemImpl::ConvolutionalStemImpl(const ImageEncoderConfig& config) {
    int input = 3;
    for (int cell = 2; cell <= config.patch; cell *= 2) {
        // Channels double with every halving and reach the full width at the last one.
        const int output = config.width * cell / config.patch;
        m_layers->push_back(
            torch::nn::Conv2d(torch::nn::Conv2dOptions(input, output, 3).stride(2).padding(1).bias(false)));
        m_layers->push_back(torch::nn::GroupNorm(torch::nn::GroupNormOptions(output / kChannelsPerGroup, output)));
        m_layers->push_back(torch::nn::GELU());
        input = output;
    }
    m_layers->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(input, config.width, 1)));
    register_module("layers", m_layers);
}

at::Tensor ConvolutionalStemImpl::forward(const at::Tensor& images) {
    return m_layers->forward(images.contiguous(at::MemoryFormat::ChannelsLast)).flatten(2).transpose(1, 2);
}

}  // namespace asg::nets
