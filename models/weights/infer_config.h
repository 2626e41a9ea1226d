#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/nets/config.h"
#include "models/weights/tensor_map.h"

#include <optional>
#include <string>

namespace asg::weights {

/// What the shapes of a checkpoint cannot say.
struct TextSettings {
    std::optional<int> layers;  ///< keep only the first ones; all when empty
    /// Empty: zero where the file has no segment table (the published ASG encoder), else sequential.
    std::optional<nets::Positions> positions;
    std::optional<int> segments;  ///< 0 or 2; empty: as in the file
    std::optional<int> heads;     ///< empty: as many as are 64 wide
};

/// The network whose tensors these are (this project's names), by their shapes. Heads of a ViT are 64 wide,
/// as in every published size, and so are BERT's unless `settings` says otherwise (MiniLM's are 32 wide); the tag
/// decoder has four. A part without tensors is absent. Error: InvalidData, naming what is odd.
[[nodiscard]] base::Result<nets::NetworkConfig> inferConfig(const TensorMap& tensors, const TextSettings& settings);

/// The sizes of a BERT whose names begin with `prefix`; nothing when there is none.
[[nodiscard]] std::optional<nets::TextEncoderConfig> inferText(const TensorMap& tensors, const std::string& prefix,
                                                               const TextSettings& settings);

}  // namespace asg::weights
