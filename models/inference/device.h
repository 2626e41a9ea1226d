#pragma once

// Private to models/: includes Torch.

#include "core/analysis/backend.h"
#include "core/base/result.h"

#include <c10/core/Device.h>

#include <string>

namespace asg::inference {

/// The device that a choice means on this computer. `auto` takes the first GPU on which a small product works, else
/// the CPU. LibTorch's CUDA half is loaded here, when it is first asked for; a computer without NVIDIA's libraries
/// needs nothing of it. Errors: DeviceUnavailable, when CUDA is asked for by name and does not work.
[[nodiscard]] base::Result<c10::Device> chooseDevice(const analysis::DeviceChoice& choice);

/// "CPU", "CUDA:0".
[[nodiscard]] std::string deviceName(const c10::Device& device);

}  // namespace asg::inference
