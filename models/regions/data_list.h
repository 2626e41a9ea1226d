#pragma once

#include "core/base/result.h"
#include "models/regions/region_pool.h"

#include <filesystem>
#include <map>
#include <string>

namespace asg::regions {

/// Writes data-list.json into the model folder: for each picture its path in the data, SHA-256, licence and what it was
/// used for
/// ("regions", "gate", "gate and self-teaching", "held out"), the phantoms' seeds as a range; no pixels.
[[nodiscard]] base::Result<void> writeDataList(const RegionRecipe& recipe, const RegionPool& pool,
                                               const std::filesystem::path& folder);

/// SHA-256 → path below the data folder.
using TrainedPictures = std::map<std::string, std::string>;

/// Every picture that the model was trained on, held-out ones not among them; none of a converted model, of which
/// nobody here knows them. Errors: NotFound, InvalidData.
[[nodiscard]] base::Result<TrainedPictures> readTrainedPictures(const std::filesystem::path& folder);

}  // namespace asg::regions
