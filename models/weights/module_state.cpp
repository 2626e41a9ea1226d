#include "models/weights/module_state.h"

#include "core/base/translatable.h"

#include <ATen/core/grad_mode.h>
#include <torch/nn/module.h>

#include <exception>
#include <sstream>
#include <tuple>

namespace asg::weights {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kNamedProblems = 5;

std::string shapeText(at::IntArrayRef shape) {
    std::ostringstream text;
    text << shape;
    return text.str();
}

/// Views on the module's own tensors.
TensorMap tensorsOf(const torch::nn::Module& module) {
    TensorMap tensors;
    for (const auto& item : module.named_parameters()) tensors.emplace(item.key(), item.value());
    for (const auto& item : module.named_buffers()) tensors.emplace(item.key(), item.value());
    return tensors;
}

}  // namespace

TensorMap stateOf(const torch::nn::Module& module) {
    TensorMap state = tensorsOf(module);
    for (auto& [name, tensor] : state) tensor = tensor.detach().to(at::kCPU, tensor.scalar_type(), false, true);
    return state;
}

StateLoader::StateLoader(torch::nn::Module& module) : m_targets(tensorsOf(module)) {}

at::Tensor* StateLoader::target(const std::string& name, const at::Tensor& tensor) {
    const auto target = m_targets.find(name);
    if (target == m_targets.end()) {
        addProblem(name, "is not part of it");
        return nullptr;
    }
    m_taken.insert(name);
    if (target->second.sizes() == tensor.sizes()) return &target->second;
    addProblem(name, "is " + shapeText(tensor.sizes()) + " instead of " + shapeText(target->second.sizes()));
    return nullptr;
}

void StateLoader::copy(const std::string& name, const at::Tensor& tensor) try {
    const at::NoGradGuard noGradient;
    if (auto* own = target(name, tensor)) own->copy_(tensor);
} catch (const std::exception&) {
    addProblem(name, "could not be copied");
}

void StateLoader::adopt(const std::string& name, const at::Tensor& tensor) try {
    const at::NoGradGuard noGradient;
    if (auto* own = target(name, tensor)) own->set_data(tensor.to(own->options()));
} catch (const std::exception&) {
    addProblem(name, "could not be taken over");
}

void StateLoader::pass(const std::string& name, const at::Tensor& tensor) {
    std::ignore = target(name, tensor);
}

Result<void> StateLoader::finish() {
    const at::NoGradGuard noGradient;
    for (auto& [name, own] : m_targets) {
        if (m_taken.contains(name)) continue;
        if (name.ends_with("num_batches_tracked")) {
            own.zero_();
        } else {
            addProblem(name, "is missing");
        }
    }
    if (m_problemCount == 0) return {};
    std::string problems;
    for (std::size_t i = 0; i < m_problems.size(); ++i) problems += (i > 0 ? ", " : "") + m_problems[i];
    if (m_problemCount == m_problems.size())
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "the weights do not fit the network: %1."), {problems}}};
    return Error{ErrorCode::InvalidData,
                 base::Sentence{QT_TRANSLATE_NOOP("Error", "the weights do not fit the network: %1 and %2 more."),
                                {problems, std::to_string(m_problemCount - m_problems.size())}}};
}

void StateLoader::addProblem(const std::string& name, const std::string& what) {
    if (++m_problemCount <= kNamedProblems) m_problems.push_back(name + ' ' + what);
}

Result<void> loadState(torch::nn::Module& module, const TensorMap& tensors) {
    StateLoader loader(module);
    for (const auto& [name, tensor] : tensors) loader.copy(name, tensor);
    return loader.finish();
}

}  // namespace asg::weights
