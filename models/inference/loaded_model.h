#pragma once

// Private to models/: includes Torch.

#include "core/analysis/backend.h"
#include "core/analysis/models_library.h"
#include "core/base/result.h"
#include "models/nets/asg_network.h"
#include "models/nets/gate_question.h"
#include "models/nets/word_piece_tokenizer.h"

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <vector>

namespace asg::inference {

/// Turns a logit into what is shown: probability = sigmoid(logit * scale + shift), present from `threshold` on.
struct Calibration {
    float scale = 1;
    float shift = 0;
    float threshold = 0.5F;
    [[nodiscard]] float probability(float logit) const;
};

/// What a head learned of one region or tag.
struct Learned {
    std::size_t output = 0;  ///< its place among the head's outputs, which the card names
    Calibration calibration;
};

/// A model folder's content, ready to run: config.json, card.json and weights.safetensors.
struct LoadedModel {
    analysis::ModelCard card;
    nets::AsgNetwork network{nullptr};            ///< float32, evaluation mode, on the CPU
    std::map<domain::RegionId, Learned> regions;  ///< the trained ones
    std::map<domain::TagId, Learned> tags;
    /// Of a foreign classifier, for each output: the probability at which its score is 0.5; nothing for an output that
    /// was not trained. Empty where none are known.
    std::vector<std::optional<float>> operatingPoints;
    /// Empty where the gate was not trained for a question.
    std::array<std::optional<Calibration>, nets::kGateQuestions> gate;
    /// Of the text encoder (vocab.txt); only where the card says that sentences and regions were aligned.
    std::optional<nets::WordPieceTokenizer> tokenizer;
};

/// How much of a network is read.
enum class Parts {
    All,
    /// Without text encoder and projections where the card says that sentences and regions were not aligned: nothing
    /// that they say is shown, and in a published network they are two fifths of the memory.
    Spoken
};

/// Names of the gate's questions on a card, which are also the names of its warnings.
inline constexpr std::array<std::string_view, nets::kGateQuestions> kGateCodes{"inverted", "rotated", "mirrored",
                                                                               "not-frontal-chest"};

/// Whether a network has so few weights that neither sharing its products among threads nor another floating type
/// makes it faster.
[[nodiscard]] bool isSmall(const nets::AsgNetwork& network);

/// A small network is set to run on one thread (at::set_num_threads): sharing it would cost more than it saves.
///
/// Reads the folder and verifies the weights' SHA-256 against the card before anything is made of them.
///
/// card.json: {"name", "version", "sha256", "input": {"resize", "crop", "mean": [3], "deviation": [3]},
/// "trainedRegions": [{"name", "threshold", "scale", "shift", …}], "trainedTags": [the same], "gate": [the same],
/// "hasAlignment"}, with the names of the heads' outputs in their order in "regionOutputs" and "tagOutputs" (without
/// them those of docs/network.md §5 and §8); an entry may be a bare name. core/analysis reads what a region's entry
/// says of its boxes' "iouWithReadBoxes" and a tag's of its "undecided" band. A classifier's "operatingPoints" stand in
/// "classifier". With "hasAlignment" the network must have
/// both projections and a text encoder, and vocab.txt must be there. Errors: NotFound, InvalidData (a card or
/// configuration that breaks its rules, or that do not name the same number of outputs), Corrupt (another SHA-256, or
/// weights that do not fit the configuration).
[[nodiscard]] base::Result<LoadedModel> readModelFolder(const std::filesystem::path& folder, Parts parts = Parts::All);

}  // namespace asg::inference
