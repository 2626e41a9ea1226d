#pragma once

// Private to models/: includes Torch.

#include "models/nets/asg_network.h"
#include "models/regions/gate_evaluation.h"
#include "models/regions/mirror_recipe.h"
#include "models/regions/region_pool.h"
#include "models/training/stage_folder.h"

#include <filesystem>
#include <vector>

namespace asg::regions {

/// Writes the model folder of a start that was given a mirror head, beside its weights: it warns of mirrored pictures
/// from one half on until figures on held-out patients say better, and the gate's earlier figures are taken off.
[[nodiscard]] base::Result<void> writeMirroredFolder(const training::StageStart& start, const MirrorRecipe& recipe,
                                                     const std::vector<PoolItem>& pictures,
                                                     const nets::NetworkConfig& network,
                                                     const std::filesystem::path& folder);

/// Puts how the whole gate does on pictures that the model was not trained on among the figures of its own card.
[[nodiscard]] base::Result<void> addGateFigures(const std::filesystem::path& folder, const GateEvaluation& evaluation);

}  // namespace asg::regions
