#pragma once

#include "core/base/result.h"
#include "core/vision/model_input.h"
#include "models/regions/region_pool.h"
#include "models/regions/region_recipe.h"
#include "models/training/loop_summary.h"

#include <filesystem>
#include <iosfwd>
#include <stop_token>
#include <vector>

namespace asg::regions {

class Objective;

/// How the network of this recipe wants its pictures.
[[nodiscard]] vision::InputSpec inputSpecOf(const RegionRecipe& recipe);

/// Where a training begins and what ends it.
struct RegionTrainingStart {
    /// A model folder whose weights it begins with, those of its parts that the recipe's network has (an image encoder
    /// at least); empty: at random.
    std::filesystem::path from{};
    bool resume = false;  ///< from the checkpoint in the output folder, where there is one
    /// What else the network learns, in the same steps; they outlive the training.
    std::vector<Objective*> objectives{};
};

/// Trains the region network and leaves in `out`: checkpoint.pt (exact state, written aside and renamed, every
/// `checkpointEvery` steps and at the end), log.csv and weights.safetensors (the averaged weights, half precision).
///
/// With `recipe.selfTeachingFrom` the pool's pictures without boxes get the network's own on the way.
///
/// With `start.resume` it goes on from the checkpoint with the same batches, losses and weights as if never
/// interrupted; without a checkpoint it starts anew. `stop` ends it after the step in hand, checkpoint written:
/// Cancelled. The same recipe, data and seed give the same weights on one kind of processor. Blocks; never throws.
/// Errors: InvalidData for a checkpoint of another recipe, other data or another start; WriteFailed and its kin;
/// Internal when a loss is no number.
[[nodiscard]] base::Outcome<training::LoopSummary> trainRegions(const RegionRecipe& recipe, RegionPool& pool,
                                                                const std::filesystem::path& out,
                                                                const RegionTrainingStart& start,
                                                                std::ostream& messages, std::stop_token stop);

}  // namespace asg::regions
