#include "models/weights/module_state.h"

#include <ATen/core/grad_mode.h>
#include <torch/nn/module.h>

#include <exception>
#include <sstream>

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

void StateLoader::take(const std::string& name, const at::Tensor& tensor) try {
    const at::NoGradGuard noGradient;
    const auto target = m_targets.find(name);
    if (target == m_targets.end()) return addProblem(name, "is not part of it");
    m_taken.insert(name);
    if (target->second.sizes() != tensor.sizes()) {
        return addProblem(name, "is " + shapeText(tensor.sizes()) + " instead of " + shapeText(target->second.sizes()));
    }
    target->second.copy_(tensor);
} catch (const std::exception&) {
    addProblem(name, "could not be copied");
}

Result<void> StateLoader::finish() {
    for (const auto& [name, unused] : m_targets) {
        if (!m_taken.contains(name) && !name.ends_with("num_batches_tracked")) addProblem(name, "is missing");
    }
    if (m_problemCount == 0) return {};
    std::string text = "the weights do not fit the network: ";
    for (std::size_t i = 0; i < m_problems.size(); ++i) text += (i > 0 ? ", " : "") + m_problems[i];
    if (m_problemCount > m_problems.size()) {
        text += " and " + std::to_string(m_problemCount - m_problems.size()) + " more";
    }
    return Error{ErrorCode::InvalidData, text + "."};
}

void StateLoader::addProblem(const std::string& name, const std::string& what) {
    if (++m_problemCount <= kNamedProblems) m_problems.push_back(name + ' ' + what);
}

Result<void> loadState(torch::nn::Module& module, const TensorMap& tensors) {
    StateLoader loader(module);
    for (const auto& [name, tensor] : tensors) loader.take(name, tensor);
    return loader.finish();
}

}  // namespace asg::weights
