#include "models/training/region_evaluation.h"

#include "core/io/open_radiograph.h"
#include "core/vision/model_input.h"
#include "models/inference/image_tensor.h"
#include "models/inference/model_folder.h"
#include "models/training/data_list.h"
#include "models/training/region_import.h"

#include <nlohmann/json.hpp>
#include <torch/utils.h>

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace asg::training {
namespace {

using domain::RegionId;

PredictedRegions predict(inference::LoadedModel& model, const vision::ModelInput& input) {
    const torch::NoGradGuard off;
    const auto found = model.network->findRegions(model.network->encodeImages(inference::imageTensor(input)));
    const auto logits = found.presenceLogits.contiguous();
    const auto boxes = found.boxes.contiguous();
    const auto& transform = input.transform;
    PredictedRegions predicted;
    for (const auto& [region, calibration] : model.regions) {
        auto& entry = predicted[region.value];
        entry.presence = calibration.probability(logits.data_ptr<float>()[region.value]);
        entry.threshold = calibration.threshold;
        const float* edge = boxes.data_ptr<float>() + static_cast<std::size_t>(region.value) * 4;
        const double crop = transform.crop;
        const base::Box inImage = transform.toImage({edge[0] * crop, edge[1] * crop, edge[2] * crop, edge[3] * crop});
        entry.boxInFractions =
            base::intersection({inImage.x1 / transform.originalColumns, inImage.y1 / transform.originalRows,
                                inImage.x2 / transform.originalColumns, inImage.y2 / transform.originalRows},
                               {0, 0, 1, 1});
    }
    return predicted;
}

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

}  // namespace

base::Outcome<RegionEvaluation> evaluateRegions(const std::filesystem::path& data, const std::filesystem::path& folder,
                                                const base::Progress& progress, std::stop_token stop) {
    auto model = inference::readModelFolder(folder);
    if (!model) return model.error();
    if (!model->network->hasRegions())
        return base::Error{base::ErrorCode::InvalidData, folder.string() + ": this model has no region head."};
    const auto trained = readTrainedPictures(folder);
    if (!trained) return trained.error();
    auto samples = importRegionData(data);
    if (!samples) return samples.error();
    std::erase_if(*samples, [](const RegionSample& sample) { return !sample.isOfUse(); });

    RegionMetrics radiologists;
    RegionMetrics read;
    std::vector<Measurement> complete;
    std::size_t done = 0;
    for (const auto& sample : *samples) {
        if (stop.stop_requested()) return base::Cancelled{};
        if (progress)
            progress(static_cast<double>(done++) / static_cast<double>(samples->size()), "measuring on pictures");
        const auto radiograph = io::openRadiograph(data / sample.path);
        if (!radiograph) return radiograph.error();
        if (trained->contains(radiograph->sha256)) continue;
        const auto predicted = predict(*model, vision::makeModelInput(*radiograph, model->card.input));
        radiologists.add(sample.patient, sample.radiologist, predicted);
        read.add(sample.patient, sample.read, predicted);
        complete.push_back({sample.patient, isComplete(*model, predicted) ? 1.0 : 0.0});
    }

    RegionEvaluation evaluation;
    evaluation.pictures = static_cast<int>(complete.size());
    evaluation.lungs = radiologists.iou(lungIds());
    evaluation.rightLung = radiologists.iou(lungIds()[0]);
    evaluation.leftLung = radiologists.iou(lungIds()[1]);
    evaluation.read = read.meanOfMeans(readRegions());
    for (const RegionId region : readRegions()) evaluation.readByRegion[region.value] = read.iou(region);
    evaluation.presenceCalibrationError = read.presenceCalibrationError();
    evaluation.presenceCount = read.presenceCount();
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
    return {{"pictures", evaluation.pictures},
            {"lungIouWithRadiologists", toJson(evaluation.lungs)},
            {"rightLungIouWithRadiologists", toJson(evaluation.rightLung)},
            {"leftLungIouWithRadiologists", toJson(evaluation.leftLung)},
            {"readRegionsMeanIou", toJson(evaluation.read)},
            {"readRegions", std::move(regions)},
            {"presenceCalibrationError",
             {{"value", evaluation.presenceCalibrationError}, {"count", evaluation.presenceCount}}},
            {"allRegionsShownSidesRight", toJson(evaluation.complete)}};
}

std::string toText(const RegionEvaluation& evaluation) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(3);
    const auto line = [&text](std::string_view what, const Estimate& estimate) {
        text << std::left << std::setw(34) << what << estimate.value << "  (95 % " << estimate.low << " – "
             << estimate.high << "; " << estimate.count << " of " << estimate.patients << " patients)\n";
    };
    text << evaluation.pictures << " pictures that the model was not trained on\n";
    line("lungs, IoU with radiologists", evaluation.lungs);
    line("  right", evaluation.rightLung);
    line("  left", evaluation.leftLung);
    line("all regions shown, sides right", evaluation.complete);
    if (evaluation.read.count > 0) {
        line("17 read regions, mean of means", evaluation.read);
        for (const RegionId region : readRegions())
            line("  " + std::string(domain::regionName(region)), evaluation.readByRegion[region.value]);
        text << "presence: expected calibration error " << evaluation.presenceCalibrationError << " over "
             << evaluation.presenceCount << " statements\n";
    }
    return text.str();
}

}  // namespace asg::training
