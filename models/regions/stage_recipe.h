#pragma once

#include "models/regions/region_example.h"
#include "models/training/recipe_basics.h"

namespace asg::regions {

/// What the recipes of the stages say that train on the views of a frozen encoder.
struct StageRecipe : training::RecipeBasics {
    int views = 4;  ///< augmented versions of each picture, seen by the frozen encoder once
    int steps = 1000;
    AugmentationRecipe augmentation{};
};

/// Takes these keys out of a recipe. Pictures that are inverted, turned, mirrored or no chest, which would teach wrong
/// findings and places, do not occur unless the recipe asks for them. Throws what RecipeReader throws.
void takeStage(nlohmann::json& document, StageRecipe& recipe);
void writeStage(const StageRecipe& recipe, nlohmann::json& out);
/// Throws std::invalid_argument with the rule that does not hold.
void checkStage(const StageRecipe& recipe);

}  // namespace asg::regions
