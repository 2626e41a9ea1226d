#include "models/training/model_weights.h"

#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"

namespace asg::training {

base::Result<void> writeWeights(const torch::nn::Module& module, const std::filesystem::path& path) {
    auto tensors = weights::stateOf(module);
    for (auto& [name, tensor] : tensors)
        if (tensor.is_floating_point()) tensor = tensor.to(at::kHalf);
    return weights::writeSafetensors(path, tensors, {{"format", "pt"}});
}

}  // namespace asg::training
