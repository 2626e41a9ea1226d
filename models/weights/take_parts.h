#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/weights/tensor_map.h"

#include <set>
#include <string>
#include <string_view>

namespace torch::nn {
class Module;
}

namespace asg::weights {

/// The part of the network that a tensor belongs to: "image_encoder", "image_encoder.pyramid", "region_head" …
[[nodiscard]] std::string_view partOfName(std::string_view name);

/// What a training begins with.
struct TakenParts {
    std::set<std::string> taken;  ///< parts whose weights were given
    std::set<std::string> fresh;  ///< parts that stay as they were
};

/// Copies every part of the module that `tensors` hold; parts that the module lacks are passed over. Names in
/// `optional` may be missing in a part, and so may the counters of batch normalisations. Error: InvalidData, naming a
/// tensor that a part of the module lacks in `tensors`, has in another shape or does not know; the module is then half
/// filled.
[[nodiscard]] base::Result<TakenParts> takeParts(torch::nn::Module& module, const TensorMap& tensors,
                                                 const std::set<std::string>& optional = {});

}  // namespace asg::weights
