#include "models/regions/write_figures.h"

#include "core/base/whole_number.h"
#include "models/inference/loaded_model.h"
#include "models/regions/gate_threshold.h"
#include "models/regions/model_card_writer.h"
#include "models/training/json_file.h"
#include "models/training/recipe_json.h"

#include <cmath>
#include <iomanip>
#include <set>
#include <sstream>

namespace asg::regions {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;

/// config.json's recipes, and whether card.json says that the regions began with other weights than random ones.
struct Training {
    std::filesystem::path folder;
    json config;
    bool begunWithWeights = false;
};

Result<Training> readTraining(const std::filesystem::path& folder) {
    auto config = training::readJsonObject(folder / "config.json");
    if (!config) return config.error();
    const auto card = training::readJsonObject(folder / "card.json");
    if (!card) return card.error();
    return Training{folder, std::move(*config), card->contains("begunWith")};
}

json comparable(const Training& training, const char* recipe) {
    auto part = training::decisivePart(training.config.value(recipe, json::object()));
    if (part.is_object()) part.erase("heldOutFold");
    return part;
}

/// "recipe.steps is 1000 there and 3000 here", or nothing.
std::string difference(const Training& fold, const Training& whole, const char* recipe) {
    const auto there = comparable(fold, recipe);
    const auto here = comparable(whole, recipe);
    // Each entry of a difference names the place ("/network/image/width") where it begins.
    const auto changes = json::diff(there, here);
    if (changes.empty()) return {};
    const auto path = changes.front().at("path").get<std::string>();
    const json::json_pointer place(path);
    const auto valueIn = [&place](const json& document) {
        return document.contains(place) ? document.at(place).dump() : std::string("nothing");
    };
    return std::string(recipe) + path + " is " + valueIn(there) + " there and " + valueIn(here) + " here";
}

Result<int> heldOutPart(const Training& fold) {
    try {
        const int part = base::wholeNumber<int>(fold.config.at("recipe").at("heldOutFold"));
        if (part >= 0) return part;
    } catch (const json::exception&) {
        // The same as none.
    }
    return Error{ErrorCode::InvalidData, fold.folder.string() + ": this model holds no patients out."};
}

/// "1 of the patients' 5 parts was held out …"
Result<std::string> describeFolds(const std::vector<std::filesystem::path>& folds) {
    const auto first = readTraining(folds.front());
    if (!first) return first.error();
    const auto parts = first->config.value(json::json_pointer("/recipe/folds"), 0);
    const bool one = folds.size() == 1;
    return "Measured on " + std::to_string(folds.size()) + (one ? " model that was" : " models that were") +
           " trained by the same recipe as this one without " + (one ? "one" : "another one each") + " of " +
           std::to_string(parts) +
           " parts of the patients. Each picture is judged by a\nmodel that was not trained on it; intervals are 95 % "
           "bootstraps over patients.\n\n";
}

/// The same logits are shown as before the scaling.
double shownFrom(const metrics::PlattScaling& scaling) {
    return scaling.probability(std::log(kShownFrom / (1 - kShownFrom)));
}

void calibrate(json& card, const RegionEvaluation& evaluation) {
    const bool scales = evaluation.presenceScaling && evaluation.presenceScaling->helps();
    for (auto& entry : card.at("trainedRegions")) {
        const auto region = domain::regionFromName(entry.at("name").get<std::string>());
        if (!region) continue;
        for (const char* key : {"scale", "shift", "iouWithReadBoxes"}) entry.erase(key);
        entry["threshold"] = kShownFrom;
        if (scales) {
            const auto& scaling = evaluation.presenceScaling->scaling;
            entry["scale"] = scaling.scale;
            entry["shift"] = scaling.shift;
            entry["threshold"] = shownFrom(scaling);
        }
        if (evaluation.readByRegion[region->value].count > 0)
            entry["iouWithReadBoxes"] = toJson(evaluation.readByRegion[region->value]);
    }
}

std::string remarkOn(const std::optional<PresenceScaling>& presence) {
    if (!presence) return {};
    std::ostringstream text;
    text << std::fixed << std::setprecision(3);
    if (presence->helps()) {
        text << "What this model says of a region's presence is scaled by what was said of these patients: that lowers "
                "the calibration error\nfrom "
             << presence->unscaledError << " to " << presence->crossFittedError
             << " (each patient's statements scaled by the others').\n";
    } else {
        text
            << "What this model says of a region's presence is not scaled: that would not lower the calibration error ("
            << presence->crossFittedError << " instead\nof " << presence->unscaledError << ").\n";
    }
    return text.str();
}

void setGateThresholds(json& card, const GateEvaluation& evaluation) {
    const auto mirrored = inference::kGateCodes[static_cast<std::size_t>(nets::GateQuestion::Mirrored)];
    const auto common = evaluation.threshold.value_or(kWarnedFrom);
    for (auto& entry : card.at("gate"))
        entry["threshold"] = entry.at("name") == mirrored ? evaluation.mirroredThreshold.value_or(common) : common;
}

std::string remarkOn(const GateEvaluation& evaluation) {
    if (!evaluation.threshold) return {};
    const auto from = [](std::ostream& text, double threshold, double passing) {
        text << std::setprecision(3) << threshold << " on, the lowest (but at least 0.5) at which "
             << std::setprecision(1) << 100 * passing << " % of these real pictures\npass";
    };
    std::ostringstream text;
    text << std::fixed << "This model warns from a probability of ";
    from(text, *evaluation.threshold, kPassing);
    if (evaluation.mirroredThreshold) {
        text << ", and of a mirrored picture from ";
        from(text, *evaluation.mirroredThreshold, kPassingMirrorHead);
    }
    text << ". In the figures each picture's comes from the other patients; the figures at the top of this card were "
            "taken at 0.5.\n";
    return text.str();
}

}  // namespace

Result<void> checkSameTraining(const std::vector<std::filesystem::path>& folds, const std::filesystem::path& folder,
                               std::span<const char* const> recipes) {
    const auto whole = readTraining(folder);
    if (!whole) return whole.error();
    std::set<int> parts;
    for (const auto& path : folds) {
        const auto fold = readTraining(path);
        if (!fold) return fold.error();
        const auto part = heldOutPart(*fold);
        if (!part) return part.error();
        const auto refused = [&](const std::string& reason) {
            return Error{ErrorCode::InvalidData, path.string() +
                                                     ": figures of this model cannot stand on the card of " +
                                                     folder.string() + ": " + reason + "."};
        };
        if (!parts.insert(*part).second)
            return refused("another one holds the same patients out (part " + std::to_string(*part) + ")");
        if (fold->begunWithWeights != whole->begunWithWeights)
            return refused("one of the two began with the weights of another model");
        for (const char* recipe : recipes)
            if (const auto differs = difference(*fold, *whole, recipe); !differs.empty())
                return refused("it was trained by another recipe, " + differs);
    }
    return {};
}

Result<void> writeHeldOutFigures(const HeldOutFigures& figures, const std::vector<std::filesystem::path>& folds,
                                 const std::filesystem::path& folder) {
    const auto described = describeFolds(folds);
    if (!described) return described.error();
    return training::changeCard(folder, [&](json& card, std::string& text) {
        card[figures.section.key] = figures.figures;
        if (figures.change) figures.change(card);
        auto body = *described + "```\n" + figures.text + "```\n";
        if (!figures.remark.empty()) body += "\n" + figures.remark;
        text = training::withSection(text, figures.section.heading, body);
    });
}

Result<void> writeFigures(const RegionEvaluation& evaluation, const std::vector<std::filesystem::path>& folds,
                          const std::filesystem::path& folder) {
    return writeHeldOutFigures({{"evaluationOnHeldOut", "## Regions: figures on held-out patients"},
                                toJson(evaluation),
                                toText(evaluation),
                                remarkOn(evaluation.presenceScaling),
                                [&](json& card) { calibrate(card, evaluation); }},
                               folds, folder);
}

Result<void> writeFigures(const GateEvaluation& evaluation, const std::vector<std::filesystem::path>& folds,
                          const std::filesystem::path& folder) {
    return writeHeldOutFigures({{"gateEvaluationOnHeldOut", "## Input gate: figures on held-out patients"},
                                toJson(evaluation),
                                toText(evaluation),
                                remarkOn(evaluation),
                                [&](json& card) { setGateThresholds(card, evaluation); }},
                               folds, folder);
}

}  // namespace asg::regions
