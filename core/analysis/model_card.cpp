#include "core/analysis/models_library.h"
#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/resources.h"
#include "core/base/translatable.h"
#include "core/base/whole_number.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace asg::analysis {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaximumCardBytes = 4U << 20U;

/// Looked at before it becomes an int, which would cut it to another number.
bool isSide(const json& value) {
    return value.is_number_integer() && value >= 16 && value <= 4096;
}

vision::InputSpec readInputSpec(const json& input) {
    vision::InputSpec spec;
    spec.resize = base::wholeNumber<int>(input.at("resize"));
    spec.crop = base::wholeNumber<int>(input.at("crop"));
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

/// Whether grey values can be brought to this mean and deviation: what is too large for a float is none.
bool isComputable(const vision::InputSpec& input) {
    const auto isNumber = [](float value) { return std::isfinite(value); };
    const auto isDivisor = [](float value) { return std::isfinite(value) && value > 0; };
    return std::ranges::all_of(std::array{input.mean, input.meanG, input.meanB}, isNumber) &&
           std::ranges::all_of(std::array{input.deviation, input.deviationG, input.deviationB}, isDivisor);
}

/// An entry is a name, or an object with a "name" and what else the card says of it.
std::string entryName(const json& entry) {
    return entry.is_object() ? entry.at("name").get<std::string>() : entry.get<std::string>();
}

/// "iouWithReadBoxes" of a region's entry.
std::optional<domain::RegionFit> fitOf(const json& entry) {
    const auto measured = entry.is_object() ? entry.value("iouWithReadBoxes", json()) : json();
    if (!measured.is_object() || !measured.at("value").is_number() || !measured.at("low").is_number())
        return std::nullopt;
    const domain::RegionFit fit{measured.at("value").get<float>(), measured.at("low").get<float>()};
    return std::isfinite(fit.iou) && std::isfinite(fit.low) ? std::optional(fit) : std::nullopt;
}

/// The expected calibration error of a tag on held-out patients, where the card has it.
std::optional<float> calibrationErrorOf(const json& document, const std::string& tag) {
    for (const auto& figures : document.value("tagEvaluationOnHeldOut", json::object()).value("tags", json::array()))
        if (entryName(figures) == tag && figures.is_object() && figures.value("calibrationError", json()).is_number())
            return figures.at("calibrationError").get<float>();
    return std::nullopt;
}

/// Where the model is undecided: the card's own band; else as far from the threshold as its probabilities were wrong on
/// held-out patients; else within a tenth of the threshold.
domain::ProbabilityBand undecidedBand(const json& document, const json& entry) {
    constexpr float kShareOfThreshold = 0.1F;
    const bool isObject = entry.is_object();
    if (isObject && entry.contains("undecided"))
        return {entry.at("undecided").at(0).get<float>(), entry.at("undecided").at(1).get<float>()};
    const float threshold = isObject ? entry.value("threshold", 0.5F) : 0.5F;
    const float reach = calibrationErrorOf(document, entryName(entry)).value_or(kShareOfThreshold * threshold);
    return {std::max(0.0F, threshold - reach), std::min(1.0F, threshold + reach)};
}

base::Error badCard(const std::filesystem::path& path, base::Sentence reason) {
    return {base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this model card cannot be used: %2"),
                           {path.string(), std::move(reason)}}};
}

template <typename Id>
std::vector<std::string> namesOf(std::span<const Id> ids, std::string_view (*nameOf)(Id) noexcept) {
    std::vector<std::string> names;
    for (const auto id : ids) names.emplace_back(nameOf(id));
    return names;
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

/// The names of a head's outputs, in their order.
base::Result<std::vector<std::string>> outputsOf(const std::filesystem::path& path, const json& document,
                                                 const char* key, std::vector<std::string> otherwise) {
    auto names = document.value(key, std::move(otherwise));
    for (const auto& name : names)
        if (std::ranges::count(names, name) > 1)
            return badCard(path,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" stands twice in \"%2\"."), {name, key}});
    return names;
}

base::Result<void> readRegions(const std::filesystem::path& path, const json& document, ModelCard& card) {
    auto outputs = outputsOf(path, document, "regionOutputs", namesOf(domain::modelRegions(), domain::regionName));
    if (!outputs) return outputs.error();
    card.regionOutputs = std::move(*outputs);
    for (const auto& entry : document.at("trainedRegions")) {
        const auto name = entryName(entry);
        const auto region = domain::regionFromName(name);
        if (!region)
            return badCard(
                path, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no region of Chest ImaGenome."), {name}});
        if (!holds(card.regionOutputs, name))
            return badCard(path,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "no output gives the region \"%1\"."), {name}});
        card.trainedRegions.push_back(*region);
        if (const auto fit = fitOf(entry)) card.regionFits[*region] = *fit;
    }
    return {};
}

base::Result<void> readTags(const std::filesystem::path& path, const json& document, ModelCard& card) {
    auto outputs = outputsOf(path, document, "tagOutputs", namesOf(domain::publishedTags(), domain::tagName));
    if (!outputs) return outputs.error();
    card.tagOutputs = std::move(*outputs);
    for (const auto& entry : document.at("trainedTags")) {
        const auto name = entryName(entry);
        const auto tag = domain::tagFromName(name);
        if (!tag) {
            card.unlistedTags.push_back(name);
            continue;
        }
        if (!holds(card.tagOutputs, name))
            return badCard(path, base::Sentence{QT_TRANSLATE_NOOP("Error", "no output gives the tag \"%1\"."), {name}});
        card.trainedTags.push_back(*tag);
        const auto band = undecidedBand(document, entry);
        if (!(band.low >= 0 && band.low <= band.high && band.high <= 1))
            return badCard(
                path,
                base::Sentence{QT_TRANSLATE_NOOP("Error", "\"undecided\" of \"%1\" must be [low, high] within 0..1."),
                               {name}});
        card.undecided[*tag] = band;
    }
    return {};
}

base::Result<ModelCard> cardFromJson(const std::filesystem::path& path, const json& document) {
    ModelCard card;
    card.name = document.at("name").get<std::string>();
    card.version = document.at("version").get<std::string>();
    card.sha256 = document.at("sha256").get<std::string>();
    const auto& input = document.at("input");
    if (!isSide(input.at("crop")) || !isSide(input.at("resize")) || input.at("crop") > input.at("resize"))
        return badCard(path, base::Sentence{QT_TRANSLATE_NOOP(
                                 "Error", "input sizes must be whole numbers with 16 <= crop <= resize <= 4096.")});
    card.input = readInputSpec(input);
    if (!isComputable(card.input))
        return badCard(path, base::Sentence{QT_TRANSLATE_NOOP(
                                 "Error", "the input's means must be numbers and its deviations positive ones.")});
    if (auto read = readRegions(path, document, card); !read) return read.error();
    if (auto read = readTags(path, document, card); !read) return read.error();
    card.hasAlignment = document.at("hasAlignment").get<bool>();
    return card;
}

/// What the card for people begins with.
std::string asRead(const ModelCard& card) {
    std::string text;
    for (const auto& warning : cardWarnings(card)) {
        const bool isUnchecked = warning.code == domain::WarningCode::UncheckedModel;
        text += (isUnchecked ? "**Unchecked.** " : "**Not shown.** ") + domain::textOf(warning) + "\n\n";
    }
    return text;
}

}  // namespace

std::vector<domain::Warning> cardWarnings(const ModelCard& card) {
    std::vector<domain::Warning> warnings;
    if (!card.isChecked)
        warnings.push_back({domain::WarningCode::UncheckedModel, {card.name}, domain::WarningSource::Model});
    std::string names;
    for (const auto& name : card.unlistedTags) names += (names.empty() ? "\"" : ", \"") + name + "\"";
    if (!names.empty())
        warnings.push_back({domain::WarningCode::UnlistedFindings, {card.name, names}, domain::WarningSource::Model});
    return warnings;
}

base::Result<ModelCard> readModelCard(const std::filesystem::path& folder) {
    if (auto tags = domain::tagsRead(); !tags) return tags.error();
    const auto path = folder / "card.json";
    auto content = base::readFile(path, kMaximumCardBytes);
    if (!content) {
        if (content.error().code != base::ErrorCode::NotFound) return content.error();
        return base::Error{base::ErrorCode::NotFound,
                           base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                            "%1: this folder holds no model (card.json is missing). "
                                                            "Make one with 'asg model convert' or 'asg train'."),
                                          {folder.string()}}};
    }
    try {
        const auto document = base::jsonFromText(*content);
        if (!document) return badCard(path, base::sentenceOf(document.error()));
        auto card = cardFromJson(path, *document);
        if (!card) return card;
        if (auto text = base::readFile(folder / "card.md", kMaximumCardBytes)) card->text = std::move(*text);
        std::error_code ignored;
        card->isChecked = std::filesystem::exists(folder / "canary.json", ignored);
        card->text = asRead(*card) + card->text;
        return card;
    } catch (const json::exception& failure) {
        return badCard(path, base::told(failure.what()));
    }
}

std::filesystem::path shippedModelFolder() {
    if (const char* named = std::getenv("ASG_MODEL"); named != nullptr && *named != '\0') return named;
    return base::resourceFolder() / "models" / "asg-small";
}

}  // namespace asg::analysis
