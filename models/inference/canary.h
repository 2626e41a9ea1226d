#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "core/vision/model_input.h"
#include "models/inference/model_folder.h"

#include <filesystem>

namespace asg::inference {

/// A picture made by formula (two dark ellipses on a bright one), the same on every machine: crop × crop grey 0..255.
[[nodiscard]] vision::ModelInput canaryInput(const vision::InputSpec& spec);

/// Runs the canary (the picture, and a fixed phrase where the model has a tokenizer) and writes what the network says
/// (canary.json in the model folder). Errors of `writeFileAtomically`.
[[nodiscard]] base::Result<void> writeCanary(LoadedModel& model, const std::filesystem::path& folder);

/// Runs the canary and compares with canary.json: largest difference of a logit or a coordinate (fraction of the crop).
/// Errors: NotFound, InvalidData; Corrupt when it is above the tolerance of 0.01, which no rounding of another
/// processor or of a GPU reaches.
[[nodiscard]] base::Result<double> checkCanary(LoadedModel& model, const std::filesystem::path& folder);

}  // namespace asg::inference
