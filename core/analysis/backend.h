#pragma once

#include "core/base/geometry.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/domain/analysis.h"
#include "core/vision/model_input.h"

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace asg::analysis {

/// What a model can do and how far it may be trusted; read from its folder before any weight is loaded.
struct ModelCard {
    std::string name;
    std::string version;
    std::string sha256;  ///< of weights.safetensors
    std::string text;    ///< the card for people, Markdown
    vision::InputSpec input;
    std::vector<domain::RegionId> trainedRegions;  ///< empty: no region head
    std::vector<domain::TagId> trainedTags;        ///< empty: tags "not available in this model"
    /// The names of what the heads give, in the order of their outputs; those of the published network, and the 29
    /// regions, where the card does not name them.
    std::vector<std::string> regionOutputs;
    std::vector<std::string> tagOutputs;
    /// Trained tags that the program's table of tags does not list: nothing can be shown of them.
    std::vector<std::string> unlistedTags;
    std::map<domain::RegionId, domain::RegionFit> regionFits;    ///< where the card measured them
    std::map<domain::TagId, domain::ProbabilityBand> undecided;  ///< of every trained tag
    bool hasAlignment = false;                                   ///< sentence and region embeddings mean something
    /// Whether the folder holds a canary, so that loading compares what is computed here with what was computed where
    /// the model was made.
    bool isChecked = false;
};

/// What the card, and every result of its model, is to be read with: that nobody could check it, and which tags it
/// learned that cannot be shown here.
[[nodiscard]] std::vector<domain::Warning> cardWarnings(const ModelCard& card);

/// A sentence or the gathered words of a link, as text for the text encoder.
struct TextQuery {
    std::string text;
};

/// One region that the head says is in the picture. The box is in crop pixels, x1 < x2, y1 < y2, may reach beyond the
/// crop by rounding.
struct RegionOutput {
    domain::RegionId region;
    float presence = 0;  ///< probability 0..1, calibrated
    float threshold = 0.5F;
    base::Box boxInCropPixels;
};

/// One trained tag. `attention` is side × side over the crop, rows first, non-negative, sums to 1; empty when there is
/// none.
struct TagOutput {
    domain::TagId tag;
    float probability = 0;  ///< 0..1, calibrated
    float threshold = 0.5F;
    int side = 0;
    std::vector<float> attention;
};

/// What the network says of one picture, in its own frame. Nothing stands in it that was not learned, and nothing that
/// depends on a report or a phrase: it is made once for a picture and a model.
struct EncodedPicture {
    vision::InputTransform transform;  ///< between the picture and the crop
    std::vector<RegionOutput> regions;
    std::vector<TagOutput> tags;
    int gridSide = 0;
    /// Local embeddings, gridSide² × width, rows first, each of length 1; empty where alignment was not learned.
    std::vector<float> localEmbeddings;
    std::vector<domain::Warning> warnings;  ///< of the input gate, and DeviceFallback
    std::string device;                     ///< where it ran in the end ("CPU", "CUDA:0 NVIDIA H100")
    std::string precision;                  ///< what its encoders computed in: "float32" or "bfloat16"
    double seconds = 0;                     ///< that the network took
};

/// One embedding for each text, in order, as wide as a picture's local ones and of any length; zeros for a text without
/// words.
using TextEmbeddings = std::vector<std::vector<float>>;

/// Runs one loaded model. Not thread-safe: one caller at a time (the worker). Never throws.
class Backend {
public:
    virtual ~Backend() = default;
    [[nodiscard]] virtual const ModelCard& card() const = 0;
    /// Blocks for as long as the image encoder and its heads take; looks at `stop` between steps. Out of memory on a
    /// GPU falls back to the CPU with a warning (DeviceFallback).
    [[nodiscard]] virtual base::Outcome<EncodedPicture> encode(const vision::ModelInput& input, std::stop_token stop,
                                                               const base::Progress& progress) = 0;
    /// Blocks for as long as the text encoder takes. For a card with `hasAlignment`; else there is nothing to embed
    /// with, and the result is empty.
    [[nodiscard]] virtual base::Outcome<TextEmbeddings> embed(const std::vector<TextQuery>& texts,
                                                              std::stop_token stop) = 0;
};

/// What the user may ask for.
struct DeviceChoice {
    enum class Kind { Auto, Cpu, Cuda } kind = Kind::Auto;
    int index = 0;  ///< for Cuda
};

/// What a network's encoders compute in. Heads, and with them boxes and probabilities, are always float32.
enum class PrecisionChoice {
    Auto,  ///< bfloat16 where the processor has it, the network is large, and its answers stay the same; else float32
    Float32,
    Bfloat16
};

/// "auto", "cpu", "cuda", "cuda:1".
[[nodiscard]] base::Result<DeviceChoice> parseDevice(std::string_view text);
/// "auto", "float32", "bfloat16".
[[nodiscard]] base::Result<PrecisionChoice> parsePrecision(std::string_view text);

}  // namespace asg::analysis
