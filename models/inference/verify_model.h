#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/inference/canary.h"
#include "models/inference/loaded_model.h"

#include <filesystem>
#include <optional>
#include <string>

namespace asg::inference {

/// What was verified of a model folder.
struct VerifiedModel {
    std::string sha256;
    std::optional<double> canaryDifference;  ///< nothing where the folder holds no canary
};

/// SHA-256 of the weights against the card, and the canary on the CPU. Errors of `readModelFolder` and
/// `compareWithCanary`.
[[nodiscard]] base::Result<VerifiedModel> verifyModel(const std::filesystem::path& folder);

/// The canary as the folder stores it: largest difference. A model that comes without one, as a converted checkpoint
/// does, must at least tell the canary from another picture (`answersTheSame`): nothing then. Errors: InvalidData for
/// one that does not, with the remedy; else those of `checkCanary`.
[[nodiscard]] base::Result<std::optional<double>> compareWithCanary(LoadedModel& model, const CanaryOutput& found,
                                                                    const std::filesystem::path& folder);

}  // namespace asg::inference
