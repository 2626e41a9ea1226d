#pragma once

// Private to models/: includes Torch.

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace asg::weights {

/// Tensors by name, on the CPU and contiguous when they come from a file.
using TensorMap = std::map<std::string, at::Tensor>;

}  // namespace asg::weights
