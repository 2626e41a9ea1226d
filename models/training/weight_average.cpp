#include "models/training/weight_average.h"

#include <torch/utils.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace asg::training {
namespace {

/// Parameters, then buffers: the same order in every network of one build.
std::vector<at::Tensor> stateInOrder(const torch::nn::Module& module) {
    auto tensors = module.parameters();
    for (auto& buffer : module.buffers()) tensors.push_back(std::move(buffer));
    return tensors;
}

}  // namespace

WeightAverage::WeightAverage(torch::nn::Module& source, torch::nn::Module& averaged, double decay)
    : m_source(source), m_averaged(averaged), m_decay(decay) {
    const torch::NoGradGuard off;
    const auto from = stateInOrder(m_source);
    const auto to = stateInOrder(m_averaged);
    for (std::size_t i = 0; i < from.size(); ++i) to[i].copy_(from[i]);
}

void WeightAverage::update(std::int64_t step) {
    const torch::NoGradGuard off;
    const double decay = std::min(m_decay, (1.0 + static_cast<double>(step)) / (10.0 + static_cast<double>(step)));
    const auto from = stateInOrder(m_source);
    const auto to = stateInOrder(m_averaged);
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (from[i].is_floating_point()) {
            to[i].lerp_(from[i], 1 - decay);
        } else {
            to[i].copy_(from[i]);  // the count of batches
        }
    }
}

}  // namespace asg::training
