#include "models/nets/batch_norm.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <torch/nn/module.h>

#include <vector>

namespace asg::nets {

at::Tensor normaliseTogether(const at::Tensor& input, BatchNormState state, const SumOverProcesses& sum,
                             int processes) {
    const auto values = input.to(at::kFloat);
    std::vector<std::int64_t> others{0};  // every dimension but the channels
    std::vector<std::int64_t> shape(static_cast<std::size_t>(values.dim()), 1);
    for (std::int64_t i = 2; i < values.dim(); ++i) others.push_back(i);
    shape[1] = values.size(1);
    const double count = static_cast<double>(values.numel()) / static_cast<double>(values.size(1)) * processes;
    const auto mean = sum(values.sum(others)) / count;
    const auto centred = values - mean.view(shape);
    const auto variance = sum(centred.square().sum(others)) / count;
    {
        const at::NoGradGuard noGradient;
        state.batchesTracked.add_(1);
        state.runningMean.mul_(1 - state.momentum).add_(mean, state.momentum);
        state.runningVariance.mul_(1 - state.momentum).add_(variance * (count / (count - 1)), state.momentum);
    }
    auto output = centred * (variance + state.epsilon).rsqrt().view(shape);
    if (state.weight.defined()) output = output * state.weight.view(shape) + state.bias.view(shape);
    return output.to(input.scalar_type());
}

void shareBatchStatistics(torch::nn::Module& module, const SumOverProcesses& sum, int processes) {
    for (const auto& part : module.modules())
        if (auto* norm = dynamic_cast<SharesStatistics*>(part.get())) norm->shareStatistics(sum, processes);
}

}  // namespace asg::nets
