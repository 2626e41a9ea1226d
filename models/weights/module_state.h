#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/weights/tensor_map.h"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace torch::nn {
class Module;
}

namespace asg::weights {

/// Parameters and buffers of a module by name, on the CPU; copies that later training does not change.
[[nodiscard]] TensorMap stateOf(const torch::nn::Module& module);

/// Copies tensors, one after the other, into the parameters and buffers of the same name, converting device and
/// floating type. Every name must come with its shape, and nothing else; only `num_batches_tracked` (a counter that old
/// files lack) may be missing. The module must outlive it.
class StateLoader {
public:
    explicit StateLoader(torch::nn::Module& module);
    /// Takes one tensor, or notes why it does not fit.
    void take(const std::string& name, const at::Tensor& tensor);
    /// Error: InvalidData, naming the first tensors that did not fit or did not come; the module may then be half
    /// loaded.
    [[nodiscard]] base::Result<void> finish();

private:
    void addProblem(const std::string& name, const std::string& what);

    TensorMap m_targets;
    std::set<std::string> m_taken;
    std::vector<std::string> m_problems;  ///< the first few
    std::size_t m_problemCount = 0;
};

/// All tensors of a map through a StateLoader.
[[nodiscard]] base::Result<void> loadState(torch::nn::Module& module, const TensorMap& tensors);

}  // namespace asg::weights
