#include "models/alignment/alignment_card.h"

#include "models/training/card_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace asg::alignment {
namespace {

using nlohmann::json;

constexpr const char* kHeading = "## Words and places (alignment)";
constexpr const char* kFiguresHeading = "## Words and places: figures";
constexpr const char* kFoldsHeading = "## Words and places: figures on held-out patients";

std::string sectionOf(const training::StageStart& start, const AlignmentRecipe& recipe, const AlignmentPool& pool,
                      const PhraseCatalogue& catalogue, const AlignmentSummary& summary) {
    const auto marked = std::ranges::count_if(pool.pictures, [](const auto& item) { return item.sample.hasLabels(); });
    std::ostringstream text;
    text << "A phrase lights the place that its words name: a text encoder (" << recipe.text.depth << " layers, width "
         << recipe.text.width << ", a vocabulary of " << summary.vocabulary
         << " pieces of its own) and projections were trained\nagainst the frozen network of " << start.model.card.name
         << " " << start.model.card.version << ", " << summary.steps << " steps, seed " << recipe.seed << ". The "
         << catalogue.phraseCount(false) << " sentences for " << catalogue.places.size()
         << " places were\ncomposed from this program's own tables (resources/ontology) and are such that its report "
            "parser takes them to that place; "
         << catalogue.phraseCount(true)
         << " more,\nin forms that were never trained on, serve the figures. Boxes: marked ones in " << marked
         << " pictures, the network's own in " << pool.pictures.size() - static_cast<std::size_t>(marked)
         << ".\n\nIt learned where words point and not whether what they say is true: \"opacity in the left base\" "
            "lights "
            "the left base of a clear lung\ntoo, and a link's similarity says how well the words fit the place. Words "
            "that are not in the tables, negations and other\nlanguages than English were not trained on. Whole "
            "pictures and whole reports were compared on NIH's noisy labels alone: do not\nretrieve by them.\n";
    return text.str();
}

}  // namespace

base::Result<void> writeAlignmentFolder(const training::StageStart& start, const AlignmentRecipe& recipe,
                                        const AlignmentPool& pool, const PhraseCatalogue& catalogue,
                                        const AlignmentSummary& summary, const std::filesystem::path& folder) {
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
    result.use = "alignment";
    for (const auto& item : pool.pictures) {
        result.usedBy[item.sample.path] = item.image.sha256;
        result.licences[item.sample.path] = item.sample.licence;
    }
    result.cardText = training::withTitle(start.model.card.text, result.card.at("name").get<std::string>(),
                                          result.card.at("version").get<std::string>());
    result.cardText = training::withoutText(result.cardText, training::kAlignmentNotLearned);
    result.cardText =
        training::withSection(result.cardText, kHeading, sectionOf(start, recipe, pool, catalogue, summary));
    return training::writeStageFolder(start, result, folder);
}

base::Result<void> addAlignmentFigures(const std::filesystem::path& folder, const AlignmentEvaluation& evaluation,
                                       bool ofFolds) {
    return training::changeCard(folder, [&](json& card, std::string& text) {
        card[ofFolds ? "alignmentEvaluationOfFolds" : "alignmentEvaluation"] = toJson(evaluation);
        text = training::withSection(text, ofFolds ? kFoldsHeading : kFiguresHeading,
                                     "```\n" + toText(evaluation) + "```\n");
    });
}

}  // namespace asg::alignment
