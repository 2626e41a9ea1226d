#include "models/training/stage_recipe.h"

#include "models/training/augmentation_json.h"
#include "models/training/recipe_json.h"

namespace asg::training {

void takeStage(nlohmann::json& document, StageRecipe& recipe) {
    takeBasics(document, recipe);
    RecipeReader reader{document};
    reader("views", recipe.views);
    reader("steps", recipe.steps);
    auto& augmentation = recipe.augmentation;
    augmentation.inverted = augmentation.rotated = augmentation.mirrored = augmentation.notChest = 0;
    takeAugmentation(document, augmentation);
}

void writeStage(const StageRecipe& recipe, nlohmann::json& out) {
    writeBasics(recipe, out);
    out["views"] = recipe.views;
    out["steps"] = recipe.steps;
    out["augmentation"] = toJson(recipe.augmentation);
}

void checkStage(const StageRecipe& recipe) {
    checkBasics(recipe);
    checkRecipe(recipe.views >= 1 && recipe.views <= 64, "views must be 1 … 64");
    checkRecipe(recipe.steps >= 1, "steps must be at least 1");
}

}  // namespace asg::training
