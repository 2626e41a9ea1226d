#pragma once

// Private to models/: includes Torch.

#include "models/nets/residual_network.h"

#include <vector>

namespace asg::nets {

/// The maps that a segmentation decoder builds on: after the stem's ReLU and after each of the four layers, the
/// shallowest first. Images as ResidualNetwork::forward takes them; the same numbers as it passes on the way.
[[nodiscard]] std::vector<at::Tensor> residualStages(ResidualNetworkImpl& network, const ImageEncoderConfig& config,
                                                     const at::Tensor& images);

}  // namespace asg::nets
