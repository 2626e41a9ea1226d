#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <optional>
#include <string>

namespace asg::nets {

/// The two image encoders of docs/network.md §2; EfficientNet-Lite, whose ImageNet weights a small model begins with;
/// DenseNet, which TorchXRayVision's weights are of. Sizes come from the configuration, so a tiny ViT is a `VitBase`
/// too.
enum class Backbone { VitBase, Resnet50, EfficientnetLite, Densenet };

/// Which rows of BERT's position table are added: the published ASG encoder adds row 0 to every token (§3).
enum class Positions { Zero, Sequential };

/// Sizes of the image encoder. Unused numbers of the other backbones keep their defaults.
struct ImageEncoderConfig {
    Backbone backbone = Backbone::VitBase;
    int imageSize = 224;  ///< side of the square input in pixels
    int patch = 16;       ///< side of a cell of the grid; ViT: divides imageSize; Lite: 8, 16 or 32
    int width = 768;      ///< ViT: a multiple of `heads`
    int depth = 12;       ///< ViT: number of blocks
    int heads = 12;
    double mlpRatio = 4.0;
    double layerNormEpsilon = 1e-6;
    bool convolutionalStem = false;  ///< ViT: patches embedded by small convolutions; not the published network
    std::array<int, 4> stemBlocks = {0, 0, 0, 0};    ///< ViT's convolutional stem: residual blocks after each halving
    int resnetResize = 299;                          ///< ResNet: side after the first, corner-aligned resize
    int resnetWidth = 64;                            ///< ResNet: channels of the stem; 64 is ResNet-50
    std::array<int, 4> resnetBlocks = {3, 4, 6, 3};  ///< ResNet: bottlenecks in each of the four layers
    double liteWidth = 1;                            ///< Lite: coefficient of the channels; 1 is Lite0
    double liteDepth = 1;                            ///< Lite: coefficient of the numbers of blocks
    int litePyramid = 0;   ///< Lite: width of a cell that gathers every coarser map; 0: of the one map with such cells
    int denseStem = 64;    ///< DenseNet: channels before the first block
    int denseGrowth = 32;  ///< DenseNet: channels that a layer adds
    std::array<int, 4> denseBlocks = {6, 12, 24, 16};  ///< DenseNet: layers in each of the four blocks; 121's

    /// Side of the grid of local features: 14 for ViT-B/16 and Lite0 at 224, 19 for ResNet-50 at 299, 7 for DenseNet.
    [[nodiscard]] int gridSide() const;
    /// Width of a local feature: 768, 1024, 112 and 1024 for the full sizes.
    [[nodiscard]] int localWidth() const;
    /// Width of the global feature: 768, 2048, 1280 and 1024 for the full sizes.
    [[nodiscard]] int globalWidth() const;
    /// Width of the map that the mirror head reads (ImageFeatures::sides).
    [[nodiscard]] int sidesWidth() const;
    friend bool operator==(const ImageEncoderConfig&, const ImageEncoderConfig&) = default;
};

/// Sizes and habits of the text encoder and of its tokenizer.
struct TextEncoderConfig {
    int vocabularySize = 28996;
    int width = 768;  ///< a multiple of `heads`
    int depth = 6;
    int heads = 12;
    int intermediate = 3072;
    int maximumPositions = 512;
    double layerNormEpsilon = 1e-12;
    double dropout = 0.1;  ///< in training only: embeddings, attention and residual branches
    Positions positions = Positions::Zero;
    int segments = 0;          ///< rows of the segment (token type) table: 0 for none, else 2
    int maximumTokens = 112;   ///< W: tokens a text is cut and padded to, [CLS] and [SEP] included
    bool lowerCase = true;     ///< lower-case before looking words up, whatever case the vocabulary has
    bool stripAccents = true;  ///< remove combining marks after canonical decomposition
    friend bool operator==(const TextEncoderConfig&, const TextEncoderConfig&) = default;
};

/// The four projection heads (§2): Linear → BatchNorm → ReLU → Linear → BatchNorm without affine.
struct ProjectionConfig {
    int hidden = 2048;
    int output = 128;
    friend bool operator==(const ProjectionConfig&, const ProjectionConfig&) = default;
};

/// The tag decoder (§5, ITR).
struct TagDecoderConfig {
    int tags = 40;
    int queryWidth = 768;  ///< width of the stored tag queries
    int width = 768;       ///< of the decoder; memory and queries of another width are projected to it
    int depth = 4;
    int heads = 4;
    int feedForward = 1024;
    double dropout = 0.1;
    bool learnedQueries = false;  ///< false: frozen, from the 12-layer BERT
    friend bool operator==(const TagDecoderConfig&, const TagDecoderConfig&) = default;
};

/// The region head (§8): one learned query per region over the local features.
struct RegionHeadConfig {
    int regions = 29;
    int width = 256;
    int depth = 2;
    int heads = 4;
    int feedForward = 512;
    double dropout = 0.1;
    friend bool operator==(const RegionHeadConfig&, const RegionHeadConfig&) = default;
};

/// The input gate: from the global feature to one logit per question of nets::GateQuestion.
struct GateHeadConfig {
    int hidden = 64;
    friend bool operator==(const GateHeadConfig&, const GateHeadConfig&) = default;
};

/// What answers the gate's question for a mirrored picture in the gate's place (§8), from left and right themselves.
struct MirrorHeadConfig {
    int side = 6;  ///< cells of the grid on which left and right are compared; even
    friend bool operator==(const MirrorHeadConfig&, const MirrorHeadConfig&) = default;
};

/// A foreign DenseNet's last layer, from the global feature to its outputs. A network has it or a tag decoder.
struct ClassifierConfig {
    int outputs = 18;
    friend bool operator==(const ClassifierConfig&, const ClassifierConfig&) = default;
};

/// The whole network. A part that is absent has no weights and gives no output. `projection` is needed for embeddings
/// and stands for both sides; without `text` it makes image embeddings alone.
struct NetworkConfig {
    ImageEncoderConfig image;
    std::optional<TextEncoderConfig> text;
    std::optional<ProjectionConfig> projection;
    std::optional<TagDecoderConfig> tagDecoder;
    std::optional<RegionHeadConfig> regionHead;
    std::optional<GateHeadConfig> gateHead;
    std::optional<MirrorHeadConfig> mirrorHead;  ///< only beside a gate
    std::optional<ClassifierConfig> classifier;

    /// The published network: text encoder, projections and tag decoder, no region head.
    [[nodiscard]] static NetworkConfig published(Backbone backbone);
    friend bool operator==(const NetworkConfig&, const NetworkConfig&) = default;
};

/// As JSON: {"image": {"backbone": "vit_base" | "resnet_50" | "efficientnet_lite" | "densenet", …}, "text": {…},
/// "projection": {…}, "tagDecoder": {…}, "regionHead": {…}, "gateHead": {…}, "mirrorHead": {…}, "classifier": {…}};
/// keys as the members above. An absent part is left out.
[[nodiscard]] nlohmann::json toJson(const NetworkConfig& config);

/// Reads what `toJson` writes; a key that is left out keeps its default, an unknown key is an error, so that a typing
/// mistake is not silently a default. Sizes are bounded (the file is untrusted). Errors: InvalidData, naming the key.
[[nodiscard]] base::Result<NetworkConfig> networkConfigFromJson(const nlohmann::json& json);

/// Says why a configuration cannot be built (heads that do not divide the width, a size out of bounds …).
[[nodiscard]] base::Result<void> validate(const NetworkConfig& config);

}  // namespace asg::nets
