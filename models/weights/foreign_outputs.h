#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/weights/convert.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace asg::weights {

/// A foreign classifier's outputs, in their order.
struct ForeignOutputs {
    std::vector<std::string> labels;      ///< as those who trained it call them; empty for one that means nothing
    std::vector<double> operatingPoints;  ///< probability at which the score is 0.5; NaN: not trained; empty: not known
};

/// What the request says before what the file says; without names those of TorchXRayVision, where there are as many
/// outputs. Errors: InvalidArgument, naming the option to give, where nobody names them, or where names or points are
/// more or fewer than the outputs, or a point does not lie between 0 and 1.
[[nodiscard]] base::Result<ForeignOutputs> settleOutputs(const ConvertRequest& request, ForeignOutputs ofFile,
                                                         int outputs);

/// Writes "classifier" (labels and operating points) and "tagOutputs" into card.json, and the tags among the outputs
/// into "tagsNotShown": nothing of them was measured here.
void describeOutputs(const ForeignOutputs& outputs, nlohmann::json& card);

}  // namespace asg::weights
