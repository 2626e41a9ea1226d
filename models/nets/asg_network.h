#pragma once

// Private to models/: includes Torch.

#include "models/nets/bert.h"
#include "models/nets/classifier.h"
#include "models/nets/config.h"
#include "models/nets/dense_network.h"
#include "models/nets/efficient_network.h"
#include "models/nets/gate_head.h"
#include "models/nets/image_features.h"
#include "models/nets/mirror_head.h"
#include "models/nets/projection.h"
#include "models/nets/region_head.h"
#include "models/nets/residual_network.h"
#include "models/nets/tag_decoder.h"
#include "models/nets/text_batch.h"
#include "models/nets/vision_transformer.h"

#include <optional>
#include <string_view>

namespace asg::nets {

/// Embeddings of one side of the contrastive objectives, each vector of length 1.
struct ImageEmbeddings {
    at::Tensor global;  ///< [B, output]
    at::Tensor local;   ///< [B, gridSide², output], rows of the grid first
};
struct TextEmbeddings {
    at::Tensor report;  ///< [B, output], from [CLS]
    at::Tensor words;   ///< [B, W - 1, output]: word 0 is the first after [CLS]; beyond the last word they mean nothing
};

/// The whole ASG network, composed from its configuration. Children: `image_encoder`, `image_projection`,
/// `text_encoder`, `text_projection`, `tag_decoder`, `region_head`, `gate_head`, `mirror_head`, `classifier`; a part
/// that the configuration leaves out does not exist, and calling for it is a programming error (has… tells).
///
/// Not thread-safe; runs on the device and in the floating type that its parameters have (see setEncoderType).
class AsgNetworkImpl : public torch::nn::Module {
public:
    /// `config` must be valid (`validate`).
    explicit AsgNetworkImpl(const NetworkConfig& config);

    [[nodiscard]] const NetworkConfig& config() const { return m_config; }
    [[nodiscard]] bool hasImageEmbeddings() const { return m_config.projection.has_value(); }
    [[nodiscard]] bool hasTextEmbeddings() const { return m_config.projection && m_config.text; }
    [[nodiscard]] bool hasTags() const { return m_config.tagDecoder || m_config.classifier; }
    [[nodiscard]] bool hasRegions() const { return m_config.regionHead.has_value(); }
    [[nodiscard]] bool hasGate() const { return m_config.gateHead.has_value(); }
    [[nodiscard]] bool hasMirrorHead() const { return m_config.mirrorHead.has_value(); }

    /// `images`: [B, 3, imageSize, imageSize], normalised.
    ImageFeatures encodeImages(const at::Tensor& images);
    ImageEmbeddings embedImages(const ImageFeatures& features);
    /// [B, W, text width]: word pieces summed into words, [CLS] first (docs/network.md §3).
    at::Tensor encodeTexts(const TextBatch& texts);
    /// What encodeTexts gave.
    TextEmbeddings embedWords(const at::Tensor& words);
    TextEmbeddings embedTexts(const TextBatch& texts) { return embedWords(encodeTexts(texts)); }
    /// By the tag decoder, or the classifier of a network that has one instead.
    TagPrediction recogniseTags(const ImageFeatures& features, bool wantAttention);
    RegionPrediction findRegions(const ImageFeatures& features);
    /// [B, kGateQuestions], logits; that for mirrored pictures is the mirror head's where there is one.
    at::Tensor askGate(const ImageFeatures& features);

    /// From here on image and text encoder hold their weights and compute in `type`; what leaves them, and all behind
    /// them, stays in float32. For a network that is not trained any more.
    void setEncoderType(at::ScalarType type);

    /// Lets go of the text encoder and both projections: no embeddings from here on.
    void dropEmbeddings();
    /// Whether a parameter or buffer, by its name in the state, belongs to what `dropEmbeddings` lets go of.
    [[nodiscard]] static bool isOfEmbeddings(std::string_view name);

    /// The tag decoder, to set its frozen queries.
    [[nodiscard]] TagDecoder& tagDecoder() { return m_tagDecoder; }
    /// The mirror head, to set its weights.
    [[nodiscard]] MirrorHead& mirrorHead() { return m_mirrorHead; }
    /// [B, weights]: what the mirror head makes of left and right.
    [[nodiscard]] at::Tensor sideDifferences(const ImageFeatures& features) const;
    /// The image encoder alone, for downstream tasks that freeze it.
    [[nodiscard]] torch::nn::Module& imageEncoder();
    /// Leaves an EfficientNet-Lite's first stages (1 to 5) as they are. Call it before an optimiser takes the
    /// parameters; throws c10::Error for another encoder.
    void freezeStages(int stages);

private:
    NetworkConfig m_config;
    std::optional<at::ScalarType> m_encoderType;  ///< empty: that of the weights, unchanged on the way out
    VisionTransformer m_vision{nullptr};
    ResidualNetwork m_residual{nullptr};
    EfficientNetwork m_efficient{nullptr};
    DenseNetwork m_dense{nullptr};
    Projection m_imageProjection{nullptr};
    Bert m_text{nullptr};
    Projection m_textProjection{nullptr};
    TagDecoder m_tagDecoder{nullptr};
    RegionHead m_regionHead{nullptr};
    GateHead m_gateHead{nullptr};
    MirrorHead m_mirrorHead{nullptr};
    Classifier m_classifier{nullptr};
};
TORCH_MODULE(AsgNetwork);

}  // namespace asg::nets
