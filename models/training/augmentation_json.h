#pragma once

#include "models/training/region_example.h"

#include <nlohmann/json_fwd.hpp>

namespace asg::training {

/// "augmentation" of any stage's recipe, with its keys as members. Throws what the recipe readers throw.
void readAugmentation(nlohmann::json augmentation, AugmentationRecipe& recipe);
[[nodiscard]] nlohmann::json toJson(const AugmentationRecipe& recipe);

}  // namespace asg::training
