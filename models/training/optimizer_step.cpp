#include "models/training/optimizer_step.h"

#include "models/training/parameter_groups.h"

#include <torch/nn/utils/clip_grad.h>
#include <torch/utils.h>

#include <utility>

namespace asg::training {
namespace {

constexpr std::uint64_t kSeedStride = 1'000'003;  // keeps the steps of neighbouring seeds apart

}  // namespace

OptimizerStep::OptimizerStep(torch::optim::Optimizer& optimizer, std::vector<at::Tensor> parameters,
                             const Settings& settings, WeightAverage* average)
    : m_optimizer(optimizer), m_parameters(std::move(parameters)), m_settings(settings), m_average(average) {}

void OptimizerStep::begin(std::int64_t number, double learningRate) {
    m_number = number;
    torch::manual_seed(m_settings.seed * kSeedStride + static_cast<std::uint64_t>(number));
    setLearningRate(m_optimizer, learningRate, learningRate * m_settings.learnedShare);
    m_optimizer.zero_grad();
}

void OptimizerStep::end() {
    if (m_settings.clipNorm > 0) torch::nn::utils::clip_grad_norm_(m_parameters, m_settings.clipNorm);
    m_optimizer.step();
    if (m_average != nullptr) m_average->update(m_number);
}

}  // namespace asg::training
