#include "models/training/write_figures.h"

#include "core/base/atomic_file.h"
#include "models/training/model_card_writer.h"
#include "models/training/stage_folder.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <sstream>

namespace asg::training {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaximumConfigBytes = 4U << 20U;

/// "1 model of the same network, trained without a part of the patients, in 3000 steps of 16 pictures. …"
base::Result<std::string> describeFolds(const std::vector<std::filesystem::path>& folds) {
    const auto path = folds.front() / "config.json";
    auto content = base::readFile(path, kMaximumConfigBytes);
    if (!content) return content.error();
    try {
        const auto recipe = json::parse(*content).at("recipe");
        return std::to_string(folds.size()) + (folds.size() == 1 ? " model" : " models") +
               " of the same network, trained without a part of the patients, in " +
               std::to_string(recipe.at("steps").get<int>()) + " steps of " +
               std::to_string(recipe.at("batch").get<int>()) +
               " pictures. Each picture is judged by a model that was not trained on it; intervals are 95 % bootstraps "
               "over "
               "patients.\n\n";
    } catch (const json::exception& failure) {
        return base::Error{base::ErrorCode::InvalidData, path.string() + ": " + failure.what()};
    }
}

/// The same logits are shown as before the scaling.
double shownFrom(const metrics::PlattScaling& scaling) {
    return scaling.probability(std::log(kShownFrom / (1 - kShownFrom)));
}

void calibrate(json& card, const RegionEvaluation& evaluation) {
    for (auto& entry : card.at("trainedRegions")) {
        const auto region = domain::regionFromName(entry.at("name").get<std::string>());
        if (!region) continue;
        if (evaluation.crossFittedCalibrationError) {
            entry["scale"] = evaluation.presenceScaling.scale;
            entry["shift"] = evaluation.presenceScaling.shift;
            entry["threshold"] = shownFrom(evaluation.presenceScaling);
        }
        if (evaluation.readByRegion[region->value].count > 0)
            entry["iouWithReadBoxes"] = toJson(evaluation.readByRegion[region->value]);
    }
}

template <typename Evaluation, typename Change>
base::Result<void> write(const Evaluation& evaluation, const std::vector<std::filesystem::path>& folds,
                         const std::filesystem::path& folder, std::string_view heading, const Change& change) {
    const auto described = describeFolds(folds);
    if (!described) return described.error();
    return changeCard(folder, [&](json& card, std::string& text) {
        change(card);
        text = withSection(text, heading, *described + "```\n" + toText(evaluation) + "```\n");
    });
}

}  // namespace

base::Result<void> writeFigures(const RegionEvaluation& evaluation, const std::vector<std::filesystem::path>& folds,
                                const std::filesystem::path& folder) {
    return write(evaluation, folds, folder, "## Regions: figures on held-out patients", [&](json& card) {
        card["evaluationOnHeldOut"] = toJson(evaluation);
        calibrate(card, evaluation);
    });
}

base::Result<void> writeFigures(const GateEvaluation& evaluation, const std::vector<std::filesystem::path>& folds,
                                const std::filesystem::path& folder) {
    return write(evaluation, folds, folder, "## Input gate: figures on held-out patients",
                 [&](json& card) { card["gateEvaluationOnHeldOut"] = toJson(evaluation); });
}

}  // namespace asg::training
