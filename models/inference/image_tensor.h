#pragma once

// Private to models/: includes Torch.

#include "core/vision/model_input.h"

#include <ATen/core/Tensor.h>

namespace asg::inference {

/// Grey 0..255 → [1, 3, crop, crop], float32 on the CPU, normalised as the input's specification says.
[[nodiscard]] at::Tensor imageTensor(const vision::ModelInput& input);

}  // namespace asg::inference
