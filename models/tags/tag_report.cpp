#include "models/tags/tag_evaluation.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>

namespace asg::tags {
namespace {

using nlohmann::json;

double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

std::vector<double> rounded(std::vector<double> values) {
    for (double& value : values) value = rounded(value);
    return values;
}

json viewJson(const ViewFigures& view) {
    return {{"positives", view.positives}, {"negatives", view.negatives}, {"auroc", metrics::toJson(view.auroc)}};
}

/// "edema (shown by 3 of 5 models)"
void writeName(std::ostream& text, const TagFigures& tag, int models) {
    text << domain::tagName(tag.tag);
    if (tag.shownBy == 0) {
        text << " (not shown)";
    } else if (tag.shownBy < models) {
        text << " (shown by " << tag.shownBy << " of " << models << " models)";
    }
    text << "\n";
}

void writeThresholds(std::ostream& text, const std::vector<double>& thresholds) {
    const auto [lowest, highest] = std::ranges::minmax(thresholds);
    if (thresholds.size() == 1) {
        text << "  shown from probability " << lowest << "\n";
    } else {
        text << "  shown from the judging model's own threshold, " << lowest << " – " << highest << "\n";
    }
}

void writeTag(std::ostream& text, const TagFigures& tag, int models) {
    writeName(text, tag, models);
    for (std::size_t i = 0; i < kViews.size(); ++i) {
        const auto& view = tag.views[i];
        text << "  AUROC, " << name(kViews[i]) << " pictures              " << metrics::toText(view.auroc) << ", "
             << view.positives << " positive\n";
    }
    text << "  AUROC, pairs of the same view   " << metrics::toText(tag.withinView) << "\n"
         << "    of pictures with a finding    " << metrics::toText(tag.amongFindings) << "\n"
         << "    the same by mean grey alone   " << metrics::toText(tag.byBrightness) << "\n"
         << "  calibration error               " << tag.calibrationError << "\n";
    writeThresholds(text, tag.thresholds);
    text << "    positive pictures found       " << metrics::toText(tag.sensitivity) << "\n"
         << "    negative pictures passed      " << metrics::toText(tag.specificity) << "\n";
}

}  // namespace

json toJson(const TagEvaluation& evaluation) {
    json tags = json::array();
    for (const auto& tag : evaluation.tags)
        tags.push_back({{"name", domain::tagName(tag.tag)},
                        {"shownBy", tag.shownBy},
                        {"PA", viewJson(tag.views[0])},
                        {"AP", viewJson(tag.views[1])},
                        {"withinView", metrics::toJson(tag.withinView)},
                        {"amongFindings", metrics::toJson(tag.amongFindings)},
                        {"byBrightnessAlone", metrics::toJson(tag.byBrightness)},
                        {"calibrationError", rounded(tag.calibrationError)},
                        {"thresholds", rounded(tag.thresholds)},
                        {"sensitivity", metrics::toJson(tag.sensitivity)},
                        {"specificity", metrics::toJson(tag.specificity)}});
    return {{"models", evaluation.models},
            {"pictures", evaluation.pictures},
            {"patients", evaluation.patients},
            {"macroAurocPA", metrics::toJson(evaluation.macro[0])},
            {"macroAurocAP", metrics::toJson(evaluation.macro[1])},
            {"calibrationError", rounded(evaluation.calibrationError)},
            {"airspaceOpacityByRadiologists",
             {{"auroc", metrics::toJson(evaluation.airspaceOpacity)}, {"positives", evaluation.airspacePositives}}},
            {"tags", std::move(tags)}};
}

std::string toText(const TagEvaluation& evaluation) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(3);
    text << evaluation.pictures << " pictures of " << evaluation.patients
         << " patients that the model was not trained on";
    if (evaluation.models > 1) text << " (" << evaluation.models << " models, each on its own held-out patients)";
    text << "\nmean AUROC of findings, PA        " << metrics::toText(evaluation.macro[0])
         << "\nmean AUROC of findings, AP        " << metrics::toText(evaluation.macro[1])
         << "\ncalibration error, all findings   " << evaluation.calibrationError
         << "\nairspace opacity by radiologists  " << metrics::toText(evaluation.airspaceOpacity) << ", "
         << evaluation.airspacePositives << " positive\n";
    for (const auto& tag : evaluation.tags) writeTag(text, tag, evaluation.models);
    return text.str();
}

}  // namespace asg::tags
