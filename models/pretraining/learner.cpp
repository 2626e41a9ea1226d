#include "models/pretraining/learner.h"

#include "models/nets/batch_norm.h"

#include <ATen/ops/zeros.h>

namespace asg::pretraining {
namespace {

constexpr std::uint64_t kRankStride = 7'919;  // keeps the seeds of the processes apart

std::uint64_t seedOf(const Running& running) {
    return running.recipe.seed + static_cast<std::uint64_t>(running.group->rank()) * kRankStride;
}

torch::optim::AdamWOptions optionsOf(const PretrainRecipe& recipe) {
    return torch::optim::AdamWOptions(recipe.learningRate).betas({0.9, 0.999}).weight_decay(recipe.weightDecay);
}

}  // namespace

Learner::Learner(const Running& running, nets::AsgNetwork network)
    : m_running(running),
      m_recipe(running.recipe),
      m_network(std::move(network)),
      m_parameters(m_network->parameters()),
      m_optimizer(m_parameters, optionsOf(running.recipe)),
      m_step(m_optimizer, m_parameters, {seedOf(running), running.recipe.clipNorm}) {}

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
    m_network->train();
    m_step.begin(number, learningRate);
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
    m_step.end();
    return figures;
}

}  // namespace asg::pretraining
