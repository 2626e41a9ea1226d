#include "models/regions/region_recipe.h"

#include "core/domain/tag.h"
#include "models/nets/lite_layout.h"
#include "models/regions/augmentation_json.h"
#include "models/training/recipe_json.h"

#include <nlohmann/json.hpp>

namespace asg::regions {
namespace {

using nlohmann::json;

template <typename Visit, typename Recipe>
void visitNumbers(Visit&& visit, Recipe& r) {
    visit("steps", r.steps);
    visit("encoderRate", r.encoderRate);
    visit("frozenStages", r.frozenStages);
    visit("averageDecay", r.averageDecay);
    visit("bfloat16", r.bfloat16);
    visit("boxWeight", r.boxWeight);
    visit("overlapWeight", r.overlapWeight);
    visit("presenceWeight", r.presenceWeight);
    visit("gateWeight", r.gateWeight);
    visit("tagWeight", r.tagWeight);
    visit("tagMapWeight", r.tagMapWeight);
    visit("minimumPositives", r.minimumPositives);
    visit("lungBorder", r.lungBorder);
    visit("phantoms", r.phantoms);
    visit("phantomShare", r.phantomShare);
    visit("unlabelledShare", r.unlabelledShare);
    visit("folds", r.folds);
    visit("heldOutFold", r.heldOutFold);
    visit("selfTeachingFrom", r.selfTeachingFrom);
    visit("selfTeachingEvery", r.selfTeachingEvery);
    visit("taughtShare", r.taughtShare);
}

void validateRecipe(const RegionRecipe& r) {
    training::checkBasics(r);
    training::checkRecipe(r.network.regionHead.has_value(), "network.regionHead must be given");
    const auto backbone = r.network.image.backbone;
    training::checkRecipe(backbone == nets::Backbone::VitBase || backbone == nets::Backbone::EfficientnetLite,
                          "network.image.backbone must be \"vit_base\" or \"efficientnet_lite\"");
    training::checkRecipe(r.network.regionHead->regions == static_cast<int>(domain::kModelRegionCount),
                          "network.regionHead.regions must be 29");
    if (const auto& decoder = r.network.tagDecoder) {
        training::checkRecipe(decoder->tags == static_cast<int>(domain::tagCount()),
                              "network.tagDecoder.tags must be the number of rows of ontology/tags.tsv");
        training::checkRecipe(decoder->learnedQueries, "network.tagDecoder.learnedQueries must be true");
    }
    training::checkRecipe(r.tagWeight >= 0 && r.tagMapWeight >= 0, "tagWeight and tagMapWeight must not be below 0");
    training::checkRecipe(r.minimumPositives >= 1, "minimumPositives must be at least 1");
    training::checkRecipe(r.encoderRate >= 0 && r.encoderRate <= 1, "encoderRate must be in 0..1");
    training::checkRecipe(r.frozenStages >= 0 && r.frozenStages <= nets::kLiteStages, "frozenStages must be in 0..5");
    training::checkRecipe(r.frozenStages == 0 || backbone == nets::Backbone::EfficientnetLite,
                          "frozenStages must be 0 but for \"efficientnet_lite\"");
    training::checkRecipe(r.steps >= 1, "steps must be at least 1");
    training::checkRecipe(r.lungBorder >= 0 && r.lungBorder <= 1, "lungBorder must be in 0..1");
    training::checkRecipe(r.phantoms >= 0 && (r.phantoms > 0 || r.phantomShare == 0),
                          "phantomShare must be 0 without phantoms");
    training::checkRecipe(r.phantomShare >= 0 && r.unlabelledShare >= 0 && r.phantomShare + r.unlabelledShare < 1,
                          "phantomShare and unlabelledShare must leave a share for labelled pictures");
    training::checkRecipe(r.selfTeachingFrom >= 0 && r.selfTeachingEvery >= 1,
                          "selfTeachingFrom must be at least 0 and selfTeachingEvery at least 1");
    training::checkRecipe(r.taughtShare >= 0 && r.phantomShare + r.taughtShare < 1,
                          "phantomShare and taughtShare must leave a share for labelled pictures");
    training::checkRecipe(r.folds >= 2 && r.heldOutFold >= -1 && r.heldOutFold < r.folds,
                          "heldOutFold must be -1 … folds - 1");
    training::checkRecipe(r.averageDecay >= 0 && r.averageDecay < 1, "averageDecay must be at least 0 and below 1");
}

}  // namespace

base::Result<RegionRecipe> readRegionRecipe(const std::filesystem::path& path) {
    return training::readRecipe(
        path,
        [](json& document) {
            RegionRecipe recipe;
            if (document.contains("network")) {
                recipe.network = training::valueOrThrow(nets::networkConfigFromJson(document.at("network")));
                document.erase("network");
            }
            takeAugmentation(document, recipe.augmentation);
            training::takeBasics(document, recipe);
            visitNumbers(training::RecipeReader{document}, recipe);
            return recipe;
        },
        validateRecipe);
}

json toJson(const RegionRecipe& recipe) {
    json out;
    training::writeBasics(recipe, out);
    visitNumbers(training::RecipeWriter{out}, recipe);
    out["network"] = nets::toJson(recipe.network);
    out["augmentation"] = toJson(recipe.augmentation);
    return out;
}

}  // namespace asg::regions
