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

json evidenceJson(const TagEvidence& evidence) {
    return {{"auroc", metrics::toJson(evidence.auroc)},
            {"byMeanGreyAlone", metrics::toJson(evidence.byMeanGrey)},
            {"aboveMeanGrey", metrics::toJson(evidence.aboveMeanGrey)}};
}

json tagJson(const TagFigures& tag) {
    json document{{"name", domain::tagName(tag.tag)},
                  {"shownBy", tag.shownBy},
                  {"mayBeShown", tag.evidence.standing() == Standing::Shown},
                  {"positives", tag.positives()},
                  {"PA", viewJson(tag.views[0])},
                  {"AP", viewJson(tag.views[1])},
                  {"sameViewAndSource", evidenceJson(tag.evidence)},
                  {"amongFindings", metrics::toJson(tag.amongFindings)},
                  {"byViewAlone", metrics::toJson(tag.byView)},
                  {"bySourceAlone", metrics::toJson(tag.bySource)},
                  {"calibrationError", rounded(tag.calibrationError)},
                  {"calibrationErrorCrossFitted", rounded(tag.heldOutCalibration.error)},
                  {"thresholds", rounded(tag.thresholds)},
                  {"sensitivity", metrics::toJson(tag.sensitivity)},
                  {"specificity", metrics::toJson(tag.specificity)},
                  {"mapOutsideThorax", metrics::toJson(tag.outsideThorax)}};
    if (tag.cleaner) {
        document["radiologistsFirst"] = evidenceJson(*tag.cleaner);
        document["radiologistsFirst"]["positives"] = tag.cleanerPositives;
    }
    return document;
}

json macroJson(const MacroFigures& macro) {
    return {{"findings", macro.tags},
            {"auroc", metrics::toJson(macro.auroc)},
            {"byMeanGreyAlone", metrics::toJson(macro.byMeanGrey)}};
}

json pointingJson(const PointingFigures& pointing) {
    return {{"boxes", pointing.boxes},
            {"withoutMap", pointing.withoutMap},
            {"peakInside", metrics::toJson(pointing.peak)},
            {"lungCentreInside", metrics::toJson(pointing.lungCentre)},
            {"usualPlaceInside", metrics::toJson(pointing.usualPlace)}};
}

json opacityJson(const OpacityFigures& opacity) {
    return {{"opacities", opacity.opacities},
            {"abnormalWithout", opacity.abnormal},
            {"normal", opacity.normal},
            {"fromNormal", evidenceJson(opacity.fromNormal)},
            {"fromAbnormalWithout", evidenceJson(opacity.fromAbnormal)}};
}

/// "edema (shown by 3 of 5 models): may be shown"
void writeName(std::ostream& text, const TagFigures& tag, int models) {
    text << domain::tagName(tag.tag);
    if (tag.shownBy == 0) {
        text << " (not shown)";
    } else if (tag.shownBy < models) {
        text << " (shown by " << tag.shownBy << " of " << models << " models)";
    }
    const auto standing = tag.evidence.standing();
    text << ": "
         << (standing == Standing::Shown                ? "may be shown"
             : standing == Standing::NoBetterThanChance ? "no better than chance"
                                                        : "no better than the mean grey alone")
         << "\n";
}

void writeThresholds(std::ostream& text, const std::vector<double>& thresholds) {
    const auto [lowest, highest] = std::ranges::minmax(thresholds);
    if (thresholds.size() == 1) {
        text << "  shown from probability " << lowest << "\n";
    } else {
        text << "  shown from the judging model's own threshold, " << lowest << " – " << highest << "\n";
    }
}

void writeEvidence(std::ostream& text, const TagEvidence& evidence) {
    text << metrics::toText(evidence.auroc) << "\n"
         << "    the same by mean grey alone     " << metrics::toText(evidence.byMeanGrey) << "\n"
         << "    above it                        " << metrics::toText(evidence.aboveMeanGrey) << "\n";
}

void writeTag(std::ostream& text, const TagFigures& tag, int models) {
    writeName(text, tag, models);
    text << "  AUROC, same view and source       ";
    writeEvidence(text, tag.evidence);
    for (std::size_t i = 0; i < kViews.size(); ++i) {
        const auto& view = tag.views[i];
        text << "    " << name(kViews[i]) << " pictures                     " << metrics::toText(view.auroc) << ", "
             << view.positives << " positive\n";
    }
    text << "    of pictures with a finding      " << metrics::toText(tag.amongFindings) << "\n";
    if (tag.cleaner) {
        text << "  radiologists' word first          ";
        writeEvidence(text, *tag.cleaner);
        text << "    positive then                   " << tag.cleanerPositives << " of " << tag.positives() << "\n";
    }
    text << "  other pairs, by the view alone    " << metrics::toText(tag.byView) << "\n"
         << "  same view, by the source alone    " << metrics::toText(tag.bySource) << "\n"
         << "  calibration error                 " << tag.calibrationError << "; calibrated by other patients of these "
         << tag.heldOutCalibration.error << "\n";
    writeThresholds(text, tag.thresholds);
    text << "    positive pictures found         " << metrics::toText(tag.sensitivity) << "\n"
         << "    negative pictures passed        " << metrics::toText(tag.specificity) << "\n"
         << "  map outside the thorax, positive  " << metrics::toText(tag.outsideThorax) << "\n";
}

void writePictures(std::ostream& text, const TagEvaluation& evaluation) {
    text << evaluation.pictures << " pictures of " << evaluation.patients
         << " patients that the model was not trained on";
    if (evaluation.models > 1) text << " (" << evaluation.models << " models, each on its own held-out patients)";
    text << ", by source:";
    for (const auto& [source, count] : evaluation.sources) text << " " << source << " " << count;
    text << "\nleft out: " << evaluation.patientsLeftOut << " patients that every model was trained on\n";
}

void writeMacro(std::ostream& text, const MacroFigures& macro, View view) {
    text << "mean AUROC of findings, " << name(view) << "          " << metrics::toText(macro.auroc) << ", "
         << macro.tags << " findings with at least " << kMacroPositives << " positive\n"
         << "  the same by mean grey alone       " << metrics::toText(macro.byMeanGrey) << "\n";
}

void writeOpacity(std::ostream& text, const OpacityFigures& opacity) {
    text << "opacity by radiologists' classes, " << opacity.opacities << " with it, " << opacity.abnormal
         << " abnormal without, " << opacity.normal << " normal\n"
         << "  from normal                       ";
    writeEvidence(text, opacity.fromNormal);
    text << "  from abnormal without             ";
    writeEvidence(text, opacity.fromAbnormal);
}

void writePointing(std::ostream& text, const char* what, const PointingFigures& pointing) {
    text << what << metrics::toText(pointing.peak) << ", " << pointing.boxes << " boxes\n"
         << "  the middle of the better lung     " << metrics::toText(pointing.lungCentre) << "\n"
         << "  where most boxes of others lie    " << metrics::toText(pointing.usualPlace) << "\n";
    if (pointing.withoutMap > 0) text << "  marked, but without a map         " << pointing.withoutMap << "\n";
}

void writeProbe(std::ostream& text, const TagEvaluation& evaluation) {
    for (const auto& [source, auroc] : evaluation.sourceProbe)
        text << "a linear probe on the features tells " << source << ", same view  " << metrics::toText(auroc) << "\n";
}

}  // namespace

json toJson(const TagEvaluation& evaluation) {
    json tags = json::array();
    for (const auto& tag : evaluation.tags) tags.push_back(tagJson(tag));
    json notLearned = json::array();
    for (const auto& [tag, positives] : evaluation.notLearned)
        notLearned.push_back({{"name", domain::tagName(tag)}, {"positives", positives}});
    json probe = json::object();
    for (const auto& [source, auroc] : evaluation.sourceProbe) probe[source] = metrics::toJson(auroc);
    return {{"models", evaluation.models},
            {"pictures", evaluation.pictures},
            {"patients", evaluation.patients},
            {"patientsLeftOut", evaluation.patientsLeftOut},
            {"sources", evaluation.sources},
            {"mayBeShown", evaluation.mayBeShown()},
            {"macroPA", macroJson(evaluation.macro[0])},
            {"macroAP", macroJson(evaluation.macro[1])},
            {"calibrationError", rounded(evaluation.calibrationError)},
            {"opacityByRadiologists", opacityJson(evaluation.opacity)},
            {"airspaceOpacityByRadiologists",
             {{"auroc", metrics::toJson(evaluation.airspaceOpacity)}, {"positives", evaluation.airspacePositives}}},
            {"opacityMaps", pointingJson(evaluation.opacityPointing)},
            {"lesionMaps", pointingJson(evaluation.lesionPointing)},
            {"evenMapOutsideThorax", metrics::toJson(evaluation.evenOutsideThorax)},
            {"sourceByLinearProbe", std::move(probe)},
            {"tags", std::move(tags)},
            {"notLearned", std::move(notLearned)}};
}

std::string toText(const TagEvaluation& evaluation) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(3);
    writePictures(text, evaluation);
    for (std::size_t i = 0; i < kViews.size(); ++i) writeMacro(text, evaluation.macro[i], kViews[i]);
    text << "findings that may be shown          " << evaluation.mayBeShown() << " of " << evaluation.tags.size()
         << " learned\ncalibration error, all findings     " << evaluation.calibrationError << "\n";
    writeOpacity(text, evaluation.opacity);
    text << "airspace opacity by several readers " << metrics::toText(evaluation.airspaceOpacity) << ", "
         << evaluation.airspacePositives << " positive\n";
    writePointing(text, "opacity map's peak inside a box     ", evaluation.opacityPointing);
    writePointing(text, "lesion map's peak inside a box      ", evaluation.lesionPointing);
    text << "an even map outside the thorax      " << metrics::toText(evaluation.evenOutsideThorax) << "\n";
    writeProbe(text, evaluation);
    for (const auto& tag : evaluation.tags) writeTag(text, tag, evaluation.models);
    for (const auto& [tag, positives] : evaluation.notLearned)
        text << domain::tagName(tag) << ": not learned, " << positives << " positive\n";
    return text.str();
}

}  // namespace asg::tags
