#include "models/pretraining/validation.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace asg::pretraining {

at::Tensor meanOverProcesses(const at::Tensor& figures, distributed::ProcessGroup& group) {
    auto mean = figures.detach().to(at::kCPU, at::kDouble).clone();
    group.startSum(mean)->wait();
    return mean / group.size();
}

bool anyProcess(bool says, distributed::ProcessGroup& group) {
    return meanOverProcesses(at::full({}, says ? 1.0 : 0.0, at::kDouble), group).item<double>() > 0;
}

int validationBatch(const PretrainRecipe& recipe, std::size_t samples, int processes) {
    const auto each = static_cast<std::int64_t>(samples) / processes;
    const int batch = static_cast<int>(std::min<std::int64_t>(each, recipe.batch));
    return batch >= 2 ? batch : 0;
}

base::Outcome<at::Tensor> validate(nets::AsgNetwork& network, const SampleMaker& maker,
                                   const std::filesystem::path& folder, std::span<const Entry* const> entries,
                                   const Running& running, const std::stop_token& stop) {
    const at::NoGradGuard noGradient;
    auto& group = *running.group;
    // Running statistics differ between the processes unless they are shared; the first one's are those that are kept.
    std::vector<at::Tensor> buffers = network->buffers();
    group.copyFromFirst(buffers);
    network->eval();
    const LoaderPlan plan{.seed = running.recipe.seed,
                          .batch = validationBatch(running.recipe, entries.size(), group.size()),
                          .rank = group.rank(),
                          .processes = group.size(),
                          .training = false,
                          .threads = running.recipe.loaderThreads,
                          .ahead = running.recipe.batchesAhead};
    Loader loader(maker, folder, entries, plan, 0);
    auto sum = at::zeros({kLossFigures}, at::kDouble);
    for (std::int64_t i = 0; i < loader.batchesPerEpoch(); ++i) {
        if (anyProcess(stop.stop_requested(), group)) return base::Cancelled{};
        const auto batch = loader.next();
        if (!batch) return batch.error();
        const auto loss =
            pretrainLoss(network, batch->to(running.device), running.recipe, running.bfloat16, running.group);
        sum += meanOverProcesses(loss.figures(), group);
    }
    return sum / static_cast<double>(loader.batchesPerEpoch());
}

}  // namespace asg::pretraining
