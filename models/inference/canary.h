#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "core/vision/model_input.h"
#include "models/inference/loaded_model.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace asg::inference {

/// A picture made by formula (two dark ellipses on a bright one), the same on every machine: crop × crop grey 0..255.
[[nodiscard]] vision::ModelInput canaryInput(const vision::InputSpec& spec);

/// Every number that the heads say of the canary, by the head's name.
using CanaryOutput = std::map<std::string, std::vector<float>>;

/// Runs the canary: the picture, and a fixed phrase where the model has a tokenizer.
[[nodiscard]] CanaryOutput runCanary(LoadedModel& model);

/// Runs the canary and writes what the network says (canary.json in the model folder). Errors of `writeFileAtomically`.
[[nodiscard]] base::Result<void> writeCanary(LoadedModel& model, const std::filesystem::path& folder);

/// Compares with canary.json: largest difference of a logit or a coordinate (fraction of the crop). Errors: NotFound,
/// InvalidData; Corrupt when it is above the tolerance of 0.01, which no rounding of another processor or of a GPU
/// reaches.
[[nodiscard]] base::Result<double> checkCanary(const CanaryOutput& found, const std::filesystem::path& folder);

/// Whether the network says the same of the canary and of a picture that is nothing like it: then the card's mean and
/// deviation are not those that it was trained with, and every picture would look alike to it.
[[nodiscard]] bool answersTheSame(LoadedModel& model);

/// Whether bfloat16 leaves what is said of the canary as float32 said it: no edge of a box moves by more than a
/// hundredth of the crop, and no other number by more than a twentieth of its head's largest (at least 1).
[[nodiscard]] bool staysTheSame(const CanaryOutput& float32, const CanaryOutput& bfloat16);

}  // namespace asg::inference
