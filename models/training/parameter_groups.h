#pragma once

// Private to models/: includes Torch.

#include <torch/nn/module.h>
#include <torch/optim/optimizer.h>

#include <vector>

namespace asg::training {

/// A network's parameters for AdamW: matrices, which are pulled towards zero, and biases, normalisations, queries,
/// tokens and position tables, which are not.
[[nodiscard]] std::vector<torch::optim::OptimizerParamGroup> parameterGroups(torch::nn::Module& network,
                                                                             double weightDecay);

/// The learning rate of all groups of an AdamW.
void setLearningRate(torch::optim::Optimizer& optimizer, double rate);

}  // namespace asg::training
