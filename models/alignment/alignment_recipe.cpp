#include "models/alignment/alignment_recipe.h"

#include "models/training/recipe_json.h"

#include <nlohmann/json.hpp>

namespace asg::alignment {
namespace {

using nlohmann::json;
using training::checkRecipe;

template <typename Visit, typename Recipe>
void visitMembers(Visit&& visit, Recipe& r) {
    visit("vocabulary", r.vocabulary);
    visit("phrases", r.phrases);
    visit("labelledShare", r.labelledShare);
    visit("presenceFrom", r.presenceFrom);
    visit("temperature", r.temperature);
    visit("pointWeight", r.pointWeight);
    visit("extentWeight", r.extentWeight);
    visit("arsaWeight", r.arsaWeight);
    visit("iraWeight", r.iraWeight);
    visit("erlWeight", r.erlWeight);
    visit("truthWeight", r.truthWeight);
    visit("truthPairs", r.truthPairs);
    visit("ownShare", r.ownShare);
    visit("frozenText", r.frozenText);
}

void checkMembers(const AlignmentRecipe& r) {
    regions::checkStage(r);
    checkRecipe(r.vocabulary >= 200 && r.vocabulary <= 30000, "vocabulary must be 200 … 30000");
    checkRecipe(r.batch >= 2 && r.batch <= 1024 && r.phrases >= 2 && r.phrases <= 23,
                "batch must be 2 … 1024 and phrases 2 … 23");
    checkRecipe(r.labelledShare >= 0 && r.labelledShare <= 1 && r.presenceFrom > 0 && r.presenceFrom < 1,
                "labelledShare and presenceFrom must be shares of 1");
    checkRecipe(r.temperature > 0.001 && r.temperature < 10, "temperature must be 0.001 … 10");
    checkRecipe(r.pointWeight >= 0 && r.extentWeight >= 0 && r.arsaWeight >= 0 && r.iraWeight >= 0 &&
                    r.erlWeight >= 0 && r.truthWeight >= 0,
                "weights must not be negative");
    checkRecipe(r.truthPairs >= 1 && r.truthPairs <= 1024, "truthPairs must be 1 … 1024");
    checkRecipe(r.ownShare >= 0 && r.ownShare <= 1, "ownShare must be a share of 1");
}

/// The parts of a network's description that a recipe gives, read by the network's own reader.
nets::NetworkConfig takeParts(json& document) {
    json parts = json::object();
    for (const char* part : {"text", "projection"})
        if (document.contains(part)) {
            parts[part] = document.at(part);
            document.erase(part);
        }
    return training::valueOrThrow(nets::networkConfigFromJson(parts));
}

AlignmentRecipe takeAlignmentRecipe(json& document) {
    AlignmentRecipe recipe;
    const auto parts = takeParts(document);
    if (parts.text) recipe.text = *parts.text;
    if (parts.projection) recipe.projection = *parts.projection;
    regions::takeStage(document, recipe);
    visitMembers(training::RecipeReader{document}, recipe);
    return recipe;
}

}  // namespace

base::Result<AlignmentRecipe> readAlignmentRecipe(const std::filesystem::path& path) {
    return training::readRecipe(path, takeAlignmentRecipe, checkMembers);
}

json toJson(const AlignmentRecipe& recipe) {
    json out;
    regions::writeStage(recipe, out);
    visitMembers(training::RecipeWriter{out}, recipe);
    nets::NetworkConfig network;
    network.text = recipe.text;
    network.projection = recipe.projection;
    const auto parts = nets::toJson(network);
    out["text"] = parts.at("text");
    out["projection"] = parts.at("projection");
    return out;
}

}  // namespace asg::alignment
