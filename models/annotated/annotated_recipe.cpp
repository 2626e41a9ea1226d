#include "models/annotated/annotated_recipe.h"

#include "models/training/recipe_json.h"

#include <nlohmann/json.hpp>

namespace asg::annotated {
namespace {

using nlohmann::json;
using training::checkRecipe;

template <typename Visit, typename Recipe>
void visitWeights(Visit&& visit, Recipe& r) {
    visit("averageDecay", r.averageDecay);
    visit("anchorWeight", r.anchorWeight);
    visit("boxWeight", r.boxWeight);
    visit("overlapWeight", r.overlapWeight);
    visit("presenceWeight", r.presenceWeight);
    visit("pointWeight", r.pointWeight);
    visit("extentWeight", r.extentWeight);
    visit("phrases", r.phrases);
}

AnnotatedRecipe takeAnnotatedRecipe(json& document) {
    AnnotatedRecipe recipe;
    regions::takeStage(document, recipe);
    visitWeights(training::RecipeReader{document}, recipe);
    return recipe;
}

void checkWeights(const AnnotatedRecipe& r) {
    regions::checkStage(r);
    checkRecipe(r.averageDecay >= 0 && r.averageDecay < 1, "averageDecay must be at least 0 and below 1");
    for (const double weight :
         {r.anchorWeight, r.boxWeight, r.overlapWeight, r.presenceWeight, r.pointWeight, r.extentWeight})
        checkRecipe(weight >= 0, "no weight may be below 0");
    checkRecipe(r.phrases >= 1 && r.phrases <= 64, "phrases must be 1 … 64");
    const auto& shown = r.augmentation;
    checkRecipe(shown.inverted + shown.rotated + shown.mirrored + shown.notChest == 0,
                "inverted, rotated, mirrored and notChest must be 0: readers judged the picture as it is");
}

}  // namespace

AnnotatedRecipe::AnnotatedRecipe() : StageRecipe{{.batch = 16, .learningRate = 5e-4, .weightDecay = 0.01}, 4, 200} {
    augmentation.inverted = augmentation.rotated = augmentation.mirrored = augmentation.notChest = 0;
}

base::Result<AnnotatedRecipe> readAnnotatedRecipe(const std::filesystem::path& path) {
    if (path.empty()) return AnnotatedRecipe();
    return training::readRecipe(path, takeAnnotatedRecipe, checkWeights);
}

json toJson(const AnnotatedRecipe& recipe) {
    json out;
    regions::writeStage(recipe, out);
    visitWeights(training::RecipeWriter{out}, recipe);
    return out;
}

}  // namespace asg::annotated
