#pragma once

#include "core/analysis/backend.h"
#include "core/analysis/classifier.h"
#include "core/base/result.h"

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::analysis {

/// Commands of `asg` that need LibTorch and live in a module of their own.
class CommandLibrary {
public:
    virtual ~CommandLibrary() = default;

    /// Runs the commands' words (libasg_models.so: `model …`; libasg_training.so: `train …`, `evaluate …`); prints to
    /// the given streams and returns the command line's exit code. `stop` ends a training after the current step, with
    /// its checkpoint written.
    [[nodiscard]] virtual int runCommand(std::span<const std::string> arguments, std::ostream& out,
                                         std::ostream& messages, std::stop_token stop) = 0;
};

/// The door to what runs a model. Implemented in models/ and built as a module, libasg_models.so, that is loaded at run
/// time by whoever needs it: the first picture, `asg info` and `asg parse` never wait for LibTorch.
class ModelsLibrary : public CommandLibrary {
public:
    /// Verifies the SHA-256, loads the weights, warms up. Blocks for seconds; call it on a worker thread.
    [[nodiscard]] virtual base::Result<std::unique_ptr<Backend>> loadModel(const std::filesystem::path& folder,
                                                                           DeviceChoice device,
                                                                           PrecisionChoice precision) = 0;
    /// The same for a converted classifier that gives scores (`asg model convert`), which runs on the CPU.
    /// InvalidArgument for another model.
    [[nodiscard]] virtual base::Result<std::unique_ptr<Classifier>> loadClassifier(
        const std::filesystem::path& folder) = 0;
};

/// Loads libasg_models.so from beside the program, once per process. The returned pointer keeps it loaded.
[[nodiscard]] base::Result<std::shared_ptr<ModelsLibrary>> loadModelsLibrary();
/// The same for libasg_training.so, which a build for looking at pictures alone lacks (NotFound says how to get it).
[[nodiscard]] base::Result<std::shared_ptr<CommandLibrary>> loadTrainingLibrary();

/// The folder of the model that ships with the program, and the card in a model folder (no LibTorch needed).
[[nodiscard]] std::filesystem::path shippedModelFolder();
/// A trained tag that this program's table of tags lacks is kept in `unlistedTags`, and the others are read. Errors:
/// those of `domain::tagsRead`; NotFound without a card.json; InvalidData for a card that breaks its rules.
[[nodiscard]] base::Result<ModelCard> readModelCard(const std::filesystem::path& folder);

}  // namespace asg::analysis

/// The one symbol that each of the modules exports.
extern "C" asg::analysis::ModelsLibrary* asgCreateModelsLibrary();
extern "C" asg::analysis::CommandLibrary* asgCreateTrainingLibrary();
