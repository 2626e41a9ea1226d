#include "models/downstream/mask_decoder.h"

#include "core/base/translatable.h"
#include "models/nets/residual_stages.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/upsample_bilinear2d.h>
#include <torch/nn/modules/activation.h>

#include <algorithm>

namespace asg::downstream {
namespace {

torch::nn::Conv2d convolution(std::int64_t input, std::int64_t output, int kernel) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(input, output, kernel).padding(kernel / 2));
}

void appendBlock(torch::nn::Sequential& step, std::int64_t input, std::int64_t output) {
    step->push_back(convolution(input, output, 3));
    step->push_back(torch::nn::BatchNorm2d(output));
    step->push_back(torch::nn::ReLU());
}

/// Channels of the maps that `encodeMaps` gives for a convolutional network.
std::vector<std::int64_t> mapWidths(const nets::ImageEncoderConfig& encoder) {
    if (encoder.backbone == nets::Backbone::EfficientnetLite) {
        const auto widths = nets::liteStageWidths(encoder.liteWidth, encoder.liteDepth);
        return {widths.begin(), widths.end()};
    }
    const std::int64_t w = encoder.resnetWidth;
    return {w, 4 * w, 8 * w, 16 * w, 32 * w};
}

at::Tensor resized(const at::Tensor& map, std::int64_t side, bool alignCorners) {
    return map.size(2) == side && map.size(3) == side ? map : at::upsample_bilinear2d(map, {side, side}, alignCorners);
}

}  // namespace

ProgressiveDecoder::ProgressiveDecoder(std::int64_t inputWidth, const std::vector<int>& widths)
    : m_output(convolution(widths.back(), 1, 3)) {
    std::int64_t input = inputWidth;
    for (const int width : widths) {
        torch::nn::Sequential step;
        appendBlock(step, input, width);
        m_steps.push_back(register_module("steps" + std::to_string(m_steps.size()), step));
        input = width;
    }
    register_module("output", m_output);
}

at::Tensor ProgressiveDecoder::forward(const std::vector<at::Tensor>& maps, std::int64_t side) {
    at::Tensor map = maps.back();
    for (auto& step : m_steps) {
        map = step->forward(map);
        map = resized(map, 2 * map.size(2), true);
    }
    return resized(m_output(map), side, true);
}

UNetDecoder::UNetDecoder(const std::vector<std::int64_t>& mapWidths, const std::vector<int>& widths)
    : m_output(convolution(widths.back(), 1, 1)) {
    std::int64_t input = mapWidths.back();
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const bool hasSkip = i + 1 < mapWidths.size();
        torch::nn::Sequential step;
        appendBlock(step, input + (hasSkip ? mapWidths[mapWidths.size() - 2 - i] : 0), widths[i]);
        appendBlock(step, widths[i], widths[i]);
        m_steps.push_back(register_module("steps" + std::to_string(i), step));
        input = widths[i];
    }
    register_module("output", m_output);
}

at::Tensor UNetDecoder::forward(const std::vector<at::Tensor>& maps, std::int64_t side) {
    at::Tensor map = maps.back();
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const bool hasSkip = i + 1 < maps.size();
        if (hasSkip) {
            const at::Tensor& skip = maps[maps.size() - 2 - i];
            map = at::cat({resized(map, skip.size(2), false), skip}, 1);
        } else {
            map = resized(map, side, false);
        }
        map = m_steps[i]->forward(map);
    }
    return m_output(map);
}

base::Result<std::shared_ptr<MaskDecoder>> makeMaskDecoder(const nets::ImageEncoderConfig& encoder,
                                                           std::vector<int> widths) {
    if (encoder.backbone == nets::Backbone::Densenet)
        return base::Error{
            base::ErrorCode::Unsupported,
            base::Sentence{QT_TRANSLATE_NOOP(
                "Error", "Masks are not decoded from a DenseNet: this program keeps its last map alone.")}};
    const bool isVit = encoder.backbone == nets::Backbone::VitBase;
    if (widths.empty()) widths = isVit ? std::vector{512, 256, 128, 64} : std::vector{256, 128, 64, 32, 16};
    if (std::ranges::any_of(widths, [](int width) { return width < 1 || width > 4096; }))
        return base::Error{base::ErrorCode::InvalidArgument,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "The decoder's widths must be 1 to 4096.")}};
    if (isVit) {
        if (widths.size() > 5)
            return base::Error{
                base::ErrorCode::InvalidArgument,
                base::Sentence{QT_TRANSLATE_NOOP("Error", "The decoder of a ViT has at most five widths.")}};
        return std::shared_ptr<MaskDecoder>(std::make_shared<ProgressiveDecoder>(encoder.width, widths));
    }
    if (widths.size() != 5)
        return base::Error{
            base::ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The decoder of a convolutional network has five widths.")}};
    return std::shared_ptr<MaskDecoder>(std::make_shared<UNetDecoder>(mapWidths(encoder), widths));
}

std::vector<at::Tensor> encodeMaps(nets::AsgNetwork& network, const at::Tensor& images) {
    if (auto* residual = network->imageEncoder().as<nets::ResidualNetwork>())
        return nets::residualStages(*residual, network->config().image, images);
    if (auto* efficient = network->imageEncoder().as<nets::EfficientNetwork>()) return efficient->stages(images);
    const auto features = network->encodeImages(images);
    const std::int64_t side = features.gridSide;
    return {features.local.transpose(1, 2).reshape({features.local.size(0), -1, side, side})};
}

}  // namespace asg::downstream
