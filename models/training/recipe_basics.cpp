#include "models/training/recipe_basics.h"

#include "models/training/recipe_json.h"

namespace asg::training {
namespace {

template <typename Visit, typename Recipe>
void visitBasics(Visit&& visit, Recipe& recipe) {
    visit("name", recipe.name);
    visit("version", recipe.version);
    visit("seed", recipe.seed);
    visit("batch", recipe.batch);
    visit("learningRate", recipe.learningRate);
    visit("warmUp", recipe.warmUp);
    visit("weightDecay", recipe.weightDecay);
    visit("clipNorm", recipe.clipNorm);
    visit("threads", recipe.threads);
    visit("logEvery", recipe.logEvery);
    visit("checkpointEvery", recipe.checkpointEvery);
}

}  // namespace

void takeBasics(nlohmann::json& document, RecipeBasics& recipe) {
    visitBasics(RecipeReader{document}, recipe);
}

void writeBasics(const RecipeBasics& recipe, nlohmann::json& out) {
    visitBasics(RecipeWriter{out}, recipe);
}

void checkBasics(const RecipeBasics& recipe) {
    checkRecipe(recipe.batch >= 1 && recipe.threads >= 1, "batch and threads must be at least 1");
    checkRecipe(recipe.logEvery >= 1 && recipe.checkpointEvery >= 1, "logEvery and checkpointEvery must be at least 1");
    checkRecipe(recipe.warmUp >= 0 && recipe.warmUp < 1, "warmUp must be at least 0 and below 1");
    checkRecipe(recipe.weightDecay >= 0 && recipe.clipNorm >= 0, "weightDecay and clipNorm must not be negative");
}

}  // namespace asg::training
