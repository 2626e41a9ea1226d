#include "models/training/model_weights.h"

#include "models/weights/safetensors.h"

namespace asg::training {

base::Result<void> writeWeights(const torch::nn::Module& module, const std::filesystem::path& path) {
    weights::TensorMap tensors;
    const auto take = [&tensors](const auto& entries) {
        for (const auto& entry : entries) {
            const at::Tensor tensor = entry.value().detach();
            tensors[entry.key()] = tensor.is_floating_point() ? tensor.to(at::kHalf) : tensor;
        }
    };
    take(module.named_parameters());
    take(module.named_buffers());
    return weights::writeSafetensors(path, tensors, {{"format", "pt"}});
}

}  // namespace asg::training
