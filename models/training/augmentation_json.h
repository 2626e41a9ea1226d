#pragma once

#include "models/training/region_example.h"

#include <nlohmann/json_fwd.hpp>

namespace asg::training {

/// Takes "augmentation" out of any stage's recipe, where it is there. Throws what the recipe readers throw.
void takeAugmentation(nlohmann::json& document, AugmentationRecipe& recipe);
[[nodiscard]] nlohmann::json toJson(const AugmentationRecipe& recipe);

}  // namespace asg::training
