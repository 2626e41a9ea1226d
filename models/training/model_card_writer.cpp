#include "models/training/model_card_writer.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "models/inference/canary.h"
#include "models/inference/model_folder.h"
#include "models/training/card_text.h"
#include "models/training/region_trainer.h"

#include <nlohmann/json.hpp>

namespace asg::training {
namespace {

using base::Result;
using nlohmann::json;

json inputJson(const vision::InputSpec& spec) {
    return {{"resize", spec.resize},
            {"crop", spec.crop},
            {"mean", {spec.mean, spec.meanG, spec.meanB}},
            {"deviation", {spec.deviation, spec.deviationG, spec.deviationB}}};
}

json cardJson(const RegionRecipe& recipe, const RegionPool& pool, const std::optional<RegionEvaluation>& evaluation,
              const std::string& sha256) {
    json regions = json::array();
    for (const auto region : domain::modelRegions()) {
        const auto teachers = teachersOf(region, pool);
        // A region that nobody taught is not said to be known.
        if (teachers.empty()) continue;
        json taughtBy = json::array();
        for (const auto& [source, count] : teachers) taughtBy.push_back({{"source", name(source)}, {"boxes", count}});
        json entry{{"name", domain::regionName(region)}, {"threshold", 0.5}, {"taughtBy", std::move(taughtBy)}};
        if (evaluation && evaluation->readByRegion[region.value].count > 0)
            entry["iouWithReadBoxes"] = toJson(evaluation->readByRegion[region.value]);
        regions.push_back(std::move(entry));
    }
    json gate = json::array();
    if (recipe.network.gateHead)
        for (const auto code : inference::kGateCodes) gate.push_back({{"name", code}, {"threshold", 0.5}});
    json card{{"name", recipe.name},
              {"version", recipe.version},
              {"sha256", sha256},
              {"input", inputJson(inputSpecOf(recipe))},
              {"trainedRegions", std::move(regions)},
              {"trainedTags", json::array()},
              {"gate", std::move(gate)},
              {"hasAlignment", false}};
    if (evaluation) card["evaluation"] = toJson(*evaluation);
    return card;
}

}  // namespace

Result<void> writeModelCard(const RegionRecipe& recipe, const RegionPool& pool,
                            const std::optional<RegionEvaluation>& evaluation, const std::filesystem::path& folder) {
    const json config{{"network", nets::toJson(recipe.network)}, {"recipe", toJson(recipe)}};
    if (auto written = base::writeFileAtomically(folder / "config.json", config.dump(1)); !written) return written;
    auto sha256 = base::sha256OfFile(folder / "weights.safetensors");
    if (!sha256) return sha256.error();
    const auto card = cardJson(recipe, pool, evaluation, *sha256);
    if (auto written = base::writeFileAtomically(folder / "card.json", card.dump(1)); !written) return written;
    if (auto written = base::writeFileAtomically(folder / "card.md", cardText(recipe, pool, evaluation)); !written)
        return written;
    // The canary runs on the weights as they are stored, rounded to half precision.
    auto model = inference::readModelFolder(folder);
    if (!model) return model.error();
    return inference::writeCanary(model->network, model->card.input, folder);
}

}  // namespace asg::training
