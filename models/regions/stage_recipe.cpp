#include "models/regions/stage_recipe.h"

#include "models/regions/augmentation_json.h"
#include "models/training/recipe_json.h"

namespace asg::regions {

void takeStage(nlohmann::json& document, StageRecipe& recipe) {
    training::takeBasics(document, recipe);
    training::RecipeReader reader{document};
    reader("views", recipe.views);
    reader("steps", recipe.steps);
    auto& augmentation = recipe.augmentation;
    augmentation.inverted = augmentation.rotated = augmentation.mirrored = augmentation.notChest = 0;
    takeAugmentation(document, augmentation);
}

void writeStage(const StageRecipe& recipe, nlohmann::json& out) {
    training::writeBasics(recipe, out);
    out["views"] = recipe.views;
    out["steps"] = recipe.steps;
    out["augmentation"] = toJson(recipe.augmentation);
}

void checkStage(const StageRecipe& recipe) {
    training::checkBasics(recipe);
    training::checkRecipe(recipe.views >= 1 && recipe.views <= 64, "views must be 1 … 64");
    training::checkRecipe(recipe.steps >= 1, "steps must be at least 1");
}

}  // namespace asg::regions
