#pragma once

// Private to models/: includes Torch.

#include "core/vision/model_input.h"
#include "models/nets/asg_network.h"
#include "models/regions/region_pool.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace asg::regions {

/// Gives pictures without boxes those of a trained network (self-training; Lee, "Pseudo-Label", 2013): a region is
/// labelled, source SelfTaught, where the network is sure that it is there and places it alike (mean IoU of at least
/// 0.7) in the picture as it is and in copies that are shifted and scaled. All else stays unknown, boxes of an
/// earlier call included. Deterministic.
///
/// `network` is in evaluation mode. Gives the number of boxes; changes nothing and gives nothing when asked to stop.
[[nodiscard]] std::optional<int> teachUnlabelled(nets::AsgNetwork& network, std::vector<PoolItem>& items,
                                                 const vision::InputSpec& spec, const std::stop_token& stop);

}  // namespace asg::regions
