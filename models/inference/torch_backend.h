#pragma once

#include "core/analysis/backend.h"
#include "core/base/result.h"

#include <filesystem>
#include <memory>

namespace asg::inference {

/// Loads a model folder (`readModelFolder`), moves it to the device, runs its canary as warm-up and comparison in one.
/// Where bfloat16 is wanted, the canary runs again in it and must stay the same (`staysTheSame`): else `auto` stays
/// with float32. Blocks for a second or so. Errors: those of `readModelFolder`, `chooseDevice` and `compareWithCanary`;
/// Unsupported for a model that bfloat16 changes, when it was asked for by name.
[[nodiscard]] base::Result<std::unique_ptr<analysis::Backend>> loadTorchBackend(
    const std::filesystem::path& folder, analysis::DeviceChoice device,
    analysis::PrecisionChoice precision = analysis::PrecisionChoice::Auto);

}  // namespace asg::inference
