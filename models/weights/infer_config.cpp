#include "models/weights/infer_config.h"

#include "models/nets/lite_layout.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace asg::weights {

namespace {

using nets::NetworkConfig;

constexpr int kHeadWidth = 64;

/// Size of a tensor's dimension; 0 when there is no such tensor or dimension.
int sizeOf(const TensorMap& tensors, const std::string& name, std::int64_t dimension) {
    const auto found = tensors.find(name);
    if (found == tensors.end() || found->second.dim() <= dimension) return 0;
    return static_cast<int>(std::min<std::int64_t>(found->second.size(dimension), 1 << 30));
}

/// One more than the largest N of names that begin with `prefix` + N + "."; 0 when there is none.
int countOf(const TensorMap& tensors, const std::string& prefix) {
    int count = 0;
    for (auto it = tensors.lower_bound(prefix); it != tensors.end() && it->first.starts_with(prefix); ++it) {
        const std::string_view rest = std::string_view(it->first).substr(prefix.size());
        int index = 0;
        const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), index);
        if (read.ec == std::errc{} && index >= 0 && index < 4096) count = std::max(count, index + 1);
    }
    return count;
}

int headsFor(int width) {
    return std::max(1, width / kHeadWidth);
}

nets::ImageEncoderConfig inferVit(const TensorMap& tensors) {
    nets::ImageEncoderConfig config;
    config.width = sizeOf(tensors, "image_encoder.patch_embed.proj.weight", 0);
    config.patch = sizeOf(tensors, "image_encoder.patch_embed.proj.weight", 2);
    const int patches = sizeOf(tensors, "image_encoder.pos_embed", 1) - 1;
    config.imageSize = config.patch * static_cast<int>(std::lround(std::sqrt(std::max(0, patches))));
    config.depth = countOf(tensors, "image_encoder.blocks.");
    config.heads = headsFor(config.width);
    if (config.width > 0) {
        config.mlpRatio =
            static_cast<double>(sizeOf(tensors, "image_encoder.blocks.0.mlp.fc1.weight", 0)) / config.width;
    }
    return config;
}

nets::ImageEncoderConfig inferResnet(const TensorMap& tensors) {
    nets::ImageEncoderConfig config;
    config.backbone = nets::Backbone::Resnet50;
    config.resnetWidth = sizeOf(tensors, "image_encoder.conv1.weight", 0);
    for (std::size_t layer = 0; layer < 4; ++layer) {
        config.resnetBlocks[layer] = countOf(tensors, "image_encoder.layer" + std::to_string(layer + 1) + ".");
    }
    return config;
}

struct LiteSize {
    double width;
    double depth;
    int imageSize;
};

// Lite0 to Lite4.
constexpr std::array<LiteSize, 5> kLiteSizes = {
    {{1.0, 1.0, 224}, {1.0, 1.1, 240}, {1.1, 1.2, 260}, {1.2, 1.4, 280}, {1.4, 1.8, 300}}};

nets::ImageEncoderConfig inferLite(const TensorMap& tensors) {
    nets::ImageEncoderConfig config;
    config.backbone = nets::Backbone::EfficientnetLite;
    const auto blocks = static_cast<std::size_t>(countOf(tensors, "image_encoder._blocks."));
    const int lastWidth = sizeOf(tensors, "image_encoder._conv_head.weight", 1);
    const auto found = std::ranges::find_if(kLiteSizes, [&](const LiteSize& size) {
        const auto layout = nets::liteBlocks(size.width, size.depth);
        return layout.size() == blocks && layout.back().output == lastWidth;
    });
    // A size that is none of these stays Lite0, and the tensors that do not fit are named.
    const LiteSize& size = found == kLiteSizes.end() ? kLiteSizes.front() : *found;
    config.liteWidth = size.width;
    config.liteDepth = size.depth;
    config.imageSize = size.imageSize;
    config.litePyramid = sizeOf(tensors, "image_encoder.pyramid.lateral.0.weight", 0);
    if (config.litePyramid > 0) config.patch = 64 >> countOf(tensors, "image_encoder.pyramid.lateral.");
    return config;
}

nets::ImageEncoderConfig inferDense(const TensorMap& tensors) {
    const std::string features = "image_encoder.features.";
    nets::ImageEncoderConfig config;
    config.backbone = nets::Backbone::Densenet;
    config.denseStem = sizeOf(tensors, features + "conv0.weight", 0);
    config.denseGrowth = sizeOf(tensors, features + "denseblock1.denselayer1.conv2.weight", 0);
    for (std::size_t i = 0; i < config.denseBlocks.size(); ++i)
        // They are counted from 1.
        config.denseBlocks[i] =
            std::max(0, countOf(tensors, features + "denseblock" + std::to_string(i + 1) + ".denselayer") - 1);
    return config;
}

std::optional<nets::ProjectionConfig> inferProjection(const TensorMap& tensors) {
    for (const std::string side : {"image_projection", "text_projection"}) {
        const int hidden = sizeOf(tensors, side + ".global_embed.head.0.weight", 0);
        if (hidden > 0) return nets::ProjectionConfig{hidden, sizeOf(tensors, side + ".global_embed.head.3.weight", 0)};
    }
    return std::nullopt;
}

std::optional<nets::TagDecoderConfig> inferTagDecoder(const TensorMap& tensors) {
    nets::TagDecoderConfig config;
    config.depth = countOf(tensors, "tag_decoder.layers.");
    if (config.depth == 0) return std::nullopt;
    config.width = sizeOf(tensors, "tag_decoder.layers.0.norm1.weight", 0);
    config.feedForward = sizeOf(tensors, "tag_decoder.layers.0.linear1.weight", 0);
    const int queryWidth = sizeOf(tensors, "tag_decoder.queries", 1);
    config.queryWidth = queryWidth > 0 ? queryWidth : config.width;
    return config;
}

}  // namespace

std::optional<nets::TextEncoderConfig> inferText(const TensorMap& tensors, const std::string& prefix,
                                                 const TextSettings& settings) {
    nets::TextEncoderConfig config;
    config.vocabularySize = sizeOf(tensors, prefix + "embeddings.word_embeddings.weight", 0);
    if (config.vocabularySize == 0) return std::nullopt;
    config.width = sizeOf(tensors, prefix + "embeddings.word_embeddings.weight", 1);
    config.heads = settings.heads.value_or(headsFor(config.width));
    config.maximumPositions = sizeOf(tensors, prefix + "embeddings.position_embeddings.weight", 0);
    config.intermediate = sizeOf(tensors, prefix + "encoder.layer.0.intermediate.dense.weight", 0);
    const int layers = countOf(tensors, prefix + "encoder.layer.");
    config.depth = std::min(settings.layers.value_or(layers), layers);
    const int segments = sizeOf(tensors, prefix + "embeddings.token_type_embeddings.weight", 0);
    config.segments = settings.segments.value_or(segments);
    config.positions = settings.positions.value_or(segments == 0 ? nets::Positions::Zero : nets::Positions::Sequential);
    config.maximumTokens = std::min(config.maximumTokens, std::max(3, config.maximumPositions));
    return config;
}

base::Result<NetworkConfig> inferConfig(const TensorMap& tensors, const TextSettings& settings) {
    NetworkConfig config;
    if (tensors.contains("image_encoder.patch_embed.proj.weight")) config.image = inferVit(tensors);
    if (tensors.contains("image_encoder.conv1.weight")) config.image = inferResnet(tensors);
    if (tensors.contains("image_encoder._conv_stem.weight")) config.image = inferLite(tensors);
    if (tensors.contains("image_encoder.features.conv0.weight")) config.image = inferDense(tensors);
    if (const int outputs = sizeOf(tensors, "classifier.weight", 0); outputs > 0) config.classifier = {outputs};
    config.text = inferText(tensors, "text_encoder.", settings);
    config.projection = inferProjection(tensors);
    config.tagDecoder = inferTagDecoder(tensors);
    if (auto valid = nets::validate(config); !valid) return valid.error();
    return config;
}

}  // namespace asg::weights
