#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/weights/tensor_map.h"

namespace torch::nn {
class Module;
}

namespace asg::weights {

/// Parameters and buffers of a module by name, on the CPU; copies that later training does not change.
[[nodiscard]] TensorMap stateOf(const torch::nn::Module& module);

/// Copies tensors into the parameters and buffers of the same name, converting device and floating type. Every name
/// must be there with its shape, and nothing else; only `num_batches_tracked` (a counter that old files lack) may be
/// missing. Error: InvalidData, naming the first tensors that do not fit; the module may then be half loaded.
[[nodiscard]] base::Result<void> loadState(torch::nn::Module& module, const TensorMap& tensors);

}  // namespace asg::weights
