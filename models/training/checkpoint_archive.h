#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>
#include <torch/nn/module.h>
#include <torch/optim/optimizer.h>
#include <torch/serialize/input-archive.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asg::training {

/// What the steps of a training change. Refers to the trainer's own objects, which outlive it.
struct TrainingState {
    std::vector<std::pair<std::string, torch::nn::Module*>> modules;
    torch::optim::Optimizer& optimizer;
};

/// What a checkpoint says beside that.
struct CheckpointNotes {
    std::string identity;  ///< `checkpointIdentity`: another one's checkpoint is refused
    std::int64_t step = 0;
    std::string notes;  ///< what else the trainer must know again; its own format
};

/// Writes the exact state of a training between two steps as one file: aside, then renamed, so that after a kill -9 at
/// any moment the last whole one is there. Errors of `writeFileAtomically`.
[[nodiscard]] base::Result<void> saveCheckpoint(const std::filesystem::path& path, const TrainingState& state,
                                                const CheckpointNotes& notes);

/// A checkpoint that was read. Its notes are there first, so that a trainer can make ready what is then filled.
class StoredCheckpoint {
public:
    /// `name` is used in messages. Errors: Corrupt; InvalidData when it has another identity.
    [[nodiscard]] static base::Result<StoredCheckpoint> read(std::string_view content, const std::string& name,
                                                             const std::string& identity);

    [[nodiscard]] const CheckpointNotes& notes() const { return m_notes; }
    /// Gives modules and optimiser their state of that step. Errors: Corrupt.
    [[nodiscard]] base::Result<void> fill(const TrainingState& state);
    /// The error of a checkpoint whose notes the trainer cannot use.
    [[nodiscard]] base::Error damaged() const;

private:
    explicit StoredCheckpoint(std::string name) : m_name(std::move(name)) {}

    std::string m_name;
    CheckpointNotes m_notes;
    torch::serialize::InputArchive m_archive;
};

/// The identity of a training: its recipe (`decisivePart`), the SHA-256 of the weights that it begins with (empty:
/// random ones), and what it reads, as a text that differs where the data do.
[[nodiscard]] std::string checkpointIdentity(const nlohmann::json& recipe, const std::string& startSha256,
                                             const std::string& data);

/// The content of a checkpoint, at most 8 GiB; empty where there is none. Errors of `readFile`.
[[nodiscard]] base::Result<std::string> readCheckpointFile(const std::filesystem::path& path);

}  // namespace asg::training
