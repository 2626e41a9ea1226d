#include "models/inference/image_tensor.h"

#include <ATen/ops/empty.h>

#include <array>

namespace asg::inference {

at::Tensor imageTensor(const vision::ModelInput& input) {
    const auto& spec = input.spec;
    const std::array means{spec.mean, spec.meanG, spec.meanB};
    const std::array deviations{spec.deviation, spec.deviationG, spec.deviationB};
    at::Tensor tensor = at::empty({1, 3, spec.crop, spec.crop});
    auto* value = tensor.data_ptr<float>();
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (const float grey : input.grey) *value++ = (grey / 255.0F - means[channel]) / deviations[channel];
    return tensor;
}

}  // namespace asg::inference
