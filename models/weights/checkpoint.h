#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/weights/tensor_map.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace asg::weights {

/// What a checkpoint of either format holds, under its own names.
struct Checkpoint {
    TensorMap tensors;
    std::vector<std::string> ignored;                 ///< entries that are no tensors
    std::optional<std::filesystem::path> vocabulary;  ///< vocab.txt beside it, for a folder
    std::vector<std::string> outputs;                 ///< what a whole module calls its outputs
    std::vector<double> operatingPoints;              ///< of these outputs; NaN for none
    std::optional<int> textHeads;  ///< as a Hugging Face folder's config.json says; no tensor's shape tells
};

/// The file that a checkpoint's tensors lie in: the path itself, or, of a folder, the first of model.safetensors,
/// weights.safetensors and pytorch_model.bin that is there. Error: NotFound for a folder without any of them.
[[nodiscard]] base::Result<std::filesystem::path> checkpointFile(const std::filesystem::path& path);

/// Reads a safetensors or PyTorch file (told apart by their first bytes), or a Hugging Face or model folder.
/// Errors: those of the readers and of checkpointFile.
[[nodiscard]] base::Result<Checkpoint> readCheckpoint(const std::filesystem::path& path);

}  // namespace asg::weights
