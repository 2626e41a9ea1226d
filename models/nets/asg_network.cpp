#include "models/nets/asg_network.h"

#include <ATen/ops/cat.h>

#include <algorithm>
#include <array>

namespace asg::nets {

namespace {

constexpr std::array kEmbeddingParts = {"image_projection", "text_encoder", "text_projection"};

at::Tensor sidesOf(const ImageFeatures& features) {
    if (features.sides.defined()) return features.sides;
    return features.local.transpose(1, 2).unflatten(2, {features.gridSide, features.gridSide});
}

}  // namespace

AsgNetworkImpl::AsgNetworkImpl(const NetworkConfig& config) : m_config(config) {
    const int localWidth = config.image.localWidth();
    const int globalWidth = config.image.globalWidth();
    switch (config.image.backbone) {
        case Backbone::VitBase: m_vision = register_module("image_encoder", VisionTransformer(config.image)); break;
        case Backbone::Resnet50: m_residual = register_module("image_encoder", ResidualNetwork(config.image)); break;
        case Backbone::EfficientnetLite:
            m_efficient = register_module("image_encoder", EfficientNetwork(config.image));
            break;
        case Backbone::Densenet: m_dense = register_module("image_encoder", DenseNetwork(config.image)); break;
    }
    if (config.projection) {
        m_imageProjection =
            register_module("image_projection", Projection(globalWidth, localWidth, *config.projection));
    }
    if (config.text) m_text = register_module("text_encoder", Bert(*config.text));
    if (config.text && config.projection) {
        m_textProjection =
            register_module("text_projection", Projection(config.text->width, config.text->width, *config.projection));
    }
    if (config.tagDecoder) m_tagDecoder = register_module("tag_decoder", TagDecoder(*config.tagDecoder, localWidth));
    if (config.regionHead) m_regionHead = register_module("region_head", RegionHead(*config.regionHead, localWidth));
    if (config.gateHead) m_gateHead = register_module("gate_head", GateHead(*config.gateHead, globalWidth));
    if (config.mirrorHead)
        m_mirrorHead = register_module("mirror_head", MirrorHead(*config.mirrorHead, config.image.sidesWidth()));
    if (config.classifier) m_classifier = register_module("classifier", Classifier(*config.classifier, globalWidth));
}

ImageFeatures AsgNetworkImpl::encodeImages(const at::Tensor& images) {
    const auto encode = [this](const at::Tensor& typed) {
        if (m_vision) return m_vision(typed);
        if (m_residual) return m_residual(typed);
        return m_dense ? m_dense(typed) : m_efficient(typed);
    };
    if (!m_encoderType) return encode(images);
    const auto features = encode(images.to(*m_encoderType));
    const auto sides = features.sides.defined() ? features.sides.to(at::kFloat) : features.sides;
    return {features.global.to(at::kFloat), features.local.to(at::kFloat), features.gridSide, sides};
}

ImageEmbeddings AsgNetworkImpl::embedImages(const ImageFeatures& features) {
    return {m_imageProjection->global(features.global), m_imageProjection->local(features.local)};
}

at::Tensor AsgNetworkImpl::encodeTexts(const TextBatch& texts) {
    auto pieces = m_text(texts.ids, texts.mask);
    if (m_encoderType) pieces = pieces.to(at::kFloat);
    return sumPiecesIntoWords(pieces, texts.words);
}

TextEmbeddings AsgNetworkImpl::embedWords(const at::Tensor& words) {
    return {m_textProjection->global(words.select(1, 0)), m_textProjection->local(words.slice(1, 1))};
}

TagPrediction AsgNetworkImpl::recogniseTags(const ImageFeatures& features, bool wantAttention) {
    return m_classifier ? m_classifier(features, wantAttention) : m_tagDecoder(features.local, wantAttention);
}

RegionPrediction AsgNetworkImpl::findRegions(const ImageFeatures& features) {
    return m_regionHead(features);
}

at::Tensor AsgNetworkImpl::askGate(const ImageFeatures& features) {
    const auto logits = m_gateHead(features.global);
    if (!m_mirrorHead) return logits;
    constexpr auto kMirrored = static_cast<std::int64_t>(GateQuestion::Mirrored);
    return at::cat(
        {logits.slice(1, 0, kMirrored), m_mirrorHead(sidesOf(features)).unsqueeze(1), logits.slice(1, kMirrored + 1)},
        1);
}

at::Tensor AsgNetworkImpl::sideDifferences(const ImageFeatures& features) const {
    return m_mirrorHead->differences(sidesOf(features));
}

void AsgNetworkImpl::setEncoderType(at::ScalarType type) {
    imageEncoder().to(type);
    if (m_text) m_text->to(type);
    m_encoderType = type;
}

void AsgNetworkImpl::dropEmbeddings() {
    for (const auto* part : kEmbeddingParts)
        if (named_children().contains(part)) unregister_module(part);
    m_text = nullptr;
    m_imageProjection = m_textProjection = nullptr;
    m_config.text.reset();
    m_config.projection.reset();
}

bool AsgNetworkImpl::isOfEmbeddings(std::string_view name) {
    return std::ranges::any_of(kEmbeddingParts, [&](std::string_view part) {
        return name.starts_with(part) && name.substr(part.size()).starts_with('.');
    });
}

void AsgNetworkImpl::freezeStages(int stages) {
    TORCH_CHECK(m_efficient, "only an EfficientNet-Lite has stages to freeze");
    m_efficient->freeze(stages);
}

torch::nn::Module& AsgNetworkImpl::imageEncoder() {
    if (m_vision) return *m_vision;
    if (m_residual) return *m_residual;
    if (m_dense) return *m_dense;
    return *m_efficient;
}

}  // namespace asg::nets
