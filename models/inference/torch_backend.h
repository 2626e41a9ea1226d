#pragma once

#include "core/analysis/backend.h"
#include "core/base/result.h"

#include <filesystem>
#include <memory>

namespace asg::inference {

/// Loads a model folder (`readModelFolder`), moves it to the device, runs its canary as warm-up and comparison in one.
/// Blocks for a second or so. Errors: those of `readModelFolder`, `chooseDevice` and `checkCanary`.
[[nodiscard]] base::Result<std::unique_ptr<analysis::Backend>> loadTorchBackend(const std::filesystem::path& folder,
                                                                                analysis::DeviceChoice device);

}  // namespace asg::inference
