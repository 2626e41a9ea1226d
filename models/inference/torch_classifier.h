#pragma once

#include "core/analysis/classifier.h"
#include "core/base/result.h"

#include <filesystem>
#include <memory>

namespace asg::inference {

/// Loads a converted classifier, on the CPU, once it has said different things of two pictures. Blocks for seconds.
/// Errors: those of `readModelFolder` and of comparing with the canary; InvalidArgument for a model that has no foreign
/// classifier.
[[nodiscard]] base::Result<std::unique_ptr<analysis::Classifier>> loadTorchClassifier(
    const std::filesystem::path& folder);

}  // namespace asg::inference
