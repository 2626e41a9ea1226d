#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/training/prepared_images.h"
#include "models/training/region_recipe.h"
#include "models/training/region_sample.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace asg::training {

/// A picture in memory with its labels.
struct PoolItem {
    RegionSample sample;
    PreparedImage image;
};

/// What one training reads: the data set's pictures dealt by patient, and phantoms.
struct RegionPool {
    int adjustedFrom = 0;              ///< pictures that the lung convention was learned from (`learnLungConvention`)
    std::vector<PoolItem> labelled;    ///< with region labels, to train on
    std::vector<PoolItem> unlabelled;  ///< without: for the gate, or taught by an earlier model
    std::vector<PoolItem> phantoms;
    std::vector<PoolItem> heldOut;  ///< read or marked pictures of the held-out patients
};

/// Whether a patient belongs to the held-out part: a hash of the name, so that adding pictures moves nobody.
[[nodiscard]] bool isHeldOut(const std::string& patient, int folds, int heldOutFold);

/// Imports the data, prepares its pictures (kept in `prepared`) and generates the phantoms. Pictures whose licence does
/// not allow training are left out altogether. Errors as `importRegionData` and `prepareImages`.
[[nodiscard]] base::Outcome<RegionPool> loadRegionPool(const RegionRecipe& recipe, const std::filesystem::path& data,
                                                       const std::filesystem::path& prepared,
                                                       const base::Progress& progress, std::stop_token stop);

}  // namespace asg::training
