#pragma once

// Private to models/: includes Torch.

#include "core/analysis/backend.h"

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <string>

namespace asg::inference {

/// Whether this processor multiplies bfloat16 in hardware (AVX512-BF16 or AMX), as LibTorch sees it.
[[nodiscard]] bool processorHasBfloat16();

/// What a choice means for the encoders of a network. `auto` takes bfloat16 on a processor that has it and for a
/// network that is not small (`isSmall`): a small one is no faster, since casting costs it what the products save, and
/// on a processor without it every product is emulated. A GPU keeps float32 unless told otherwise.
[[nodiscard]] c10::ScalarType encoderType(analysis::PrecisionChoice choice, const c10::Device& device, bool small,
                                          bool hasBfloat16);

/// "float32", "bfloat16".
[[nodiscard]] std::string precisionName(c10::ScalarType type);

}  // namespace asg::inference
