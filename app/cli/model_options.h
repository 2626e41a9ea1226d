#pragma once

#include "core/analysis/backend.h"
#include "core/analysis/classifier.h"
#include "core/base/result.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace asg::cli {

/// --model, --device and --precision, the same for every command that runs a model.
struct ModelOptions {
    std::string folder;  ///< empty: the shipped model
    std::string device = "auto";
    std::string precision = "auto";
};

void addModelOptions(CLI::App& command, ModelOptions& options);

/// The folder named, or that of the shipped model.
[[nodiscard]] std::filesystem::path modelFolder(const ModelOptions& options);

/// Loads a converted classifier for a second opinion; nullptr where no folder is named. Blocks for seconds.
[[nodiscard]] base::Result<std::unique_ptr<analysis::Classifier>> loadSecond(const std::string& folder);

/// Loads the models' library and the model; blocks for seconds.
[[nodiscard]] base::Result<std::unique_ptr<analysis::Backend>> loadBackend(const ModelOptions& options);

}  // namespace asg::cli
