#include "models/regions/region_evaluation.h"

#include "core/vision/model_input.h"
#include "models/inference/image_tensor.h"
#include "models/inference/loaded_model.h"
#include "models/regions/region_import.h"
#include "models/regions/region_pool.h"
#include "models/regions/region_prediction.h"
#include "models/regions/untrained_pictures.h"

#include <nlohmann/json.hpp>
#include <torch/utils.h>

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace asg::regions {
namespace {

using domain::RegionId;

/// Every trained region shown, and each of the patient's left to the picture's right of its partner.
bool isComplete(const inference::LoadedModel& model, const PredictedRegions& predicted) {
    return std::ranges::all_of(model.regions, [&](const auto& entry) {
        const auto& region = predicted[entry.first.value];
        if (region.presence < region.threshold || region.boxInFractions.empty()) return false;
        if (domain::regionSide(entry.first) != domain::Side::Left) return true;
        const auto& partner = predicted[domain::mirroredRegion(entry.first).value];
        return region.boxInFractions.center().x > partner.boxInFractions.center().x;
    });
}

const std::vector<RegionId>& lungIds() {
    static const std::vector ids{*domain::regionFromName("right lung"), *domain::regionFromName("left lung")};
    return ids;
}

/// By part of the patients.
using StatementsByPart = std::array<std::vector<metrics::Statement>, 5>;

/// The network's own logit of each statement of the reader, before what the card makes of it.
void addStatements(const RegionSample& sample, const PredictedRegions& predicted, StatementsByPart& statements) {
    auto& own =
        statements[static_cast<std::size_t>(partOf("presence " + sample.patient, static_cast<int>(statements.size())))];
    for (std::size_t i = 0; i < sample.read.size(); ++i)
        if (sample.read[i].state != LabelState::Unknown)
            own.push_back({predicted[i].presenceLogit, sample.read[i].state == LabelState::Known});
}

/// The scaling of all statements, and how well that of the other patients' statements does on each part's own.
void calibratePresence(const StatementsByPart& byPart, RegionEvaluation& evaluation) {
    std::vector<metrics::Statement> all;
    std::vector<Forecast> unscaled;
    std::vector<Forecast> scaled;
    for (std::size_t own = 0; own < byPart.size(); ++own) {
        std::vector<metrics::Statement> others;
        for (std::size_t other = 0; other < byPart.size(); ++other)
            if (other != own) others.insert(others.end(), byPart[other].begin(), byPart[other].end());
        const auto scaling = metrics::fitPlatt(others);
        for (const auto& [logit, happened] : byPart[own]) {
            unscaled.push_back({metrics::PlattScaling{}.probability(logit), happened});
            scaled.push_back({scaling.probability(logit), happened});
        }
        all.insert(all.end(), byPart[own].begin(), byPart[own].end());
    }
    if (all.empty()) return;
    evaluation.presenceScaling = {expectedCalibrationError(unscaled), expectedCalibrationError(scaled),
                                  metrics::fitPlatt(all)};
}

base::Box aroundHeartAnd(const char* region, const PredictedRegions& predicted) {
    const auto boxOf = [&](const char* name) { return predicted[domain::regionFromName(name)->value].boxInFractions; };
    const base::Box heart = boxOf("cardiac silhouette");
    const base::Box other = boxOf(region);
    return {std::min(heart.x1, other.x1), std::min(heart.y1, other.y1), std::max(heart.x2, other.x2),
            std::max(heart.y2, other.y2)};
}

}  // namespace

base::Outcome<RegionEvaluation> evaluateRegions(const std::filesystem::path& data,
                                                const std::vector<std::filesystem::path>& folders,
                                                const base::Progress& progress, std::stop_token stop) {
    auto models = readJudgedRegionModels(folders);
    if (!models) return models.error();

    RegionMetrics radiologists;
    RegionMetrics read;
    std::vector<Measurement> complete;
    std::vector<Measurement> heartAndMediastinum;
    std::vector<Measurement> heartAndArch;
    StatementsByPart presence;
    const auto visit = [&](std::size_t judge, const RegionSample& sample, const domain::Radiograph& radiograph) {
        auto& model = (*models)[judge].model;
        const torch::NoGradGuard off;
        const auto input = vision::makeModelInput(radiograph, model.card.input);
        const auto features = model.network->encodeImages(inference::imageTensor(input));
        const auto predicted = predictRegions(model, features, input.transform);
        radiologists.add(sample.patient, sample.radiologist, predicted);
        read.add(sample.patient, sample.read, predicted);
        addStatements(sample, predicted, presence);
        complete.push_back({sample.patient, isComplete(model, predicted) ? 1.0 : 0.0});
        if (const auto& mask = sample.cardiomediastinumInFractions) {
            const auto overlap = [&](const char* region) {
                return base::intersectionOverUnion(*mask, aroundHeartAnd(region, predicted));
            };
            heartAndMediastinum.push_back({sample.patient, overlap("mediastinum")});
            heartAndArch.push_back({sample.patient, overlap("aortic arch")});
        }
    };
    const auto visited = visitUntrainedPictures(data, *models, "measuring on pictures", progress, stop, visit);
    if (visited.cancelled()) return base::Cancelled{};
    if (visited.failed()) return visited.error();

    RegionEvaluation evaluation;
    evaluation.pictures = visited.value();
    evaluation.models = static_cast<int>(models->size());
    evaluation.lungs = radiologists.iou(lungIds());
    evaluation.rightLung = radiologists.iou(lungIds()[0]);
    evaluation.leftLung = radiologists.iou(lungIds()[1]);
    evaluation.heartAndMediastinum = meanWithInterval(heartAndMediastinum);
    evaluation.heartAndArch = meanWithInterval(heartAndArch);
    evaluation.read = read.meanOfMeans(readRegions());
    for (const RegionId region : readRegions()) evaluation.readByRegion[region.value] = read.iou(region);
    evaluation.presenceCalibrationError = read.presenceCalibrationError();
    evaluation.presenceCount = read.presenceCount();
    calibratePresence(presence, evaluation);
    evaluation.complete = meanWithInterval(complete);
    return evaluation;
}

nlohmann::json toJson(const RegionEvaluation& evaluation) {
    nlohmann::json regions = nlohmann::json::array();
    for (const RegionId region : readRegions()) {
        auto entry = toJson(evaluation.readByRegion[region.value]);
        entry["name"] = domain::regionName(region);
        regions.push_back(std::move(entry));
    }
    nlohmann::json document{{"pictures", evaluation.pictures},
                            {"models", evaluation.models},
                            {"lungIouWithRadiologists", toJson(evaluation.lungs)},
                            {"rightLungIouWithRadiologists", toJson(evaluation.rightLung)},
                            {"leftLungIouWithRadiologists", toJson(evaluation.leftLung)},
                            {"readRegionsMeanIou", toJson(evaluation.read)},
                            {"readRegions", std::move(regions)},
                            {"presenceCalibrationError",
                             {{"value", evaluation.presenceCalibrationError}, {"count", evaluation.presenceCount}}},
                            {"heartAndArchIouWithMasks", toJson(evaluation.heartAndArch)},
                            {"heartAndMediastinumIouWithMasks", toJson(evaluation.heartAndMediastinum)},
                            {"allRegionsShownSidesRight", toJson(evaluation.complete)}};
    if (const auto& presence = evaluation.presenceScaling) {
        document["presenceCalibrationErrorUnscaled"] = presence->unscaledError;
        document["presenceCalibrationErrorCrossFitted"] = presence->crossFittedError;
        document["presenceScaling"] = {{"scale", presence->scaling.scale}, {"shift", presence->scaling.shift}};
    }
    return document;
}

std::string toText(const RegionEvaluation& evaluation) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(3);
    const auto line = [&text](std::string_view what, const Estimate& estimate) {
        text << std::left << std::setw(34) << what << metrics::toText(estimate) << "\n";
    };
    text << evaluation.pictures << " pictures, each judged by a model that was not trained on it";
    if (evaluation.models > 1) text << " (" << evaluation.models << " models)";
    text << "\n";
    line("lungs, IoU with radiologists", evaluation.lungs);
    line("  right", evaluation.rightLung);
    line("  left", evaluation.leftLung);
    if (evaluation.heartAndMediastinum.count > 0) {
        line("masks' box: heart and mediastinum", evaluation.heartAndMediastinum);
        line("masks' box: heart and arch", evaluation.heartAndArch);
    }
    line("all regions shown, sides right", evaluation.complete);
    if (evaluation.read.count > 0) {
        line("17 read regions, mean of means", evaluation.read);
        for (const RegionId region : readRegions())
            line("  " + std::string(domain::regionName(region)), evaluation.readByRegion[region.value]);
        text << "presence: expected calibration error " << evaluation.presenceCalibrationError << " over "
             << evaluation.presenceCount << " statements\n";
        if (const auto& presence = evaluation.presenceScaling)
            text << "  as the network says it " << presence->unscaledError << ", scaled by other patients' statements "
                 << presence->crossFittedError << "\n";
    }
    return text.str();
}

}  // namespace asg::regions
