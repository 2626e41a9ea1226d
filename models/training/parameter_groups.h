#pragma once

// Private to models/: includes Torch.

#include <torch/nn/module.h>
#include <torch/optim/optimizer.h>

#include <functional>
#include <string>
#include <vector>

namespace asg::training {

/// Says by its name whether a parameter was learned before this training.
using IsLearned = std::function<bool(const std::string& name)>;

/// A network's parameters for AdamW: matrices, which are pulled towards zero, and biases, normalisations, queries,
/// tokens and position tables, which are not. Those that `isLearned` names follow in two groups of their own.
[[nodiscard]] std::vector<torch::optim::OptimizerParamGroup> parameterGroups(torch::nn::Module& network,
                                                                             double weightDecay,
                                                                             const IsLearned& isLearned = {});

/// The learning rate of all groups of an AdamW; `learnedRate` for those of what was learned before.
void setLearningRate(torch::optim::Optimizer& optimizer, double rate);
void setLearningRate(torch::optim::Optimizer& optimizer, double rate, double learnedRate);

}  // namespace asg::training
