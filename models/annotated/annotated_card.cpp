#include "models/annotated/annotated_card.h"

#include "models/alignment/alignment_card.h"
#include "models/regions/card_text.h"
#include "models/tags/tag_card.h"

#include <nlohmann/json.hpp>

#include <set>
#include <sstream>

namespace asg::annotated {
namespace {

using nlohmann::json;

constexpr const char* kHeading = "## Continued on verified annotations";
constexpr const char* kFiguresHeading = "\n## Figures\n";
constexpr training::FigureSection kHeldOutRegionFigures{"evaluationOnHeldOut",
                                                        "## Regions: figures on held-out patients"};
constexpr training::FigureSection kHeldOutRatioFigures{"cardiothoracicOnHeldOut",
                                                       "## Cardiothoracic ratio: figures on held-out patients"};

std::vector<training::FigureSection> staleFigures(Stage stage) {
    switch (stage) {
        case Stage::Regions: return {kHeldOutRegionFigures, kHeldOutRatioFigures};
        case Stage::Tags: return {tags::kTagFigures, tags::kHeldOutTagFigures};
        case Stage::Alignment: break;
    }
    return {alignment::kAlignmentFigures, alignment::kHeldOutAlignmentFigures};
}

/// "6" becomes "6+1", "6+1" becomes "6+2": how often a version was continued.
std::string continuedVersion(const std::string& version, std::size_t times) {
    return version.substr(0, version.find('+')) + "+" + std::to_string(times);
}

/// How many boxes taught each region.
std::map<std::string, std::size_t> boxesByRegion(const AnnotatedPictures& pictures, const Continuation& continued) {
    std::map<std::string, std::size_t> boxes;
    for (const auto number : continued.lessons)
        for (const auto region : domain::modelRegions())
            if (pictures.taught[number].item.sample.labels[region.value].state == regions::LabelState::Known)
                ++boxes[std::string(domain::regionName(region))];
    return boxes;
}

/// What the card says of the regions: verified boxes are among their teachers, and the figures of the whole are not of
/// these weights any more. How well a region's box fitted stays: it only lets a program warn.
void changeRegions(const AnnotatedPictures& pictures, const Continuation& continued, json& card) {
    card.erase("evaluation");
    const auto boxes = boxesByRegion(pictures, continued);
    for (auto& entry : card.at("trainedRegions")) {
        if (!entry.is_object()) continue;
        const auto taught = boxes.find(entry.at("name").get<std::string>());
        if (taught != boxes.end())
            entry["taughtBy"].push_back(
                {{"source", regions::name(regions::LabelSource::Verified)}, {"boxes", taught->second}});
    }
}

json asideJson(Stage stage, const BeforeAndAfter& aside) {
    return {{"pictures", aside.pictures},
            {"measure", measureOf(stage)},
            {"before", metrics::toJson(aside.before)},
            {"after", metrics::toJson(aside.after)},
            {"difference", metrics::toJson(aside.difference)}};
}

json entryOf(Stage stage, const training::StageStart& start, const pretraining::Dataset& dataset,
             const Continuation& continued) {
    const auto& from = start.model.card;
    return {{"part", name(stage)},
            {"from", {{"name", from.name}, {"version", from.version}, {"sha256", from.sha256}}},
            {"dataset", {{"source", dataset.source}, {"sha256", dataset.sha256}}},
            {"pictures", continued.lessons.size()},
            {"steps", continued.loop.steps},
            {"annotations", json(pretraining::toJson(dataset.annotations))},
            {"aside", asideJson(stage, continued.aside)}};
}

std::string counted(const json& counts) {
    std::string text;
    for (const auto& [key, count] : counts.items())
        text += (text.empty() ? "" : ", ") + std::to_string(count.get<std::size_t>()) + " " + key;
    return text.empty() ? "none" : text;
}

void describe(std::ostream& text, const json& entry) {
    const auto& from = entry.at("from");
    const auto word = [](const json& object, const char* key) { return object.at(key).get<std::string>(); };
    text << "- " << word(entry, "part") << ", from " << word(from, "name") << " " << word(from, "version")
         << " (SHA-256 " << word(from, "sha256") << "): " << entry.at("pictures") << " pictures taught, "
         << entry.at("steps") << " steps; the encoder and all other parts stayed as they were.\n";
    const auto& said = entry.at("annotations");
    text << "  Verdicts in the data set: " << counted(said.at("verdicts")) << "; boxes: " << counted(said.at("boxes"))
         << "; why rejected: " << counted(said.at("rejectCodes")) << ".\n  Readers:";
    for (const auto& reader : said.at("readers"))
        text << " " << word(reader, "name") << " (" << reader.at("decisions") << " decisions)";
    text << (said.at("readers").empty() ? " the data set names none." : ".");
    for (const auto& guideline : said.at("guidelines"))
        text << " Guideline of " << word(guideline, "project") << ", version " << word(guideline, "version") << ".";
    const auto& aside = entry.at("aside");
    const auto figure = [&aside](const char* key) {
        const auto& value = aside.at(key).at("value");
        return value.is_null() ? std::string("not defined") : value.dump();
    };
    text << "\n  " << word(aside, "measure") << ", on " << aside.at("pictures")
         << " pictures that were kept aside: before " << figure("before") << ", after " << figure("after") << ".\n";
}

/// The card for people: what was learned since, and of whom the figures above it are.
std::string cardTextOf(Stage stage, const training::StageStart& start, const json& card) {
    const auto& from = start.model.card;
    auto text =
        regions::withTitle(from.text, card.at("name").get<std::string>(), card.at("version").get<std::string>());
    std::ostringstream body;
    body << "What readers verified continued this model. The pictures that taught are in data-list.json by the SHA-256 "
            "of\ntheir files; asg evaluate regions, gate, ctr, tags, alignment and project do not judge the model by "
            "them.\n";
    for (const auto& entry : card.at("continued")) describe(body, entry);
    text = training::withSection(text, kHeading, body.str());
    const std::string remark =
        "Of the regions these are figures of " + from.name + " " + from.version + ", before they were continued.\n";
    const auto place = text.find(kFiguresHeading);
    const bool told = text.find("Of the regions these are figures of ") != std::string::npos;
    if (stage == Stage::Regions && place != std::string::npos && !told)
        text.insert(place + std::string_view(kFiguresHeading).size(), remark);
    return text;
}

}  // namespace

base::Result<void> writeContinuedFolder(Stage stage, const training::StageStart& start, const AnnotatedRecipe& recipe,
                                        const pretraining::Dataset& dataset, const AnnotatedPictures& pictures,
                                        const Continuation& continued, const std::filesystem::path& folder) {
    training::StageResult result;
    result.network = continued.network->config();
    result.recipeKey = "annotatedRecipe";
    result.recipe = toJson(recipe);
    result.card = start.card;
    auto& list = result.card["continued"];
    list.push_back(entryOf(stage, start, dataset, continued));
    result.card["name"] = recipe.name.empty() ? start.model.card.name : recipe.name;
    result.card["version"] =
        recipe.version.empty() ? continuedVersion(start.model.card.version, list.size()) : recipe.version;
    if (stage == Stage::Regions) changeRegions(pictures, continued, result.card);
    result.use = std::string(name(stage)) + " (annotated)";
    result.staleFigures = staleFigures(stage);
    for (const auto number : continued.lessons) {
        const auto& item = pictures.taught[number].item;
        result.usedBy[item.sample.path] = item.image.sha256;
        result.licences[item.sample.path] = item.sample.licence;
    }
    result.cardText = cardTextOf(stage, start, result.card);
    return training::writeStageFolder(start, result, folder);
}

std::string toText(Stage stage, const Continuation& continued) {
    const auto& aside = continued.aside;
    std::ostringstream text;
    text << measureOf(stage) << ", on " << aside.pictures << " pictures that were kept aside\n"
         << "before      " << metrics::toText(aside.before) << "\n"
         << "after       " << metrics::toText(aside.after) << "\n"
         << "difference  " << metrics::toText(aside.difference) << "\n";
    if (!aside.difference.notDefined.empty()) {
        text << "Whether the model is better for it cannot be told: nothing was kept aside that readers verified.\n";
    } else if (aside.difference.value < 0) {
        text << "It got WORSE on them. Do not use it in place of the model that it began with.\n";
    } else if (aside.difference.low <= 0) {
        text << "The interval of the difference holds 0: better or not cannot be told on so few.\n";
    }
    return text.str();
}

}  // namespace asg::annotated
