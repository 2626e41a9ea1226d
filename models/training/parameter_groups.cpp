#include "models/training/parameter_groups.h"

#include <torch/optim/adamw.h>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

namespace asg::training {
namespace {

constexpr std::size_t kFirstLearnedGroup = 2;

bool isDecayed(const std::string& name, const at::Tensor& parameter) {
    if (parameter.dim() < 2) return false;
    for (const char* free : {"embed", "queries", "token"})
        if (name.find(free) != std::string::npos) return false;
    return true;
}

torch::optim::OptimizerParamGroup groupOf(std::vector<at::Tensor> parameters, double decay) {
    auto options = std::make_unique<torch::optim::AdamWOptions>(1e-3);
    options->weight_decay(decay);
    return {std::move(parameters), std::move(options)};
}

}  // namespace

std::vector<torch::optim::OptimizerParamGroup> parameterGroups(torch::nn::Module& network, double weightDecay,
                                                               const IsLearned& isLearned) {
    std::array<std::vector<at::Tensor>, 4> lists;
    for (const auto& entry : network.named_parameters()) {
        const std::size_t learned = isLearned && isLearned(entry.key()) ? kFirstLearnedGroup : 0;
        lists[learned + (isDecayed(entry.key(), entry.value()) ? 0 : 1)].push_back(entry.value());
    }
    std::vector<torch::optim::OptimizerParamGroup> groups;
    for (std::size_t i = 0; i < (isLearned ? lists.size() : kFirstLearnedGroup); ++i)
        groups.push_back(groupOf(std::move(lists[i]), i % 2 == 0 ? weightDecay : 0));
    return groups;
}

void setLearningRate(torch::optim::Optimizer& optimizer, double rate) {
    setLearningRate(optimizer, rate, rate);
}

void setLearningRate(torch::optim::Optimizer& optimizer, double rate, double learnedRate) {
    auto& groups = optimizer.param_groups();
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i].options().set_lr(i < kFirstLearnedGroup ? rate : learnedRate);
}

}  // namespace asg::training
