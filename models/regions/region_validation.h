#pragma once

// Private to models/: includes Torch.

#include "core/vision/model_input.h"
#include "models/nets/asg_network.h"
#include "models/regions/region_pool.h"

namespace asg::regions {

/// Two figures for the log while training: mean IoU with radiologists' lungs, and mean of the 17 read regions' means.
struct ValidationFigures {
    double lungs = 0;
    double read = 0;
};

/// On pictures that are not trained on, as prepared. `network` is in evaluation mode.
[[nodiscard]] ValidationFigures validateRegions(nets::AsgNetwork& network, const std::vector<PoolItem>& items,
                                                const vision::InputSpec& spec);

}  // namespace asg::regions
