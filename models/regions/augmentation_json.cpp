#include "models/regions/augmentation_json.h"

#include "models/training/recipe_json.h"

namespace asg::regions {
namespace {

using nlohmann::json;

template <typename Visit, typename Augmentation>
void visitAugmentation(Visit&& visit, Augmentation& a) {
    visit("scale", a.placement.scale);
    visit("aspect", a.placement.aspect);
    visit("shift", a.placement.shift);
    visit("rotation", a.placement.rotation);
    visit("warp", a.placement.warp);
    visit("cutChance", a.placement.cutChance);
    visit("cut", a.placement.cut);
    visit("gamma", a.appearance.gamma);
    visit("contrast", a.appearance.contrast);
    visit("brightness", a.appearance.brightness);
    visit("noise", a.appearance.noise);
    visit("blurChance", a.appearance.blurChance);
    visit("eraseChance", a.appearance.eraseChance);
    visit("opacityChance", a.appearance.opacityChance);
    visit("inverted", a.inverted);
    visit("rotated", a.rotated);
    visit("mirrored", a.mirrored);
    visit("notChest", a.notChest);
}

}  // namespace

void takeAugmentation(json& document, AugmentationRecipe& recipe) {
    if (!document.contains("augmentation")) return;
    auto& augmentation = document.at("augmentation");
    training::checkRecipe(augmentation.is_object(), "augmentation must be an object");
    visitAugmentation(training::RecipeReader{augmentation}, recipe);
    training::refuseUnknownKeys(augmentation, "augmentation.");
    training::checkRecipe(recipe.placement.warp >= 0 && recipe.placement.warp < 1, "augmentation.warp must be below 1");
    for (const double chance : {recipe.appearance.eraseChance, recipe.appearance.opacityChance})
        training::checkRecipe(chance >= 0 && chance < 1,
                              "augmentation.eraseChance and opacityChance must be in 0..1, 1 left out");
    document.erase("augmentation");
}

json toJson(const AugmentationRecipe& recipe) {
    json out;
    visitAugmentation(training::RecipeWriter{out}, recipe);
    return out;
}

}  // namespace asg::regions
