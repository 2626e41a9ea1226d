#include "models/pretraining/learner.h"

#include "models/nets/batch_norm.h"

#include <ATen/ops/zeros.h>
#include <torch/nn/utils/clip_grad.h>
#include <torch/utils.h>

namespace asg::pretraining {
namespace {

constexpr std::uint64_t kStepStride = 1'000'003;  // keeps the seeds of steps and of processes apart
constexpr std::uint64_t kRankStride = 7'919;

torch::optim::AdamWOptions optionsOf(const PretrainRecipe& recipe) {
    return torch::optim::AdamWOptions(recipe.learningRate).betas({0.9, 0.999}).weight_decay(recipe.weightDecay);
}

}  // namespace

Learner::Learner(const Running& running, nets::AsgNetwork network)
    : m_running(running),
      m_recipe(running.recipe),
      m_network(std::move(network)),
      m_parameters(m_network->parameters()),
      m_optimizer(m_parameters, optionsOf(running.recipe)) {}

void Learner::begin() {
    const auto& group = m_running.group;
    if (m_recipe.statisticsAcrossProcesses && group->size() > 1)
        nets::shareBatchStatistics(
            *m_network, [group](const at::Tensor& values) { return distributed::sumAcross(values, group); },
            group->size());
    std::vector<at::Tensor> buffers = m_network->buffers();
    group->copyFromFirst(buffers);
    m_averager.emplace(m_parameters, group);
}

base::Result<at::Tensor> Learner::step(std::int64_t number, double learningRate, const NextBatch& next) {
    // Dropout draws from seed, step and process, so that a resumed training draws the same.
    torch::manual_seed(m_recipe.seed * kStepStride + static_cast<std::uint64_t>(number) +
                       static_cast<std::uint64_t>(m_running.group->rank()) * kRankStride * kStepStride);
    for (auto& group : m_optimizer.param_groups()) group.options().set_lr(learningRate);
    m_network->train();
    m_optimizer.zero_grad();
    at::Tensor figures = at::zeros({kLossFigures}, at::TensorOptions(m_running.device));
    for (int pass = 0; pass < m_recipe.accumulate; ++pass) {
        const auto batch = next();
        if (!batch) return batch.error();
        m_averager->setTravelling(pass + 1 == m_recipe.accumulate);
        const auto loss =
            pretrainLoss(m_network, batch->to(m_running.device), m_recipe, m_running.bfloat16, m_running.group);
        (loss.total / m_recipe.accumulate).backward();
        figures += loss.figures() / m_recipe.accumulate;
    }
    m_averager->finish();
    if (m_recipe.clipNorm > 0) torch::nn::utils::clip_grad_norm_(m_parameters, m_recipe.clipNorm);
    m_optimizer.step();
    return figures;
}

}  // namespace asg::pretraining
