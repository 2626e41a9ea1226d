#include "models/regions/mirrored_card.h"

#include "models/regions/card_text.h"
#include "models/regions/gate_threshold.h"

#include <nlohmann/json.hpp>

#include <set>
#include <sstream>

namespace asg::regions {
namespace {

constexpr const char* kSidesHeading = "## Left and right";
constexpr const char* kGateKey = "gateEvaluation";
constexpr training::FigureSection kGateOfFolds{"gateEvaluationOnHeldOut",
                                               "## Input gate: figures on held-out patients"};

std::string sidesSection(const MirrorRecipe& recipe, const std::vector<PoolItem>& pictures) {
    std::set<std::string> patients;
    for (const auto& item : pictures) patients.insert(item.sample.patient);
    std::ostringstream text;
    text << "Whether a picture is mirrored is asked of the encoder's map: the left half of " << recipe.head.side
         << " × " << recipe.head.side
         << " cells less the mirrored right half, one\nweight a number, so that a map and its mirror "
         << "image get opposite answers. The weights were fitted in closed form (ridge,\ndecay " << recipe.decay
         << ") to " << pictures.size() << " pictures of " << patients.size()
         << " patients, each with its mirrored copy";
    if (recipe.views > 1)
        text << " and " << recipe.views - 1 << " moved and changed\nviews of both, seed " << recipe.seed;
    text << ". A heart on the right looks the same to it, and the warning says both.\n";
    return text.str();
}

}  // namespace

base::Result<void> writeMirroredFolder(const training::StageStart& start, const MirrorRecipe& recipe,
                                       const std::vector<PoolItem>& pictures, const nets::NetworkConfig& network,
                                       const std::filesystem::path& folder) {
    training::StageResult result;
    result.network = network;
    result.recipeKey = "mirrorRecipe";
    result.recipe = toJson(recipe);
    result.card = start.card;
    if (!recipe.name.empty()) result.card["name"] = recipe.name;
    if (!recipe.version.empty()) result.card["version"] = recipe.version;
    for (auto& entry : result.card.at("gate")) entry["threshold"] = kWarnedFrom;
    result.card.erase(kGateKey);
    result.use = "mirrored";
    result.staleFigures = {kGateOfFolds};
    for (const auto& item : pictures) {
        result.usedBy[item.sample.path] = item.image.sha256;
        result.licences[item.sample.path] = item.sample.licence;
    }
    result.cardText = withTitle(start.model.card.text, result.card.at("name").get<std::string>(),
                                result.card.at("version").get<std::string>());
    result.cardText = withGateFigures(result.cardText, "Not measured.\n");
    result.cardText = training::withSection(result.cardText, kSidesHeading, sidesSection(recipe, pictures));
    return training::writeStageFolder(start, result, folder);
}

base::Result<void> addGateFigures(const std::filesystem::path& folder, const GateEvaluation& evaluation) {
    return training::changeCard(folder, [&](nlohmann::json& card, std::string& text) {
        card[kGateKey] = toJson(evaluation);
        text = withGateFigures(text, toText(evaluation));
    });
}

}  // namespace asg::regions
