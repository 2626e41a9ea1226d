#include "models/tags/tag_evaluation.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <iomanip>
#include <sstream>

namespace asg::tags {
namespace {

using nlohmann::json;

double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

json viewJson(const ViewFigures& view) {
    return {{"positives", view.positives}, {"negatives", view.negatives}, {"auroc", metrics::toJson(view.auroc)}};
}

void writeTag(std::ostream& text, const TagFigures& tag) {
    text << domain::tagName(tag.tag) << (tag.shownBy == 0 ? " (not shown)" : "") << "\n";
    for (std::size_t i = 0; i < kViews.size(); ++i) {
        const auto& view = tag.views[i];
        text << "  AUROC within " << name(kViews[i]) << "                " << metrics::toText(view.auroc) << ", "
             << view.positives << " positive\n";
    }
    text << "  AUROC of pairs of one view      " << metrics::toText(tag.withinView) << "\n"
         << "  the same among abnormal ones    " << metrics::toText(tag.amongFindings) << "\n"
         << "  the same by mean grey alone     " << metrics::toText(tag.byBrightness) << "\n"
         << "  calibration error               " << tag.calibrationError << "\n"
         << "  at threshold " << tag.threshold << ": sensitivity " << metrics::toText(tag.sensitivity)
         << "\n                      specificity " << metrics::toText(tag.specificity) << "\n";
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
                        {"threshold", rounded(tag.threshold)},
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
    text << "\nmacro AUROC within PA             " << metrics::toText(evaluation.macro[0])
         << "\nmacro AUROC within AP             " << metrics::toText(evaluation.macro[1])
         << "\ncalibration error, all tags       " << evaluation.calibrationError
         << "\nairspace opacity by radiologists  " << metrics::toText(evaluation.airspaceOpacity) << ", "
         << evaluation.airspacePositives << " positive\n";
    for (const auto& tag : evaluation.tags) writeTag(text, tag);
    return text.str();
}

}  // namespace asg::tags
