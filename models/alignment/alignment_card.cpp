#include "models/alignment/alignment_card.h"

#include "models/regions/card_text.h"
#include "models/regions/write_figures.h"
#include "models/weights/model_folder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace asg::alignment {
namespace {

using nlohmann::json;

constexpr const char* kHeading = "## Words and places (alignment)";

/// Regions of the pool's pictures that have a box of that source.
std::size_t boxesOf(const AlignmentPool& pool, regions::LabelSource source) {
    std::size_t boxes = 0;
    for (const auto& item : pool.pictures)
        boxes += static_cast<std::size_t>(std::ranges::count_if(item.sample.labels, [source](const auto& label) {
            return label.state == regions::LabelState::Known && label.source == source;
        }));
    return boxes;
}

void describeBoxes(std::ostream& text, const AlignmentRecipe& recipe, const AlignmentPool& pool) {
    const auto marked = std::ranges::count_if(pool.pictures, [](const auto& item) { return item.sample.hasLabels(); });
    text << "Where a place lies was taken, in " << marked << " of the " << pool.pictures.size()
         << " pictures, from boxes by source:";
    const char* separator = " ";
    using enum regions::LabelSource;
    for (const auto source : {Radiologist, Read, ReadAdjusted, Derived})
        if (const auto boxes = boxesOf(pool, source); boxes > 0) {
            text << separator << regions::name(source) << " " << boxes;
            separator = ", ";
        }
    text << ".\nRegions without such a box, and all regions of the other pictures, have the frozen network's own box "
            "where it says with at least\n"
         << recipe.presenceFrom << " that they are there.\n";
}

/// The text encoder, by its sizes and what it began with.
void describeEncoder(std::ostream& text, const AlignmentFacts& facts) {
    const auto& encoder = *facts.summary.network->config().text;
    text << "a text encoder (" << encoder.depth << " layers, width " << encoder.width << ", a vocabulary of "
         << facts.summary.vocabulary << " pieces";
    if (facts.begunWith.empty()) {
        text << " of its own) and projections were trained\n";
        return;
    }
    text << ", cut from " << facts.begunWith << ", "
         << (facts.recipe.frozenText ? "and not trained further" : "and trained further")
         << ") and\nprojections were trained\n";
}

void describePhrases(std::ostream& text, const PhraseCatalogue& catalogue) {
    text << "The " << catalogue.phraseCount(false) << " phrases for " << catalogue.places.size()
         << " places were\ncomposed from this program's own tables (resources/ontology) and are such that its report "
            "parser takes them to that place. "
         << catalogue.phraseCount(true)
         << " more\nwere never trained on and serve the figures: whole forms of phrases (\"without … in the …\"), and "
            "one in ten of the forms that were trained on.\n";
    std::size_t own = 0;
    for (const auto& [region, phrases] : catalogue.own) own += phrases.size();
    if (own > 0)
        text << "Beside them it was trained on " << own
             << " phrasings of single places in other words than the tables', written for this program.\n";
}

void describeTruth(std::ostream& text, const AlignmentRecipe& recipe) {
    if (recipe.truthWeight > 0)
        text << "\nOf opacities in the lung zones it learned, from radiologists' boxes, that a phrase is nearer to a "
                "picture where it is true;\nhow well, the figures say. Of all other findings ";
    else
        text << "\nIt learned where words point and not whether what they say is true: ";
    text << "\"opacity in the left base\" lights the left base of a clear lung\ntoo, and so does \"no opacity in the "
            "left base\": a negated phrase points where the same phrase without its negation does. A link's\n"
            "similarity says how well the words fit the place. ";
}

std::string sectionOf(const training::StageStart& start, const AlignmentFacts& facts) {
    std::ostringstream text;
    text << "A phrase lights the place that its words name: ";
    describeEncoder(text, facts);
    text << "against the frozen network of " << start.model.card.name << " " << start.model.card.version << ", "
         << facts.summary.steps << " steps, seed " << facts.recipe.seed << ". ";
    describePhrases(text, facts.catalogue);
    text << "\n";
    describeBoxes(text, facts.recipe, facts.pool);
    describeTruth(text, facts.recipe);
    text << "Other languages than English were not\ntrained on. Whole pictures and whole reports were compared on "
            "NIH's noisy labels alone: do not retrieve by them.\n";
    return text.str();
}

}  // namespace

base::Result<void> writeAlignmentFolder(const training::StageStart& start, const AlignmentFacts& facts,
                                        const std::filesystem::path& folder) {
    const auto& [recipe, pool, catalogue, summary, begunWith] = facts;
    training::StageResult result;
    result.network = summary.network->config();
    result.recipeKey = "alignmentRecipe";
    result.recipe = toJson(recipe);
    result.card = start.card;
    if (!recipe.name.empty()) result.card["name"] = recipe.name;
    if (!recipe.version.empty()) result.card["version"] = recipe.version;
    result.card["hasAlignment"] = true;
    result.card["alignment"] = {{"vocabulary", summary.vocabulary},
                                {"places", catalogue.places.size()},
                                {"phrasesTrained", catalogue.phraseCount(false)},
                                {"phrasesHeldOut", catalogue.phraseCount(true)},
                                {"begunWith", start.model.card.name + " " + start.model.card.version + " (SHA-256 " +
                                                  start.model.card.sha256 + ")"}};
    if (!begunWith.empty()) result.card["alignment"]["textBegunWith"] = begunWith;
    result.use = "alignment";
    result.ownFiles = {"log-alignment.csv", weights::kVocabularyFile};
    result.staleFigures = {kAlignmentFigures, kHeldOutAlignmentFigures};
    for (const auto& item : pool.pictures) {
        result.usedBy[item.sample.path] = item.image.sha256;
        result.licences[item.sample.path] = item.sample.licence;
    }
    result.cardText = regions::withTitle(start.model.card.text, result.card.at("name").get<std::string>(),
                                         result.card.at("version").get<std::string>());
    result.cardText = regions::withoutText(result.cardText, regions::kAlignmentNotLearned);
    result.cardText = training::withSection(result.cardText, kHeading, sectionOf(start, facts));
    return training::writeStageFolder(start, result, folder);
}

base::Result<void> addAlignmentFigures(const std::filesystem::path& folder, const AlignmentEvaluation& evaluation) {
    return training::changeCard(folder, [&](json& card, std::string& text) {
        card[kAlignmentFigures.key] = toJson(evaluation);
        text = training::withSection(text, kAlignmentFigures.heading, "```\n" + toText(evaluation) + "```\n");
    });
}

base::Result<void> writeFigures(const AlignmentEvaluation& evaluation, const std::vector<std::filesystem::path>& folds,
                                const std::filesystem::path& folder) {
    return regions::writeHeldOutFigures({kHeldOutAlignmentFigures, toJson(evaluation), toText(evaluation)}, folds,
                                        folder);
}

}  // namespace asg::alignment
