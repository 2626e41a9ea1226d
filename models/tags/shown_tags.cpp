#include "models/tags/shown_tags.h"

#include "models/training/stage_folder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <map>
#include <sstream>

namespace asg::tags {
namespace {

using nlohmann::json;

constexpr const char* kShownHeading = "## Findings: which are shown";

std::map<domain::TagId, json> entriesOf(const json& card) {
    std::map<domain::TagId, json> entries;
    for (const char* list : {"trainedTags", "tagsNotShown"})
        for (const auto& entry : card.value(list, json::array()))
            if (const auto tag = domain::tagFromName(entry.at("name").get<std::string>())) entries.emplace(*tag, entry);
    return entries;
}

bool wasValidated(const json& entry) {
    return entry.contains("validationAuroc");
}

/// What validation pictures said, by the rule of `TagEvidence::standing`.
bool passedValidation(const json& entry) {
    const auto& auroc = entry.at("validationAuroc");
    const auto& byGrey = entry.at("validationAurocByMeanGrey");
    if (!auroc.at("low").is_number() || !byGrey.at("value").is_number()) return false;
    return auroc.at("low").get<double>() > 0.5 && auroc.at("value").get<double>() > byGrey.at("value").get<double>();
}

const char* reasonOnHeldOut(Standing standing) {
    return standing == Standing::NoBetterThanChance
               ? "not better than chance on patients who were not trained on"
               : "a picture's mean grey alone tells as much on patients who were not trained on";
}

void noteEvidence(const TagFigures& figures, json& entry) {
    entry["heldOutPositives"] = figures.positives();
    entry["heldOutAuroc"] = metrics::toJson(figures.evidence.auroc);
    entry["heldOutAurocByMeanGrey"] = metrics::toJson(figures.evidence.byMeanGrey);
    entry["heldOutAurocAboveMeanGrey"] = metrics::toJson(figures.evidence.aboveMeanGrey);
    if (wasValidated(entry)) return;
    const auto& calibration = figures.heldOutCalibration.calibration;
    entry["scale"] = calibration.scale;
    entry["shift"] = calibration.shift;
    entry["threshold"] = calibration.threshold;
    const double error = figures.heldOutCalibration.error;
    entry["undecided"] = {std::max(0.0, calibration.threshold - error), std::min(1.0, calibration.threshold + error)};
}

/// Whether the tag is shown from here on; its entry says why not.
bool settle(const TagFigures& figures, json& entry) {
    noteEvidence(figures, entry);
    if (wasValidated(entry) && !passedValidation(entry)) return false;
    const auto standing = figures.evidence.standing();
    entry.erase("reason");
    if (standing != Standing::Shown) entry["reason"] = reasonOnHeldOut(standing);
    return standing == Standing::Shown;
}

/// The table of the stage that trained a tag names the probability from which it is shown in its last cell.
std::string withoutThreshold(std::string text, domain::TagId tag) {
    const auto begin = text.find("\n| " + std::string(domain::tagName(tag)) + " | ");
    if (begin == std::string::npos) return text;
    const auto end = text.find(" |\n", begin);
    const auto cell = text.rfind("| ", end) + 2;
    return text.replace(cell, end - cell, "not shown (below)");
}

std::string rowOf(const TagFigures& figures, const json& entry, bool isShown) {
    std::ostringstream row;
    row << std::fixed << std::setprecision(3) << "| " << domain::tagName(figures.tag) << " | " << figures.positives()
        << " | " << metrics::toText(figures.evidence.auroc) << " | " << metrics::toText(figures.evidence.byMeanGrey)
        << " | " << metrics::toText(figures.evidence.aboveMeanGrey) << " | ";
    if (isShown) {
        row << "from " << entry.at("threshold").get<double>();
    } else {
        row << "no: " << entry.at("reason").get<std::string>();
    }
    row << " |\n";
    return row.str();
}

}  // namespace

void showWhatStands(const TagEvaluation& evaluation, json& card, std::string& text) {
    auto entries = entriesOf(card);
    std::map<domain::TagId, bool> isShown;
    for (const auto& entry : card.value("trainedTags", json::array()))
        if (const auto tag = domain::tagFromName(entry.at("name").get<std::string>())) isShown[*tag] = true;
    std::string rows;
    for (const auto& figures : evaluation.tags) {
        const auto found = entries.find(figures.tag);
        if (found == entries.end() || !figures.evidence.auroc.notDefined.empty()) continue;
        const bool stands = isShown[figures.tag] = settle(figures, found->second);
        rows += rowOf(figures, found->second, stands);
        const bool hasThreshold = wasValidated(found->second) && passedValidation(found->second);
        if (!stands && hasThreshold) text = withoutThreshold(std::move(text), figures.tag);
    }
    card["trainedTags"] = card["tagsNotShown"] = json::array();
    for (const auto& [tag, entry] : entries) card[isShown[tag] ? "trainedTags" : "tagsNotShown"].push_back(entry);
    if (rows.empty()) return;
    text = training::withSection(
        text, kShownHeading,
        "Decided by figures on " + std::to_string(evaluation.patients) +
            " patients who were not trained on: shown where the interval of the AUROC begins above 0.5 and it is\n"
            "above what the mean grey reaches on the same pairs. What validation had ruled out stays off.\n\n"
            "| tag | positive | AUROC, same view and source | by mean grey alone | above it | shown |\n"
            "| --- | --- | --- | --- | --- | --- |\n" +
            rows);
}

}  // namespace asg::tags
