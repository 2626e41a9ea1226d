#include "models/regions/mirror_recipe.h"

#include "models/regions/augmentation_json.h"
#include "models/training/recipe_json.h"

#include <nlohmann/json.hpp>

namespace asg::regions {
namespace {

using nlohmann::json;
using training::checkRecipe;

template <typename Visit, typename Recipe>
void visitMirrorMembers(Visit&& visit, Recipe& r) {
    visit("name", r.name);
    visit("version", r.version);
    visit("seed", r.seed);
    visit("side", r.head.side);
    visit("decay", r.decay);
    visit("views", r.views);
}

MirrorRecipe takeMirrorRecipe(json& document) {
    MirrorRecipe recipe;
    visitMirrorMembers(training::RecipeReader{document}, recipe);
    takeAugmentation(document, recipe.augmentation);
    return recipe;
}

void checkMirrorRecipe(const MirrorRecipe& r) {
    const auto& a = r.augmentation;
    checkRecipe(r.head.side >= 2 && r.head.side <= 32 && r.head.side % 2 == 0, "side must be even and at most 32");
    checkRecipe(r.decay > 0, "decay must be above 0");
    checkRecipe(r.views >= 1 && r.views <= 64, "views must be 1 … 64");
    checkRecipe(a.inverted == 0 && a.rotated == 0 && a.mirrored == 0 && a.notChest == 0,
                "each view is taken with its own mirrored copy: augmentation.inverted, rotated, mirrored and notChest "
                "must be 0");
}

}  // namespace

base::Result<MirrorRecipe> readMirrorRecipe(const std::filesystem::path& path) {
    return training::readRecipe(path, takeMirrorRecipe, checkMirrorRecipe);
}

json toJson(const MirrorRecipe& recipe) {
    json out;
    visitMirrorMembers(training::RecipeWriter{out}, recipe);
    out["augmentation"] = toJson(recipe.augmentation);
    return out;
}

}  // namespace asg::regions
