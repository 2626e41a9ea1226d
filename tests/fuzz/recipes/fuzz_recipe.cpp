/// Recipes of a training and a network's config.json ("network"): a number that was taken is the one that was given,
/// and what is written of a recipe is read back the same.
#include "core/base/json_text.h"
#include "models/alignment/alignment_recipe.h"
#include "models/nets/config.h"
#include "models/pretraining/recipe.h"
#include "models/regions/region_recipe.h"
#include "models/tags/tag_recipe.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/target.h"

#include <nlohmann/json.hpp>

#include <map>

namespace {

using namespace asg;
using fuzz::require;
using nlohmann::json;
using Path = std::filesystem::path;

/// Every number of the recipe that was given is the number that the recipe has, at any depth.
void keepsNumbers(const json& given, const json& taken) {
    if (given.is_number() && taken.is_number()) require(given == taken, "a number is taken as it was given");
    if (!given.is_object() || !taken.is_object()) return;
    for (const auto& [key, value] : given.items())
        if (taken.contains(key)) keepsNumbers(value, taken.at(key));
}

template <auto kRead>
void check(const Path& path) {
    const auto recipe = kRead(path);
    require(recipe || !recipe.error().text.empty(), "an error has words");
    if (!recipe) return;
    const auto taken = toJson(*recipe);
    keepsNumbers(json::parse(fuzz::bytesOf(path)), taken);
    const auto again = kRead(fuzz::scratchFile("again.json", taken.dump()));
    require(again.ok() && toJson(*again) == taken, "a recipe is written and read back the same");
}

void checkNetwork(std::string_view text) {
    const auto document = base::jsonFromText(text);
    if (!document) return;
    const auto config = nets::networkConfigFromJson(*document);
    require(config || !config.error().text.empty(), "an error has words");
    if (!config) return;
    const auto taken = nets::toJson(*config);
    keepsNumbers(*document, taken);
    const auto again = nets::networkConfigFromJson(taken);
    require(again && *again == *config, "a configuration is written and read back the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::map<std::string, void (*)(const Path&)> kReaders{
        {"recipe-regions", check<regions::readRegionRecipe>},
        {"recipe-tags", check<tags::readTagRecipe>},
        {"recipe-alignment", check<alignment::readAlignmentRecipe>},
        {"recipe-pretrain", check<pretraining::readPretrainRecipe>},
    };
    static const auto reader = kReaders.find(fuzz::kind());
    const auto text = fuzz::asText(data, size);
    if (reader == kReaders.end())
        checkNetwork(text);
    else
        reader->second(fuzz::scratchFile("recipe.json", text));
    return 0;
}
