#pragma once

// Private to models/: includes Torch.

#include <torch/optim/adamw.h>

namespace asg::training {

/// AdamW that goes through each parameter's memory once in a step: LibTorch's own does it operation by operation, some
/// three times the traffic and two new tensors as large as the parameter. What is saved is AdamW's own state, so each
/// reads the other's checkpoints. Parameters lie densely in memory.
class FusedAdamW : public torch::optim::AdamW {
public:
    using AdamW::AdamW;

    /// Changes every parameter that has a gradient. Throws what Torch throws, and c10::Error for the option amsgrad.
    at::Tensor step(LossClosure closure = nullptr) override;

private:
    struct Columns;
    Columns advance(const torch::optim::OptimizerParamGroup& group);
};

}  // namespace asg::training
