#pragma once

#include "models/regions/region_example.h"

#include <nlohmann/json_fwd.hpp>

namespace asg::regions {

/// Takes "augmentation" out of any stage's recipe, where it is there. Throws what the recipe readers throw.
void takeAugmentation(nlohmann::json& document, AugmentationRecipe& recipe);
[[nodiscard]] nlohmann::json toJson(const AugmentationRecipe& recipe);

}  // namespace asg::regions
