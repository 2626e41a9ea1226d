#include "models/weights/foreign_outputs.h"

#include "core/base/translatable.h"
#include "core/domain/tag.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace asg::weights {

namespace {

using base::Error;
using base::ErrorCode;
using nlohmann::json;

struct KnownOutput {
    std::string_view label;
    std::string_view tag;
};

// TorchXRayVision's 18 outputs in their order (Cohen et al., MIDL 2022), and the tag that means the same.
constexpr std::array<KnownOutput, 18> kXRayVision{{
    {"Atelectasis", "atelectasis"},
    {"Consolidation", "consolidation"},
    {"Infiltration", "infiltration"},
    {"Pneumothorax", "pneumothorax"},
    {"Edema", "edema"},
    {"Emphysema", "emphysema"},
    {"Fibrosis", "scar"},
    {"Effusion", "pleural effusion"},
    {"Pneumonia", "pneumonia"},
    {"Pleural_Thickening", "pleural thicken"},
    {"Cardiomegaly", "cardiomegaly"},
    {"Nodule", "nodule"},
    {"Mass", "mass"},
    {"Hernia", "hernia"},
    {"Lung Lesion", "lesion"},
    {"Fracture", "fracture"},
    {"Lung Opacity", "opacity"},
    {"Enlarged Cardiomediastinum", "enlarged cardiomediastinum"},
}};

constexpr double kOperatingScore = 0.5;

/// The tag's name; the label itself where no tag means the same; a number for an output without a name.
std::string outputName(const std::string& label, std::size_t place) {
    if (label.empty()) return "output " + std::to_string(place + 1);
    const auto known = std::ranges::find(kXRayVision, label, &KnownOutput::label);
    return std::string(known == kXRayVision.end() ? std::string_view(label) : known->tag);
}

bool isTrained(const ForeignOutputs& outputs, std::size_t place) {
    if (outputs.labels[place].empty()) return false;
    return outputs.operatingPoints.empty() || !std::isnan(outputs.operatingPoints[place]);
}

Error wrongNumber(const char* words, std::size_t given, int outputs) {
    return {ErrorCode::InvalidArgument, base::Sentence{words, {std::to_string(outputs), std::to_string(given)}}};
}

}  // namespace

base::Result<ForeignOutputs> settleOutputs(const ConvertRequest& request, ForeignOutputs ofFile, int outputs) {
    ForeignOutputs settled = std::move(ofFile);
    if (!request.outputs.empty()) settled.labels = request.outputs;
    if (!request.operatingPoints.empty()) settled.operatingPoints = request.operatingPoints;
    if (settled.labels.empty() && outputs == static_cast<int>(kXRayVision.size()))
        for (const auto& known : kXRayVision) settled.labels.emplace_back(known.label);
    if (settled.labels.size() != static_cast<std::size_t>(outputs))
        return wrongNumber(
            QT_TRANSLATE_NOOP("Error", "the classifier has %1 outputs and %2 names. Give one for each with --outputs."),
            settled.labels.size(), outputs);
    if (!settled.operatingPoints.empty() && settled.operatingPoints.size() != settled.labels.size())
        return wrongNumber(
            QT_TRANSLATE_NOOP(
                "Error",
                "the classifier has %1 outputs and %2 operating points. Give one for each with --operating-points."),
            settled.operatingPoints.size(), outputs);
    for (const double point : settled.operatingPoints)
        if (!std::isnan(point) && !(point > 0 && point < 1))
            return Error{ErrorCode::InvalidArgument,
                         base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                          "an operating point must lie between 0 and 1, or be nan for "
                                                          "an output that was not trained (--operating-points).")}};
    return settled;
}

void describeOutputs(const ForeignOutputs& outputs, json& card) {
    auto& names = card["tagOutputs"] = json::array();
    auto& waiting = card["tagsNotShown"] = json::array();
    auto& classifier = card["classifier"] = {{"labels", outputs.labels}, {"operatingPoints", nullptr}};
    if (!outputs.operatingPoints.empty()) classifier["operatingPoints"] = json::array();
    for (std::size_t i = 0; i < outputs.labels.size(); ++i) {
        const auto name = outputName(outputs.labels[i], i);
        names.push_back(name);
        if (isTrained(outputs, i) && domain::tagFromName(name))
            waiting.push_back({{"name", name}, {"threshold", kOperatingScore}, {"reason", "not measured here"}});
        if (outputs.operatingPoints.empty()) continue;
        const double point = outputs.operatingPoints[i];
        classifier["operatingPoints"].push_back(std::isnan(point) ? json() : json(point));
    }
}

}  // namespace asg::weights
