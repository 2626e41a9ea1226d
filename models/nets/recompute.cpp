#include "models/nets/recompute.h"

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/nn/module.h>

#include <algorithm>
#include <mutex>
#include <utility>

namespace asg::nets {

namespace {

thread_local bool recomputing = false;

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Automatic mixed precision of the calling thread for one kind of device. Autograd may call from another thread, and
/// after the guard that had switched it on is gone.
struct Precision {
    at::DeviceType device;
    bool enabled;
    at::ScalarType type;

    static Precision now(at::DeviceType device) {
        return {device, at::autocast::is_autocast_enabled(device), at::autocast::get_autocast_dtype(device)};
    }
    void apply() const {
        at::autocast::set_autocast_enabled(device, enabled);
        at::autocast::set_autocast_dtype(device, type);
    }
};

/// While it lives, mixed precision is as `wanted` says, and casts of weights are not shared with others: those of a run
/// without gradients would have none in a run with them.
class PrecisionScope {
public:
    explicit PrecisionScope(const Precision& wanted)
        : m_before(Precision::now(wanted.device)), m_sharedCasts(at::autocast::is_autocast_cache_enabled()) {
        wanted.apply();
        at::autocast::set_autocast_cache_enabled(false);
    }
    ~PrecisionScope() {
        m_before.apply();
        at::autocast::set_autocast_cache_enabled(m_sharedCasts);
    }
    PrecisionScope(const PrecisionScope&) = delete;
    PrecisionScope& operator=(const PrecisionScope&) = delete;

private:
    Precision m_before;
    bool m_sharedCasts;
};

at::Tensor stateOf(at::Generator generator) {
    const std::scoped_lock lock(generator.mutex());
    return generator.get_state();
}

void setState(at::Generator generator, const at::Tensor& state) {
    const std::scoped_lock lock(generator.mutex());
    generator.set_state(state);
}

/// While it lives, a random generator stands where `state` says; afterwards where it stood before.
class GeneratorScope {
public:
    GeneratorScope(at::Generator generator, const at::Tensor& state)
        : m_generator(std::move(generator)), m_before(stateOf(m_generator)) {
        setState(m_generator, state);
    }
    ~GeneratorScope() { setState(m_generator, m_before); }
    GeneratorScope(const GeneratorScope&) = delete;
    GeneratorScope& operator=(const GeneratorScope&) = delete;

private:
    at::Generator m_generator;
    at::Tensor m_before;
};

/// Gives a module's buffers (running statistics) their values back.
class BufferScope {
public:
    explicit BufferScope(const torch::nn::Module& module) : m_buffers(module.buffers()) {
        for (const auto& buffer : m_buffers) m_before.push_back(buffer.detach().clone());
    }
    ~BufferScope() {
        const at::NoGradGuard noGradient;
        // Through variable_data(), which has a version of its own: what autograd saved of a buffer stays valid.
        for (std::size_t i = 0; i < m_buffers.size(); ++i) m_buffers[i].variable_data().copy_(m_before[i]);
    }
    BufferScope(const BufferScope&) = delete;
    BufferScope& operator=(const BufferScope&) = delete;

private:
    std::vector<at::Tensor> m_buffers;
    std::vector<at::Tensor> m_before;
};

/// What the second run must know of the first, besides the inputs.
struct FirstRun : torch::CustomClassHolder {
    FirstRun(const std::shared_ptr<torch::nn::Module>& module, Block block, const at::Device& device,
             std::size_t inputs)
        : m_module(module),
          m_block(std::move(block)),
          m_inputs(inputs),
          m_generator(at::globalContext().defaultGenerator(device)),
          m_random(stateOf(m_generator)),
          m_precision(Precision::now(device.type())) {}

    [[nodiscard]] std::size_t inputs() const { return m_inputs; }

    [[nodiscard]] at::Tensor run(const std::vector<at::Tensor>& inputs) const {
        const PrecisionScope precision(m_precision);
        return m_block(inputs);
    }
    [[nodiscard]] at::Tensor runAgain(const std::vector<at::Tensor>& inputs) const {
        const GeneratorScope random(m_generator, m_random);
        const BufferScope buffers(*m_module);
        const at::AutoGradMode recording(true);
        return run(inputs);
    }

private:
    std::shared_ptr<torch::nn::Module> m_module;
    Block m_block;
    std::size_t m_inputs;
    at::Generator m_generator;
    at::Tensor m_random;
    Precision m_precision;
};

/// Inputs that are no part of any graph but have gradients where the first ones had.
std::vector<at::Tensor> freshInputs(const variable_list& saved, std::size_t count) {
    std::vector<at::Tensor> inputs;
    for (std::size_t i = 0; i < count; ++i)
        inputs.push_back(saved[i].detach().requires_grad_(saved[i].requires_grad()));
    return inputs;
}

/// Its arguments are the first run, the inputs, and the parameters, which are there for their gradients alone.
class Recomputed : public torch::autograd::Function<Recomputed> {
public:
    static at::Tensor forward(AutogradContext* context, const c10::intrusive_ptr<FirstRun>& first, at::TensorList all) {
        context->saved_data["first"] = c10::IValue::make_capsule(first);
        context->save_for_backward(all.vec());
        return first->run(all.slice(0, first->inputs()).vec());
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto holder = context->saved_data["first"].toCapsule();
        const auto& first = *static_cast<FirstRun*>(holder.get());
        auto all = context->get_saved_variables();
        const auto inputs = freshInputs(all, first.inputs());
        const auto output = first.runAgain(inputs);
        std::ranges::copy(inputs, all.begin());
        variable_list wanted;
        for (const auto& tensor : all)
            if (tensor.requires_grad()) wanted.push_back(tensor);
        const auto found = torch::autograd::grad({output}, wanted, {gradients[0]}, {}, false, /*allow_unused=*/true);
        variable_list result(1);  // the first run has none
        for (auto next = found.begin(); const auto& tensor : all)
            result.push_back(tensor.requires_grad() ? *next++ : at::Tensor());
        return result;
    }
};

}  // namespace

RecomputeScope::RecomputeScope(bool wanted) : m_before(recomputing) {
    if (wanted) recomputing = true;
}

RecomputeScope::~RecomputeScope() {
    recomputing = m_before;
}

at::Tensor runBlock(const std::shared_ptr<torch::nn::Module>& module, Block block, std::vector<at::Tensor> inputs) {
    if (!recomputing || !at::GradMode::is_enabled()) return block(inputs);
    const auto count = inputs.size();
    auto first = c10::make_intrusive<FirstRun>(module, std::move(block), inputs.front().device(), count);
    for (const auto& parameter : module->parameters()) inputs.push_back(parameter);
    return Recomputed::apply(first, at::TensorList(inputs));
}

}  // namespace asg::nets
