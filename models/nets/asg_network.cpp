#include "models/nets/asg_network.h"

namespace asg::nets {

AsgNetworkImpl::AsgNetworkImpl(const NetworkConfig& config) : m_config(config) {
    const int localWidth = config.image.localWidth();
    const int globalWidth = config.image.globalWidth();
    if (config.image.backbone == Backbone::VitBase) {
        m_vision = register_module("image_encoder", VisionTransformer(config.image));
    } else {
        m_residual = register_module("image_encoder", ResidualNetwork(config.image));
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
}

ImageFeatures AsgNetworkImpl::encodeImages(const at::Tensor& images) {
    return m_vision ? m_vision(images) : m_residual(images);
}

ImageEmbeddings AsgNetworkImpl::embedImages(const ImageFeatures& features) {
    return {m_imageProjection->global(features.global), m_imageProjection->local(features.local)};
}

TextEmbeddings AsgNetworkImpl::embedTexts(const TextBatch& texts) {
    const auto words = sumPiecesIntoWords(m_text(texts.ids, texts.mask), texts.words);
    return {m_textProjection->global(words.select(1, 0)), m_textProjection->local(words.slice(1, 1))};
}

TagPrediction AsgNetworkImpl::recogniseTags(const ImageFeatures& features, bool wantAttention) {
    return m_tagDecoder(features.local, wantAttention);
}

RegionPrediction AsgNetworkImpl::findRegions(const ImageFeatures& features) {
    return m_regionHead(features);
}

at::Tensor AsgNetworkImpl::askGate(const ImageFeatures& features) {
    return m_gateHead(features.global);
}

torch::nn::Module& AsgNetworkImpl::imageEncoder() {
    if (m_vision) return *m_vision;
    return *m_residual;
}

}  // namespace asg::nets
