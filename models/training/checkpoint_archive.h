#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>
#include <torch/nn/module.h>
#include <torch/optim/optimizer.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asg::training {

/// The exact state of a training between two steps, as one file. Refers to the trainer's own objects, which outlive it.
struct CheckpointArchive {
    std::string identity;  ///< `checkpointIdentity`: another one's checkpoint is refused
    std::vector<std::pair<std::string, torch::nn::Module*>> modules;
    torch::optim::Optimizer& optimizer;
    std::int64_t step = 0;
    std::string notes;  ///< what else the trainer must know again; its own format

    /// Written aside, then renamed: after a kill -9 at any moment the last whole one is there. Errors of
    /// `writeFileAtomically`.
    [[nodiscard]] base::Result<void> save(const std::filesystem::path& path) const;

    /// Fills modules, optimiser, `step` and `notes` from a file's content; `name` is used in messages. Errors: Corrupt;
    /// InvalidData when it has another identity.
    [[nodiscard]] base::Result<void> restore(std::string_view content, const std::string& name);
};

/// The identity of a training: its recipe (`decisivePart`), the SHA-256 of the weights that it begins with (empty:
/// random ones), and what it reads, as a text that differs where the data do.
[[nodiscard]] std::string checkpointIdentity(const nlohmann::json& recipe, const std::string& startSha256,
                                             const std::string& data);

/// The content of a checkpoint, at most 8 GiB. Errors of `readFile`.
[[nodiscard]] base::Result<std::string> readCheckpointFile(const std::filesystem::path& path);

}  // namespace asg::training
