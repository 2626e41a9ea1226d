#include "models/regions/model_card_writer.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "models/inference/canary.h"
#include "models/inference/loaded_model.h"
#include "models/regions/card_text.h"
#include "models/regions/gate_threshold.h"
#include "models/regions/known_weights.h"
#include "models/regions/region_trainer.h"
#include "models/training/json_file.h"
#include "models/weights/output_names.h"

#include <nlohmann/json.hpp>

namespace asg::regions {
namespace {

using base::Result;
using nlohmann::json;

json inputJson(const vision::InputSpec& spec) {
    return {{"resize", spec.resize},
            {"crop", spec.crop},
            {"mean", {spec.mean, spec.meanG, spec.meanB}},
            {"deviation", {spec.deviation, spec.deviationG, spec.deviationB}},
            {"antialias", spec.antialias}};
}

json cardJson(const RegionTrainingFacts& facts, const std::optional<RegionModelFigures>& figures,
              const std::string& sha256) {
    json regions = json::array();
    for (const auto region : domain::modelRegions()) {
        const auto teachers = teachersOf(region, facts.pool);
        // A region that nobody taught is not said to be known.
        if (teachers.empty()) continue;
        json taughtBy = json::array();
        for (const auto& [source, count] : teachers) taughtBy.push_back({{"source", name(source)}, {"boxes", count}});
        json entry{{"name", domain::regionName(region)}, {"threshold", kShownFrom}, {"taughtBy", std::move(taughtBy)}};
        if (figures && figures->regions.readByRegion[region.value].count > 0)
            entry["iouWithReadBoxes"] = toJson(figures->regions.readByRegion[region.value]);
        regions.push_back(std::move(entry));
    }
    json gate = json::array();
    if (facts.recipe.network.gateHead)
        for (const auto code : inference::kGateCodes) gate.push_back({{"name", code}, {"threshold", kWarnedFrom}});
    json card{{"name", facts.recipe.name},
              {"version", facts.recipe.version},
              {"sha256", sha256},
              {"input", inputJson(inputSpecOf(facts.recipe))},
              {"trainedRegions", std::move(regions)},
              {"trainedTags", json::array()},
              {"gate", std::move(gate)},
              {"hasAlignment", false}};
    weights::nameOutputs(card, facts.recipe.network, domain::allTags());
    if (!facts.begunWith.empty()) card["begunWith"] = facts.begunWith;
    if (figures) card["evaluation"] = toJson(figures->regions);
    if (figures && figures->gate) card["gateEvaluation"] = toJson(*figures->gate);
    return card;
}

}  // namespace

Result<std::string> describeBeginning(const std::filesystem::path& folder) {
    if (folder.empty()) return std::string{};
    const auto card = analysis::readModelCard(folder);
    if (!card) return card.error();
    const auto document = training::readJsonObject(folder / "card.json");
    if (!document) return document.error();
    auto text = card->name + " " + card->version + " (SHA-256 " + card->sha256 + ")";
    for (const auto& source : document->value("convertedFrom", json::array())) {
        const auto sha256 = source.value("sha256", std::string());
        text += ", converted from " + source.value("file", std::string()) + " (SHA-256 " + sha256 + ")";
        if (const auto origin = originOf(sha256); !origin.empty()) text += ": " + std::string(origin);
    }
    return text;
}

Result<void> writeModelCard(const RegionTrainingFacts& facts, const std::optional<RegionModelFigures>& figures,
                            const std::filesystem::path& folder) {
    const json config{{"network", nets::toJson(facts.recipe.network)}, {"recipe", toJson(facts.recipe)}};
    if (auto written = base::writeFileAtomically(folder / "config.json", config.dump(1)); !written) return written;
    auto sha256 = base::sha256OfFile(folder / "weights.safetensors");
    if (!sha256) return sha256.error();
    const auto card = cardJson(facts, figures, *sha256);
    if (auto written = base::writeFileAtomically(folder / "card.json", card.dump(1)); !written) return written;
    if (auto written = base::writeFileAtomically(folder / "card.md", cardText(facts, figures)); !written)
        return written;
    // The canary runs on the weights as they are stored, rounded to half precision.
    auto model = inference::readModelFolder(folder);
    if (!model) return model.error();
    return inference::writeCanary(*model, folder);
}

}  // namespace asg::regions
