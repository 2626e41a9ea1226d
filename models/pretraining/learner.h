#pragma once

// Private to models/: includes Torch.

#include "models/distributed/gradient_averager.h"
#include "models/pretraining/validation.h"
#include "models/training/fused_adamw.h"
#include "models/training/optimizer_step.h"

#include <functional>
#include <optional>

namespace asg::pretraining {

/// The network of a training and what changes it: one optimiser step at a time, all processes together. Everything but
/// the constructor may throw what Torch and c10d throw.
class Learner {
public:
    /// `network` is on the running device; what `running` refers to outlives it.
    Learner(const Running& running, nets::AsgNetwork network);

    /// Before the first step, with the weights that it begins from: all processes get rank 0's.
    void begin();

    using NextBatch = std::function<base::Result<Batch>()>;
    /// The step with this number, from 0: `accumulate` batches of `next` forward and backward, then the optimiser at
    /// this learning rate. Gives this process's mean figures (PretrainLoss::figures) on the device. Errors: those of
    /// `next`.
    [[nodiscard]] base::Result<at::Tensor> step(std::int64_t number, double learningRate, const NextBatch& next);

    [[nodiscard]] nets::AsgNetwork& network() { return m_network; }
    [[nodiscard]] torch::optim::Optimizer& optimizer() { return m_optimizer; }

private:
    Running m_running;
    const PretrainRecipe& m_recipe;
    nets::AsgNetwork m_network;
    std::vector<at::Tensor> m_parameters;
    training::FusedAdamW m_optimizer;
    training::OptimizerStep m_step;
    std::optional<distributed::GradientAverager> m_averager;
};

}  // namespace asg::pretraining
