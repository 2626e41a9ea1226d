#include "core/analysis/models_library.h"
#include "core/base/atomic_file.h"
#include "core/base/resources.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <string>

namespace asg::analysis {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaximumCardBytes = 4U << 20U;

vision::InputSpec readInputSpec(const json& input) {
    vision::InputSpec spec;
    spec.resize = input.at("resize").get<int>();
    spec.crop = input.at("crop").get<int>();
    const auto& mean = input.at("mean");
    const auto& deviation = input.at("deviation");
    spec.mean = mean.at(0).get<float>();
    spec.meanG = mean.at(1).get<float>();
    spec.meanB = mean.at(2).get<float>();
    spec.deviation = deviation.at(0).get<float>();
    spec.deviationG = deviation.at(1).get<float>();
    spec.deviationB = deviation.at(2).get<float>();
    spec.antialias = input.value("antialias", false);
    return spec;
}

/// An entry is a name, or an object with a "name" and what else the card says of it.
std::string entryName(const json& entry) {
    return entry.is_object() ? entry.at("name").get<std::string>() : entry.get<std::string>();
}

base::Error badCard(const std::filesystem::path& path, const std::string& reason) {
    return {base::ErrorCode::InvalidData, path.string() + ": this model card cannot be used: " + reason};
}

base::Result<ModelCard> cardFromJson(const std::filesystem::path& path, const json& document) {
    ModelCard card;
    card.name = document.at("name").get<std::string>();
    card.version = document.at("version").get<std::string>();
    card.sha256 = document.at("sha256").get<std::string>();
    card.input = readInputSpec(document.at("input"));
    if (card.input.crop < 16 || card.input.crop > card.input.resize || card.input.resize > 4096)
        return badCard(path, "input sizes must satisfy 16 <= crop <= resize <= 4096.");
    for (const auto& entry : document.at("trainedRegions")) {
        const auto region = domain::regionFromName(entryName(entry));
        if (!region) return badCard(path, "\"" + entryName(entry) + "\" is no region of Chest ImaGenome.");
        card.trainedRegions.push_back(*region);
    }
    for (const auto& entry : document.at("trainedTags")) {
        const auto tag = domain::tagFromName(entryName(entry));
        if (!tag) return badCard(path, "\"" + entryName(entry) + "\" is none of the 40 tags.");
        card.trainedTags.push_back(*tag);
    }
    card.hasAlignment = document.at("hasAlignment").get<bool>();
    return card;
}

}  // namespace

base::Result<ModelCard> readModelCard(const std::filesystem::path& folder) {
    const auto path = folder / "card.json";
    auto content = base::readFile(path, kMaximumCardBytes);
    if (!content) {
        if (content.error().code != base::ErrorCode::NotFound) return content.error();
        return base::Error{base::ErrorCode::NotFound,
                           folder.string() +
                               ": this folder holds no model (card.json is missing). Make one with "
                               "'asg model convert' or 'asg train'."};
    }
    try {
        auto card = cardFromJson(path, json::parse(*content));
        if (!card) return card;
        if (auto text = base::readFile(folder / "card.md", kMaximumCardBytes)) card->text = std::move(*text);
        return card;
    } catch (const json::exception& failure) {
        return badCard(path, failure.what());
    }
}

std::filesystem::path shippedModelFolder() {
    if (const char* named = std::getenv("ASG_MODEL"); named != nullptr && *named != '\0') return named;
    return base::resourceFolder() / "models" / "asg-small";
}

}  // namespace asg::analysis
