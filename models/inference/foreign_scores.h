#pragma once

// Private to models/: includes Torch.

#include "core/vision/model_input.h"
#include "models/inference/loaded_model.h"

#include <optional>
#include <string>
#include <vector>

namespace asg::inference {

/// What a foreign classifier says of one of its outputs.
struct ForeignScore {
    std::string name;            ///< of the output, as the card has it
    std::optional<float> score;  ///< 0..1, 0.5 at the operating point; no probability. Nothing where it was not trained
};

/// A sigmoid as TorchXRayVision scales it: 0.5 at the operating point, straight lines from there to 0 and to 1. Without
/// one the sigmoid itself.
[[nodiscard]] float scoreAt(float probability, const std::optional<float>& operatingPoint);

/// The scores of all outputs, in their order. `model`: one with a classifier, on the CPU; `input`: prepared for it.
/// Throws what Torch throws.
[[nodiscard]] std::vector<ForeignScore> foreignScores(LoadedModel& model, const vision::ModelInput& input);

}  // namespace asg::inference
