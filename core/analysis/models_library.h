#pragma once

#include "core/analysis/backend.h"
#include "core/base/result.h"

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace asg::analysis {

/// The door to everything that needs LibTorch. Implemented in models/ and built as one module, libasg_models.so, that
/// is loaded at run time by whoever needs it: the first picture, `asg info` and `asg parse` never wait for LibTorch.
class ModelsLibrary {
public:
    virtual ~ModelsLibrary() = default;

    /// Verifies the SHA-256, loads the weights, warms up. Blocks for seconds; call it on a worker thread.
    [[nodiscard]] virtual base::Result<std::unique_ptr<Backend>> loadModel(const std::filesystem::path& folder,
                                                                           DeviceChoice device,
                                                                           PrecisionChoice precision) = 0;

    /// `asg model …`, `asg train …` and `asg evaluate …` with the words that follow; prints to the given streams and
    /// returns the command line's exit code. `stop` ends a training after the current step, with its checkpoint
    /// written.
    [[nodiscard]] virtual int runCommand(std::span<const std::string> arguments, std::ostream& out,
                                         std::ostream& messages, std::stop_token stop) = 0;
};

/// Loads libasg_models.so from beside the program, once per process. The returned pointer keeps it loaded.
[[nodiscard]] base::Result<std::shared_ptr<ModelsLibrary>> loadModelsLibrary();

/// The folder of the model that ships with the program, and the card in a model folder (no LibTorch needed).
[[nodiscard]] std::filesystem::path shippedModelFolder();
[[nodiscard]] base::Result<ModelCard> readModelCard(const std::filesystem::path& folder);

}  // namespace asg::analysis

/// The one symbol that the module exports.
extern "C" asg::analysis::ModelsLibrary* asgCreateModelsLibrary();
