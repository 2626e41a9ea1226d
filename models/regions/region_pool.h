#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/regions/prepared_images.h"
#include "models/regions/region_recipe.h"
#include "models/regions/region_sample.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::regions {

/// A picture in memory with its labels.
struct PoolItem {
    RegionSample sample;
    training::PreparedImage image;
};

/// What one training reads: the data set's pictures dealt by patient, and phantoms.
struct RegionPool {
    int adjustedFrom = 0;              ///< pictures that the lung convention was learned from (`learnLungConvention`)
    std::vector<PoolItem> labelled;    ///< with region labels, to train on
    std::vector<PoolItem> unlabelled;  ///< without: for the gate, or taught by an earlier model
    std::vector<PoolItem> phantoms;
    std::vector<PoolItem> heldOut;  ///< read or marked pictures of the held-out patients
};

/// Which of `parts` parts (0 …) a patient is dealt to: a hash of the name, so that adding pictures moves nobody.
/// Another word before the name gives another dealing.
[[nodiscard]] int partOf(const std::string& patient, int parts);

/// Whether a patient belongs to the held-out part; none is held out when it is below 0.
[[nodiscard]] bool isHeldOut(const std::string& patient, int folds, int heldOutFold);

/// Pictures and what is known of their regions as a text that differs where they do. Boxes that a training taught
/// itself do not count: they follow from the rest.
[[nodiscard]] std::string identityText(const std::vector<PoolItem>& items);

/// Imports the data and prepares its pictures, in the same order for every stage. Those whose
/// licence does not allow training weights that are shipped are left out altogether. Errors as `importRegionData` and
/// `prepareImages`.
[[nodiscard]] base::Outcome<std::vector<PoolItem>> loadShippablePictures(const std::filesystem::path& data,
                                                                         const PreparedFolder& prepared,
                                                                         const base::Progress& progress,
                                                                         const std::stop_token& stop);

/// Loads the pictures, deals them by patient and generates the phantoms. Errors as `loadShippablePictures`;
/// InvalidData when no picture is left.
[[nodiscard]] base::Outcome<RegionPool> loadRegionPool(const RegionRecipe& recipe, const std::filesystem::path& data,
                                                       const std::filesystem::path& prepared,
                                                       const base::Progress& progress, std::stop_token stop);

}  // namespace asg::regions
