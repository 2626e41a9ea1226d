#pragma once

// Private to models/: includes Torch.

#include "models/training/weight_average.h"

#include <ATen/core/Tensor.h>
#include <torch/optim/optimizer.h>

#include <cstdint>
#include <vector>

namespace asg::training {

/// What surrounds the gradients of every training's step: between `begin` and `end` the trainer runs its network
/// forward and backward.
class OptimizerStep {
public:
    struct Settings {
        std::uint64_t seed = 1;   ///< of what Torch draws within a step
        double clipNorm = 0;      ///< of all gradients together; 0: not clipped
        double learnedShare = 1;  ///< of the learning rate, for what was learned before (`parameterGroups`)
    };

    /// `parameters`: those whose gradients are clipped. `average`, where there is one, follows the weights. Optimiser
    /// and average outlive this.
    OptimizerStep(torch::optim::Optimizer& optimizer, std::vector<at::Tensor> parameters, const Settings& settings,
                  WeightAverage* average = nullptr);

    /// Before the step with this number, from 0: no gradients, this learning rate, and draws (dropout) that follow from
    /// seed and number alone, so that a resumed training draws the same.
    void begin(std::int64_t number, double learningRate);
    /// Clips, changes the parameters, and lets the average follow.
    void end();

private:
    torch::optim::Optimizer& m_optimizer;
    std::vector<at::Tensor> m_parameters;
    Settings m_settings;
    WeightAverage* m_average;
    std::int64_t m_number = 0;
};

}  // namespace asg::training
