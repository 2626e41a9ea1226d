#include "models/training/weight_average.h"

#include <torch/utils.h>

#include <algorithm>

namespace asg::training {

WeightAverage::WeightAverage(torch::nn::Module& source, torch::nn::Module& averaged, double decay)
    : m_source(source), m_averaged(averaged), m_decay(decay) {
    const torch::NoGradGuard off;
    const auto from = m_source.parameters();
    const auto to = m_averaged.parameters();
    for (std::size_t i = 0; i < from.size(); ++i) to[i].copy_(from[i]);
}

void WeightAverage::update(int step) {
    const torch::NoGradGuard off;
    const double decay = std::min(m_decay, (1.0 + step) / (10.0 + step));
    const auto from = m_source.parameters();
    const auto to = m_averaged.parameters();
    for (std::size_t i = 0; i < from.size(); ++i) to[i].lerp_(from[i], 1 - decay);
}

}  // namespace asg::training
