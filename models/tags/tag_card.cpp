#include "models/tags/tag_card.h"

#include "models/regions/card_text.h"
#include "models/regions/write_figures.h"
#include "models/tags/shown_tags.h"
#include "models/weights/output_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <sstream>

namespace asg::tags {
namespace {

using nlohmann::json;

constexpr const char* kHeading = "## Findings (tags)";

json entryOf(const TrainedTag& tag) {
    const auto& calibration = tag.calibration;
    return {{"name", domain::tagName(tag.tag)},
            {"threshold", calibration.threshold},
            {"scale", calibration.scale},
            {"shift", calibration.shift},
            {"positives", tag.positives},
            {"negatives", tag.negatives},
            {"validationAuroc", metrics::toJson(tag.validation.auroc)},
            {"validationAurocByMeanGrey", metrics::toJson(tag.validation.byMeanGrey)},
            {"validationAurocAboveMeanGrey", metrics::toJson(tag.validation.aboveMeanGrey)}};
}

/// Why a tag that was trained is not shown.
const char* reasonOf(Standing standing) {
    return standing == Standing::NoBetterThanChance
               ? "not better than chance on validation pictures of one view and source"
               : "not trained: a picture's mean grey alone tells as much";
}

json reasonOf(domain::TagId tag, const TagPool& pool, const TagTrainingSummary& summary) {
    for (const auto& trained : summary.tags)
        if (trained.tag == tag) {
            // Its calibration stands here for the evaluation, which judges it all the same.
            auto entry = entryOf(trained);
            entry["reason"] = reasonOf(trained.validation.standing());
            return entry;
        }
    json entry{{"name", domain::tagName(tag)}};
    const int positives = positivesOf(pool)[tag.value];
    const bool labelled = std::ranges::find(nihTags(), tag) != nihTags().end();
    entry["reason"] = labelled ? "too few positive pictures" : "the data has no label for it";
    if (labelled) entry["positives"] = positives;
    return entry;
}

json cardOf(const training::StageStart& start, const TagRecipe& recipe, const TagPool& pool,
            const TagTrainingSummary& summary) {
    auto card = start.card;
    if (!recipe.name.empty()) card["name"] = recipe.name;
    if (!recipe.version.empty()) card["version"] = recipe.version;
    card["trainedTags"] = json::array();
    card["tagsNotShown"] = json::array();
    std::set<domain::TagId> shown;
    for (const auto& tag : summary.tags) {
        if (tag.validation.standing() != Standing::Shown) continue;
        card["trainedTags"].push_back(entryOf(tag));
        shown.insert(tag.tag);
    }
    for (const auto tag : domain::allTags())
        if (!shown.contains(tag)) card["tagsNotShown"].push_back(reasonOf(tag, pool, summary));
    weights::nameOutputs(card, summary.network->config(), domain::allTags());
    card["tagsBegunWith"] =
        start.model.card.name + " " + start.model.card.version + " (SHA-256 " + start.model.card.sha256 + ")";
    return card;
}

void listed(std::string& list, const std::string& entry) {
    list += (list.empty() ? "" : ", ") + entry;
}

void describeTags(std::ostream& text, const TagPool& pool, const TagTrainingSummary& summary) {
    text << "| tag | positive / negative pictures | AUROC of pairs of the same view and source, validation | the same "
            "by mean grey "
            "alone | shown from |\n"
            "| --- | --- | --- | --- | --- |\n";
    std::string noBetter;
    for (const auto& tag : summary.tags) {
        text << "| " << domain::tagName(tag.tag) << " | " << tag.positives << " / " << tag.negatives << " | "
             << metrics::toText(tag.validation.auroc) << " | " << metrics::toText(tag.validation.byMeanGrey) << " | ";
        if (tag.validation.standing() == Standing::Shown) {
            text << tag.calibration.threshold << " |\n";
        } else {
            text << "not shown |\n";
        }
        if (tag.validation.standing() == Standing::NoBetterThanMeanGrey)
            listed(noBetter, std::string(domain::tagName(tag.tag)));
    }
    std::string chance;
    for (const auto& tag : summary.tags)
        if (tag.validation.standing() == Standing::NoBetterThanChance)
            listed(chance, std::string(domain::tagName(tag.tag)));
    std::string few;
    const auto positives = positivesOf(pool);
    for (const auto tag : nihTags())
        if (std::ranges::none_of(summary.tags, [tag](const auto& trained) { return trained.tag == tag; }))
            listed(few, std::string(domain::tagName(tag)) + " (" + std::to_string(positives[tag.value]) + ")");
    text << "\nNot shown, no better than chance: " << (chance.empty() ? "none" : chance)
         << ".\nNot shown, no better than the mean grey alone: " << (noBetter.empty() ? "none" : noBetter)
         << ".\nNot trained, too few positive pictures: " << (few.empty() ? "none" : few)
         << ".\nThe other tags have no label in this data. Programs show \"not available in this model\" for all of "
            "these.\n";
}

std::string sectionOf(const training::StageStart& start, const TagRecipe& recipe, const TagPool& pool,
                      const TagTrainingSummary& summary) {
    std::set<std::string> patients;
    for (const auto& item : pool) patients.insert(item.labels.patient);
    std::ostringstream text;
    text.precision(3);
    text << "Learned from " << pool.size() << " pictures of " << patients.size()
         << " patients of NIH ChestX-ray14 with labels that were mined from reports (noisy; silence counts as\n"
            "absent). The tag decoder was trained on the frozen encoder of "
         << start.model.card.name << " " << start.model.card.version << " (" << recipe.views
         << " augmented versions of each picture, " << recipe.steps << " steps of " << recipe.batch << ", seed "
         << recipe.seed
         << "); regions and gate are\n"
            "unchanged. Calibration and thresholds (best F1) come from "
         << recipe.calibrationFolds << " models that did not see the pictures they were fitted on.\n\n";
    describeTags(text, pool, summary);
    const auto abnormal = std::ranges::count_if(pool, [](const TagItem& item) {
        return std::ranges::any_of(item.labels.tags, [](const auto& tag) { return tag.value_or(false); });
    });
    text
        << "\nShortcuts of this data: of the " << abnormal << " pictures with a finding "
        << positivesOf(pool)[domain::tagFromName("pneumonia")->value]
        << " carry pneumonia, and normal pictures seem to come from other years and are\n"
           "brighter. So brightness was levelled at random in training and each view's share of positives taken out of "
           "the loss; figures\nare given within one view and source, among abnormal pictures alone, and beside what "
           "the mean grey "
           "alone would reach. What remains may\nstill be partly the years and not the disease, and pictures of "
           "another "
           "hospital may be judged worse than the figures say.\n";
    return text.str();
}

}  // namespace

base::Result<void> writeTagFolder(const training::StageStart& start, const TagRecipe& recipe, const TagPool& pool,
                                  const TagTrainingSummary& summary, const std::filesystem::path& folder) {
    training::StageResult result;
    result.network = summary.network->config();
    result.recipeKey = "tagRecipe";
    result.recipe = toJson(recipe);
    result.card = cardOf(start, recipe, pool, summary);
    result.use = "tags";
    result.ownFiles = {"log-tags.csv"};
    result.staleFigures = {kTagFigures, kHeldOutTagFigures};
    for (const auto& item : pool) {
        result.usedBy[item.labels.path] = item.image.sha256;
        result.licences[item.labels.path] = item.licence;
    }
    result.cardText = regions::withTitle(start.model.card.text, result.card.at("name").get<std::string>(),
                                         result.card.at("version").get<std::string>());
    result.cardText = regions::withoutText(result.cardText, regions::kTagsNotLearned);
    result.cardText = training::withSection(result.cardText, kHeading, sectionOf(start, recipe, pool, summary));
    return training::writeStageFolder(start, result, folder);
}

base::Result<void> addTagFigures(const std::filesystem::path& folder, const TagEvaluation& evaluation) {
    return training::changeCard(folder, [&](json& card, std::string& text) {
        card[kTagFigures.key] = toJson(evaluation);
        text = training::withSection(text, kTagFigures.heading, "```\n" + toText(evaluation) + "```\n");
    });
}

base::Result<void> showOnCard(const TagEvaluation& evaluation, const std::filesystem::path& folder) {
    return training::changeCard(folder, [&](json& card, std::string& text) { showWhatStands(evaluation, card, text); });
}

base::Result<void> writeFigures(const TagEvaluation& evaluation, const std::vector<std::filesystem::path>& folds,
                                const std::filesystem::path& folder) {
    const auto written =
        regions::writeHeldOutFigures({kHeldOutTagFigures, toJson(evaluation), toText(evaluation)}, folds, folder);
    return written ? showOnCard(evaluation, folder) : written;
}

}  // namespace asg::tags
