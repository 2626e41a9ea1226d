#include "models/weights/module_state.h"

#include <ATen/core/grad_mode.h>
#include <torch/nn/module.h>

#include <sstream>
#include <string>

namespace asg::weights {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr int kNamedProblems = 5;

/// Gathers what does not fit; says the first few by name and counts the rest.
class Problems {
public:
    void add(const std::string& name, const std::string& what) {
        if (++m_count <= kNamedProblems) m_text << (m_count > 1 ? ", " : "") << name << ' ' << what;
    }
    [[nodiscard]] Result<void> result() const {
        if (m_count == 0) return {};
        std::string text = "the weights do not fit the network: " + m_text.str();
        if (m_count > kNamedProblems) text += " and " + std::to_string(m_count - kNamedProblems) + " more";
        return Error{ErrorCode::InvalidData, text + "."};
    }

private:
    int m_count = 0;
    std::ostringstream m_text;
};

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

Result<void> loadState(torch::nn::Module& module, const TensorMap& tensors) try {
    const at::NoGradGuard noGradient;
    Problems problems;
    TensorMap own = tensorsOf(module);
    for (auto& [name, target] : own) {
        const auto found = tensors.find(name);
        if (found == tensors.end()) {
            if (!name.ends_with("num_batches_tracked")) problems.add(name, "is missing");
        } else if (found->second.sizes() != target.sizes()) {
            problems.add(name, "is " + shapeText(found->second.sizes()) + " instead of " + shapeText(target.sizes()));
        } else {
            target.copy_(found->second);
        }
    }
    for (const auto& [name, unused] : tensors) {
        if (!own.contains(name)) problems.add(name, "is not part of it");
    }
    return problems.result();
} catch (const std::exception& problem) {
    return Error{ErrorCode::Internal, std::string("the weights could not be copied: ") + problem.what()};
}

}  // namespace asg::weights
