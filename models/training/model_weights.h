#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"

#include <torch/nn/module.h>

#include <filesystem>

namespace asg::training {

/// Writes every parameter and buffer by its name in half precision (a few megabytes, no measurable loss).
[[nodiscard]] base::Result<void> writeWeights(const torch::nn::Module& module, const std::filesystem::path& path);

}  // namespace asg::training
