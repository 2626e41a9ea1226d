#include "models/nets/initialise.h"

#include <ATen/Context.h>
#include <torch/nn/init.h>
#include <torch/nn/modules/linear.h>
#include <torch/utils.h>

namespace asg::nets {

void seedEverything(std::uint64_t seed) {
    torch::manual_seed(seed);
    // Warnings instead of errors: an operation without a deterministic kernel must not end a training.
    at::globalContext().setDeterministicAlgorithms(true, true);
}

void initialiseNormal(at::Tensor& tensor, double deviation) {
    torch::nn::init::normal_(tensor, 0.0, deviation);
}

void initialiseLinearLayers(torch::nn::Module& module, double deviation) {
    for (const auto& child : module.modules(false)) {
        if (auto* linear = child->as<torch::nn::Linear>()) {
            initialiseNormal(linear->weight, deviation);
            if (linear->bias.defined()) torch::nn::init::zeros_(linear->bias);
        }
    }
}

}  // namespace asg::nets
