#pragma once

// Private to models/: includes Torch.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/nets/asg_network.h"
#include "models/regions/mirror_recipe.h"
#include "models/regions/region_pool.h"
#include "models/training/stage_folder.h"

#include <stop_token>
#include <vector>

namespace asg::regions {

/// The start's network with a mirror head that is fitted to these pictures and their mirrored copies; all else stays as
/// it is, bit by bit. Blocks; errors: InvalidData for a start without an input gate or without pictures.
[[nodiscard]] base::Outcome<nets::AsgNetwork> fitMirrorHead(const MirrorRecipe& recipe,
                                                            const training::StageStart& start,
                                                            const std::vector<PoolItem>& pictures,
                                                            const base::Progress& progress, std::stop_token stop);

}  // namespace asg::regions
