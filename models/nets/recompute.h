#pragma once

// Private to models/: includes Torch.

#include <ATen/core/Tensor.h>

#include <functional>
#include <memory>
#include <vector>

namespace torch::nn {
class Module;
}

namespace asg::nets {

/// While it lives, the encoders that run on this thread keep the inputs of their blocks alone and compute the rest
/// again in the backward pass (`runBlock`): transformer blocks and layers, a ResNet's bottlenecks. Less memory, one
/// more forward pass, the same losses. Nothing changes when `wanted` is false. A mode of the thread, as Torch's own
/// GradMode and autocast are, so that the modules carry no state of a training.
class RecomputeScope {
public:
    explicit RecomputeScope(bool wanted);
    ~RecomputeScope();
    RecomputeScope(const RecomputeScope&) = delete;
    RecomputeScope& operator=(const RecomputeScope&) = delete;

private:
    bool m_before;
};

/// One tensor out of some; uses the parameters of one module and nothing else that has gradients.
using Block = std::function<at::Tensor(const std::vector<at::Tensor>& inputs)>;

/// Runs `block`; inside a RecomputeScope without keeping what its backward pass needs: it keeps the inputs alone and
/// runs the block again when the gradients come (activation checkpointing).
///
/// Outputs are the same to the last bit, and so are gradients where a block alone reads its input (elsewhere, as in a
/// ResNet, sums of gradients are taken in another order and may differ in the last digit): the random generator of the
/// inputs' device stands in the second run where it stood in the first, so that dropout draws the same; automatic mixed
/// precision is as it was; running statistics of the module count the first run alone. Gradients reach parameters by
/// the ordinary way, so that hooks on them see them. `module` owns the parameters that `block` uses; `block` must hold
/// what it uses alive. Where no gradients are recorded it is always a plain call. Second derivatives are not supported.
[[nodiscard]] at::Tensor runBlock(const std::shared_ptr<torch::nn::Module>& module, Block block,
                                  std::vector<at::Tensor> inputs);

}  // namespace asg::nets
