#include "models/tags/taught_tags.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "models/regions/card_text.h"
#include "models/training/json_file.h"
#include "models/training/stage_folder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

namespace asg::tags {
namespace {

using base::Error;
using base::ErrorCode;
using nlohmann::json;

constexpr const char* kTaughtHeading = "## Findings (tags)";
constexpr const char* kAttribution =
    "These classes and boxes: RSNA Pneumonia Detection Challenge, by the Radiological Society of North America, the "
    "Society of\n"
    "Thoracic Radiology and the NIH Clinical Center; any use with this attribution. G. Shih et al., \"Augmenting the "
    "National\n"
    "Institutes of Health Chest Radiograph Dataset with Expert Annotations of Possible Pneumonia\", Radiology: "
    "Artificial\n"
    "Intelligence 2019, doi 10.1148/ryai.2019180041; X. Wang et al., CVPR 2017 (below).\n";
constexpr const char* kNotMeasured = "not measured on patients who were not trained on";

json taughtEntry(const TaughtTag& tag) {
    const double share = static_cast<double>(tag.positives) / (tag.positives + tag.negatives);
    return {{"name", domain::tagName(tag.tag)},
            {"threshold", share},
            {"scale", 1},
            {"shift", std::log(share / (1 - share))},
            {"positives", tag.positives},
            {"negatives", tag.negatives},
            {"reason", kNotMeasured}};
}

std::string taughtSection(const TagObjective& objective) {
    std::ostringstream text;
    text << "Taught in the same steps as the regions, from " << objective.paths().size()
         << " pictures of NIH ChestX-ray14 with labels mined from reports (noisy; silence counts as absent).\n";
    if (objective.classedByRadiologists() > 0)
        text << "Radiologists of RSNA and STR classed " << objective.classedByRadiologists()
             << " of them: their word stands before the report's, and their boxes of opacities teach its map.\n"
             << kAttribution;
    text << "\n| tag | positive / negative pictures |\n| --- | --- |\n";
    for (const auto& tag : objective.taught())
        text << "| " << domain::tagName(tag.tag) << " | " << tag.positives << " / " << tag.negatives << " |\n";
    text << "\nNone is shown before it was measured on patients who were not trained on.\n";
    return text.str();
}

base::Result<void> addToDataList(const TagObjective& objective, const std::filesystem::path& folder) {
    const auto path = folder / "data-list.json";
    auto document = training::readJsonObject(path);
    if (!document) return document.error();
    const auto paths = objective.paths();
    const std::set<std::string> taught(paths.begin(), paths.end());
    for (auto& picture : document->at("pictures"))
        if (taught.contains(picture.at("path").get<std::string>()))
            picture["use"] = picture.at("use").get<std::string>() + ", tags";
    return base::writeFileAtomically(path, document->dump(0));
}

}  // namespace

base::Result<std::unique_ptr<TagObjective>> makeTagObjective(const regions::RegionRecipe& recipe,
                                                             const regions::RegionPool& pool,
                                                             const std::filesystem::path& data) {
    auto labels = readNihLabels(data);
    if (!labels) return labels.error();
    auto boxes = readOpacityBoxes(data);
    if (!boxes) return boxes.error();
    auto lesions = readNihLesionBoxes(data);
    if (!lesions) return lesions.error();
    for (auto& [path, own] : *lesions) {
        auto& all = (*boxes)[path];
        all.insert(all.end(), own.begin(), own.end());
    }
    std::set<std::string> pictures;
    for (const auto* items : {&pool.labelled, &pool.unlabelled})
        for (const auto& item : *items) pictures.insert(item.sample.path);
    std::erase_if(*labels, [&](const LabelledPicture& picture) { return !pictures.contains(picture.path); });
    auto objective = std::make_unique<TagObjective>(
        TagTeaching{recipe.tagWeight, recipe.tagMapWeight, recipe.minimumPositives}, *labels, *boxes);
    if (objective->taught().empty())
        return Error{
            ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: no tag has %2 positive pictures here to be taught from."),
                           {data.string(), std::to_string(recipe.minimumPositives)}}};
    return objective;
}

base::Result<void> writeTaughtTags(const TagObjective& objective, const std::filesystem::path& folder) {
    auto changed = training::changeCard(folder, [&](json& card, std::string& text) {
        card["tagsNotShown"] = json::array();
        for (const auto& tag : objective.taught()) card["tagsNotShown"].push_back(taughtEntry(tag));
        for (const auto tag : domain::allTags())
            if (std::ranges::find(objective.taught(), tag, &TaughtTag::tag) == objective.taught().end())
                card["tagsNotShown"].push_back(
                    {{"name", domain::tagName(tag)}, {"reason", "too few positive pictures, or no label for it"}});
        text = regions::withoutText(text, regions::kTagsNotLearned);
        text = training::withSection(text, kTaughtHeading, taughtSection(objective));
    });
    if (!changed) return changed;
    return addToDataList(objective, folder);
}

}  // namespace asg::tags
