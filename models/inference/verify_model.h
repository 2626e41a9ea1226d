#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>

namespace asg::inference {

/// What was verified of a model folder.
struct VerifiedModel {
    std::string sha256;
    std::optional<double> canaryDifference;  ///< nothing where the folder holds no canary
};

/// SHA-256 of the weights against the card, and the canary on the CPU. Errors of `readModelFolder` and `checkCanary`.
[[nodiscard]] base::Result<VerifiedModel> verifyModel(const std::filesystem::path& folder);

}  // namespace asg::inference
