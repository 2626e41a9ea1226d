#include "models/training/fused_adamw.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros_like.h>

#include <memory>
#include <vector>

namespace asg::training {
namespace {

using torch::optim::AdamWOptions;
using torch::optim::AdamWParamState;

/// The kernel walks through memory, not through indices: a gradient has to lie as its parameter does.
at::Tensor laidOutAs(const at::Tensor& parameter, const at::Tensor& gradient) {
    if (gradient.strides() == parameter.strides()) return gradient;
    return at::empty_like(parameter).copy_(gradient);
}

std::unique_ptr<AdamWParamState> stateBeforeTheFirstStep(const at::Tensor& parameter) {
    auto state = std::make_unique<AdamWParamState>();
    state->exp_avg(at::zeros_like(parameter));
    state->exp_avg_sq(at::zeros_like(parameter));
    return state;
}

}  // namespace

/// What the kernel takes, parameter by parameter.
struct FusedAdamW::Columns {
    std::vector<at::Tensor> parameters, gradients, means, squares, steps;
};

/// Counts the step of every parameter that has a gradient, and gives these parameters with what belongs to them.
FusedAdamW::Columns FusedAdamW::advance(const torch::optim::OptimizerParamGroup& group) {
    Columns columns;
    std::int64_t lastStep = 0;
    for (const auto& parameter : group.params()) {
        if (!parameter.grad().defined()) continue;
        auto& slot = state_[parameter.unsafeGetTensorImpl()];
        if (!slot) slot = stateBeforeTheFirstStep(parameter);
        auto& state = static_cast<AdamWParamState&>(*slot);
        state.step(state.step() + 1);
        columns.parameters.push_back(parameter);
        columns.gradients.push_back(laidOutAs(parameter, parameter.grad()));
        columns.means.push_back(state.exp_avg());
        columns.squares.push_back(state.exp_avg_sq());
        const bool sameAsLast = state.step() == lastStep;
        lastStep = state.step();
        columns.steps.push_back(sameAsLast ? columns.steps.back()
                                           : at::full({}, lastStep, parameter.options().dtype(at::kFloat)));
    }
    return columns;
}

at::Tensor FusedAdamW::step(LossClosure closure) {
    const at::NoGradGuard noGradient;
    at::Tensor loss;
    if (closure) {
        const at::AutoGradMode recording(true);
        loss = closure();
    }
    for (const auto& group : param_groups()) {
        const auto& options = static_cast<const AdamWOptions&>(group.options());
        TORCH_CHECK(!options.amsgrad(), "FusedAdamW has no amsgrad");
        const auto columns = advance(group);
        if (columns.parameters.empty()) continue;
        const auto [beta1, beta2] = options.betas();
        at::_fused_adamw_(columns.parameters, columns.gradients, columns.means, columns.squares, {}, columns.steps,
                          options.lr(), beta1, beta2, options.weight_decay(), options.eps(), /*amsgrad=*/false,
                          /*maximize=*/false);
    }
    return loss;
}

}  // namespace asg::training
