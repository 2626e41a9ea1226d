#pragma once

// Private to models/: includes Torch.

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace torch::nn {
class Module;
}

namespace asg::nets {

/// Seeds every random generator of Torch (CPU and, where there is one, CUDA) and asks it for deterministic kernels:
/// the same seed on the same kind of device gives the same weights, batches and losses. Call it before a network is
/// built; it is the only state this library sets outside its own objects, and it is Torch's.
void seedEverything(std::uint64_t seed);

/// Fills with a normal distribution of mean 0 and the given deviation, without recording gradients.
void initialiseNormal(at::Tensor& tensor, double deviation);

/// Every Linear below `module`: weights normal with that deviation, biases zero.
void initialiseLinearLayers(torch::nn::Module& module, double deviation);

}  // namespace asg::nets
