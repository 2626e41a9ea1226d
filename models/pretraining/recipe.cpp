#include "models/pretraining/recipe.h"

#include "models/distributed/transport.h"
#include "models/training/recipe_json.h"

#include <nlohmann/json.hpp>

namespace asg::pretraining {
namespace {

using nlohmann::json;
using training::checkRecipe;

template <typename Visit, typename Recipe>
void visitMembers(Visit&& visit, Recipe& r) {
    visit("epochs", r.epochs);
    visit("maximumSteps", r.maximumSteps);
    visit("patience", r.patience);
    visit("accumulate", r.accumulate);
    visit("minimumRate", r.minimumRate);
    visit("thoraxForHeart", r.thoraxForHeart);
    visit("resize", r.resize);
    visit("negativesAcrossProcesses", r.negativesAcrossProcesses);
    visit("statisticsAcrossProcesses", r.statisticsAcrossProcesses);
    visit("device", r.device);
    visit("backend", r.backend);
    visit("bfloat16", r.bfloat16);
    visit("activationCheckpointing", r.activationCheckpointing);
    visit("loaderThreads", r.loaderThreads);
    visit("batchesAhead", r.batchesAhead);
}

template <typename Visit, typename Weights>
void visitObjectives(Visit&& visit, Weights& weights) {
    visit("ira", weights.ira);
    visit("arsa", weights.arsa);
    visit("itr", weights.itr);
    visit("erl", weights.erl);
}

template <typename Visit, typename Limits>
void visitAppearance(Visit&& visit, Limits& limits) {
    visit("gamma", limits.gamma);
    visit("contrast", limits.contrast);
    visit("brightness", limits.brightness);
    visit("noise", limits.noise);
    visit("blurChance", limits.blurChance);
    visit("eraseChance", limits.eraseChance);
}

std::string takeText(json& document, const char* key, std::string otherwise) {
    training::RecipeReader{document}(key, otherwise);
    return otherwise;
}

/// The first name is the value false, the second true.
bool takeChoice(json& document, const char* key, const char* no, const char* yes) {
    const auto text = takeText(document, key, no);
    if (text == yes) return true;
    if (text == no) return false;
    throw std::invalid_argument(std::string(key) + " must be \"" + no + "\" or \"" + yes + "\"");
}

std::filesystem::path takePath(json& document, const char* key, const std::filesystem::path& folder) {
    const auto text = takeText(document, key, "");
    return text.empty() ? std::filesystem::path() : folder / text;
}

void readObjectives(json& document, ObjectiveWeights& weights) {
    if (!document.contains("objectives")) return;
    visitObjectives(training::RecipeReader{document.at("objectives")}, weights);
    training::refuseUnknownKeys(document.at("objectives"), "objectives.");
    document.erase("objectives");
}

void readAppearance(json& document, PretrainRecipe& recipe) {
    if (!document.contains("appearance")) return;
    auto& object = document.at("appearance");
    if (!object.is_null()) {
        recipe.appearance = training::AppearanceLimits{};
        visitAppearance(training::RecipeReader{object}, *recipe.appearance);
        training::refuseUnknownKeys(object, "appearance.");
    }
    document.erase("appearance");
}

void validateRecipe(const PretrainRecipe& r) {
    training::checkBasics(r);
    checkRecipe(r.network.text && r.network.projection, "network.text and network.projection must be given");
    const auto& o = r.objectives;
    checkRecipe(o.ira >= 0 && o.arsa >= 0 && o.itr >= 0 && o.erl >= 0 && o.ira + o.arsa + o.itr + o.erl > 0,
                "objectives must not be negative, and one of them must count");
    checkRecipe(o.itr == 0 || r.network.tagDecoder, "network.tagDecoder must be given while objectives.itr counts");
    checkRecipe(!r.network.tagDecoder || r.network.tagDecoder->tags == static_cast<int>(domain::tagCount()),
                "network.tagDecoder.tags must be the number of rows of ontology/tags.tsv");
    checkRecipe(r.epochs >= 1 && r.batch >= 2 && r.accumulate >= 1,
                "epochs and accumulate must be at least 1, batch 2");
    checkRecipe(r.loaderThreads >= 1 && r.batchesAhead >= 1, "loaderThreads and batchesAhead must be at least 1");
    checkRecipe(r.maximumSteps >= 0 && r.patience >= 0, "maximumSteps and patience must not be negative");
    checkRecipe(r.resize >= r.network.image.imageSize && r.resize <= 4096,
                "resize must be at least network.image.imageSize and at most 4096");
    checkRecipe(r.bfloat16 == "auto" || r.bfloat16 == "on" || r.bfloat16 == "off",
                "bfloat16 must be \"auto\", \"on\" or \"off\"");
    checkRecipe(distributed::transportFromText(r.backend).ok(), "backend must be \"auto\", \"gloo\" or \"nccl\"");
}

PretrainRecipe takeRecipe(json& document, const std::filesystem::path& folder) {
    PretrainRecipe recipe;
    recipe.network = training::valueOrThrow(nets::networkConfigFromJson(document.at("network")));
    document.erase("network");
    recipe.start = takePath(document, "start", folder);
    recipe.vocabulary = takePath(document, "vocabulary", folder);
    recipe.uncertainTags =
        takeChoice(document, "uncertainTags", "absent", "leave out") ? UncertainTags::LeaveOut : UncertainTags::Absent;
    recipe.pairs = takeChoice(document, "pairs", "merge", "split") ? text::PairMode::Split : text::PairMode::Merge;
    readObjectives(document, recipe.objectives);
    readAppearance(document, recipe);
    training::takeBasics(document, recipe);
    visitMembers(training::RecipeReader{document}, recipe);
    return recipe;
}

}  // namespace

base::Result<PretrainRecipe> readPretrainRecipe(const std::filesystem::path& path) {
    return training::readRecipe(
        path, [&path](json& document) { return takeRecipe(document, path.parent_path()); }, validateRecipe);
}

json toJson(const PretrainRecipe& recipe) {
    json out;
    training::writeBasics(recipe, out);
    visitMembers(training::RecipeWriter{out}, recipe);
    out["network"] = nets::toJson(recipe.network);
    out["start"] = recipe.start.string();
    out["vocabulary"] = recipe.vocabulary.string();
    out["uncertainTags"] = recipe.uncertainTags == UncertainTags::LeaveOut ? "leave out" : "absent";
    out["pairs"] = recipe.pairs == text::PairMode::Split ? "split" : "merge";
    visitObjectives(training::RecipeWriter{out["objectives"]}, recipe.objectives);
    out["appearance"] = nullptr;
    if (recipe.appearance) visitAppearance(training::RecipeWriter{out["appearance"]}, *recipe.appearance);
    return out;
}

std::string identityOf(const PretrainRecipe& recipe) {
    auto json = toJson(recipe);
    for (const char* key :
         {"name", "version", "threads", "loaderThreads", "batchesAhead", "logEvery", "checkpointEvery", "maximumSteps",
          "device", "backend", "activationCheckpointing", "start", "vocabulary"})
        json.erase(key);
    return json.dump();
}

SampleSettings sampleSettingsOf(const PretrainRecipe& recipe) {
    SampleSettings settings;
    settings.input.resize = recipe.resize;
    settings.input.crop = recipe.network.image.imageSize;
    settings.maximumTokens = recipe.network.text->maximumTokens;
    settings.uncertainTags = recipe.uncertainTags;
    settings.thoraxForHeart = recipe.thoraxForHeart;
    settings.appearance = recipe.appearance;
    return settings;
}

}  // namespace asg::pretraining
