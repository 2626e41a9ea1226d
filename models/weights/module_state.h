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

/// Fills the parameters and buffers of a module, one after the other, by name, converting device and floating type.
/// Every name must come with its shape, and nothing else; only `num_batches_tracked` (a counter that old files lack)
/// may be missing: it is zero then. The module must outlive it.
class StateLoader {
public:
    explicit StateLoader(torch::nn::Module& module);
    /// Copies one tensor, or notes why it does not fit.
    void copy(const std::string& name, const at::Tensor& tensor);
    /// Makes the tensor's memory the module's own where types allow it, or notes why it does not fit: the caller gives
    /// it away.
    void adopt(const std::string& name, const at::Tensor& tensor);
    /// Checks a tensor without keeping it, for a part that is left as it was.
    void pass(const std::string& name, const at::Tensor& tensor);
    /// Error: InvalidData, naming the first tensors that did not fit or did not come; the module may then be half
    /// loaded.
    [[nodiscard]] base::Result<void> finish();

private:
    /// The module's tensor of that name; null, and noted, when `tensor` does not fit it.
    at::Tensor* target(const std::string& name, const at::Tensor& tensor);
    void addProblem(const std::string& name, const std::string& what);

    TensorMap m_targets;
    std::set<std::string> m_taken;
    std::vector<std::string> m_problems;  ///< the first few
    std::size_t m_problemCount = 0;
};

/// Copies all tensors of a map through a StateLoader.
[[nodiscard]] base::Result<void> loadState(torch::nn::Module& module, const TensorMap& tensors);

}  // namespace asg::weights
