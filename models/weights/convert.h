#pragma once

#include "core/base/result.h"
#include "models/nets/config.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace asg::weights {

/// What `asg model convert` is asked for.
struct ConvertRequest {
    /// Checkpoint files, or Hugging Face folders; together one network (an image encoder and a BERT, say).
    std::vector<std::filesystem::path> sources;
    std::filesystem::path out;                        ///< the model folder; made when it does not exist
    std::optional<std::filesystem::path> vocabulary;  ///< vocab.txt; a source folder's own unless said
    std::string name;                                 ///< of the model; the output folder's unless said
    std::string version = "1";
    std::optional<int> textLayers;  ///< keep only the first ones
    std::optional<nets::Positions> positions;
    std::optional<int> segments;
    std::optional<int> textHeads;  ///< as a source folder's config.json says, else 64 wide each
    /// Of a classifier: what its outputs are called, in their order; as the file says, else TorchXRayVision's 18.
    std::vector<std::string> outputs;
    std::vector<double> operatingPoints;  ///< of these, 0..1, NaN for none; as the file says unless given
    bool keepCase = false;                ///< the tokenizer does not lower-case or strip accents
    bool makeTagQueries = false;          ///< also from a plain BERT; a published checkpoint brings its own
};

enum class TensorUse { Used, Ignored, Missing };

/// One line of the report.
struct TensorReport {
    TensorUse use = TensorUse::Used;
    std::string name;    ///< in the file; of the network where it is missing
    std::string detail;  ///< where it went, or why it was left out
};

struct ConvertReport {
    std::vector<std::string> sourceKinds;  ///< of each source, for people
    std::vector<TensorReport> tensors;
    std::vector<std::string> notes;  ///< what else a user must know
    std::string sha256;              ///< of weights.safetensors
    [[nodiscard]] int count(TensorUse use) const;
};

/// Turns checkpoints into a model folder: config.json, weights.safetensors, vocab.txt, tag_queries.safetensors,
/// card.json and card.md. Every tensor of the files is reported as used or ignored (why), every tensor of the network
/// that no file holds as missing. A part that is missing as a whole (no image encoder, say) is noted and left out; a
/// part with holes is an error, InvalidData, that names them. Other errors: those of the readers; InvalidArgument for a
/// vocabulary that is needed and not given. Blocks for as long as reading and writing take.
[[nodiscard]] base::Result<ConvertReport> convert(const ConvertRequest& request);

}  // namespace asg::weights
