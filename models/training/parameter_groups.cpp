#include "models/training/parameter_groups.h"

#include <torch/optim/adamw.h>

#include <memory>
#include <string>
#include <utility>

namespace asg::training {
namespace {

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

std::vector<torch::optim::OptimizerParamGroup> parameterGroups(torch::nn::Module& network, double weightDecay) {
    std::vector<at::Tensor> decayed;
    std::vector<at::Tensor> free;
    for (const auto& entry : network.named_parameters())
        (isDecayed(entry.key(), entry.value()) ? decayed : free).push_back(entry.value());
    return {groupOf(std::move(decayed), weightDecay), groupOf(std::move(free), 0)};
}

void setLearningRate(torch::optim::Optimizer& optimizer, double rate) {
    for (auto& group : optimizer.param_groups()) group.options().set_lr(rate);
}

}  // namespace asg::training
