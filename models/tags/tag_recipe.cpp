#include "models/tags/tag_recipe.h"

#include "core/domain/tag.h"
#include "models/training/recipe_json.h"

#include <nlohmann/json.hpp>

namespace asg::tags {
namespace {

using nlohmann::json;
using training::checkRecipe;

template <typename Visit, typename Recipe>
void visitMembers(Visit&& visit, Recipe& r) {
    visit("averageDecay", r.averageDecay);
    visit("memoryDropout", r.memoryDropout);
    visit("minimumPositives", r.minimumPositives);
    visit("calibrationFolds", r.calibrationFolds);
    visit("darkest", r.darkest);
    visit("brightest", r.brightest);
}

void checkMembers(const TagRecipe& r) {
    regions::checkStage(r);
    const auto share = [](double value) { return value >= 0 && value < 1; };
    checkRecipe(r.decoder.tags == static_cast<int>(domain::tagCount()),
                "decoder.tags must be the number of rows of ontology/tags.tsv");
    checkRecipe(r.decoder.learnedQueries, "decoder.learnedQueries must be true (no BERT makes queries here)");
    checkRecipe(share(r.averageDecay) && share(r.memoryDropout),
                "averageDecay and memoryDropout must be at least 0 and below 1");
    checkRecipe(r.minimumPositives >= 1, "minimumPositives must be at least 1");
    checkRecipe(r.calibrationFolds >= 2 && r.calibrationFolds <= 20, "calibrationFolds must be 2 … 20");
    checkRecipe(r.darkest > 0.1 && r.darkest <= r.brightest && r.brightest < 0.9,
                "darkest and brightest must rise between 0.1 and 0.9");
}

/// The tag decoder's part of a network's description, read by the network's own reader.
nets::TagDecoderConfig takeDecoder(json& document, const nets::TagDecoderConfig& otherwise) {
    if (!document.contains("decoder")) return otherwise;
    const auto network = training::valueOrThrow(nets::networkConfigFromJson({{"tagDecoder", document.at("decoder")}}));
    document.erase("decoder");
    return *network.tagDecoder;
}

TagRecipe takeTagRecipe(json& document) {
    TagRecipe recipe;
    recipe.decoder.learnedQueries = true;
    recipe.decoder.tags = static_cast<int>(domain::tagCount());
    recipe.decoder = takeDecoder(document, recipe.decoder);
    regions::takeStage(document, recipe);
    visitMembers(training::RecipeReader{document}, recipe);
    return recipe;
}

}  // namespace

base::Result<TagRecipe> readTagRecipe(const std::filesystem::path& path) {
    return training::readRecipe(path, takeTagRecipe, checkMembers);
}

json toJson(const TagRecipe& recipe) {
    json out;
    regions::writeStage(recipe, out);
    visitMembers(training::RecipeWriter{out}, recipe);
    nets::NetworkConfig network;
    network.tagDecoder = recipe.decoder;
    out["decoder"] = nets::toJson(network).at("tagDecoder");
    return out;
}

}  // namespace asg::tags
