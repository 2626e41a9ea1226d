#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/nets/asg_network.h"
#include "models/pretraining/dataset.h"
#include "models/pretraining/recipe.h"

#include <filesystem>
#include <optional>

namespace asg::pretraining {

/// What the card says of how the weights came to be.
struct TrainedAs {
    std::int64_t step = 0;
    std::int64_t epoch = 0;
    std::optional<double> validationLoss;  ///< empty: nothing was validated
    std::size_t pictures = 0;              ///< that were trained on
};

/// Writes the model folder: weights.safetensors (float32), config.json, vocab.txt, tag_queries.safetensors where the
/// queries are frozen, card.json and card.md. Each file aside, then renamed; the card, which names the weights'
/// SHA-256, last. Errors of writing.
[[nodiscard]] base::Result<void> writeModel(const nets::AsgNetwork& network, const PretrainRecipe& recipe,
                                            const Dataset& dataset, const TrainedAs& trained,
                                            const std::filesystem::path& folder);

}  // namespace asg::pretraining
