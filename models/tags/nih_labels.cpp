#include "models/tags/nih_labels.h"

#include "models/training/csv.h"

#include <algorithm>
#include <map>
#include <utility>

namespace asg::tags {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kFindings{{
    {"Atelectasis", "atelectasis"},
    {"Cardiomegaly", "cardiomegaly"},
    {"Consolidation", "consolidation"},
    {"Edema", "edema"},
    {"Effusion", "pleural effusion"},
    {"Emphysema", "emphysema"},
    {"Fibrosis", "scar"},
    {"Hernia", "hernia"},
    {"Infiltration", "infiltration"},
    {"Mass", "mass"},
    {"Nodule", "nodule"},
    {"Pleural_Thickening", "pleural thicken"},
    {"Pneumonia", "pneumonia"},
    {"Pneumothorax", "pneumothorax"},
}};

/// Sets what a row's "Edema|Effusion" says; the reason where it cannot be read.
std::optional<std::string> readFindings(std::string_view text, LabelledPicture& picture) {
    for (const auto tag : nihTags()) picture.tags[tag.value] = false;
    if (text.empty()) return "finding_labels is empty";
    if (text == "No Finding") return std::nullopt;
    while (true) {
        const auto bar = text.find('|');
        const auto finding = text.substr(0, bar);
        const auto tag = tagOfNihFinding(finding);
        if (!tag) return "\"" + std::string(finding) + "\" is none of NIH's 14 findings";
        picture.tags[tag->value] = true;
        if (bar == std::string_view::npos) return std::nullopt;
        text.remove_prefix(bar + 1);
    }
}

std::optional<View> viewFrom(std::string_view text) {
    if (text == "PA") return View::PA;
    if (text == "AP") return View::AP;
    return std::nullopt;
}

}  // namespace

std::string_view name(View view) noexcept {
    return view == View::PA ? "PA" : "AP";
}

std::optional<domain::TagId> tagOfNihFinding(std::string_view finding) {
    const auto found = std::ranges::find(kFindings, finding, &std::pair<std::string_view, std::string_view>::first);
    return found == kFindings.end() ? std::nullopt : domain::tagFromName(found->second);
}

const std::vector<domain::TagId>& nihTags() {
    static const std::vector<domain::TagId> tags = [] {
        std::vector<domain::TagId> list;
        for (const auto& [finding, tag] : kFindings) list.push_back(*domain::tagFromName(tag));
        std::ranges::sort(list);
        return list;
    }();
    return tags;
}

Result<std::vector<LabelledPicture>> readNihLabels(const std::filesystem::path& data) {
    const auto path = data / "chest_nih" / "labels.csv";
    const auto table = training::CsvTable::read(path);
    if (!table) return table.error();
    std::map<std::string, LabelledPicture> pictures;
    for (std::size_t row = 0; row < table->rowCount(); ++row) {
        const auto bad = [&](const std::string& reason) {
            return Error{ErrorCode::InvalidData,
                         path.string() + ", row " + std::to_string(row + 2) + ": " + reason + "."};
        };
        const std::string image(table->at(row, "image"));
        if (image.empty() || image.find_first_of("/\\") != std::string::npos || image == "..")
            return bad("\"" + image + "\" is no file name");
        LabelledPicture picture;
        picture.path = "chest_nih/images/" + image;
        picture.patient = "nih:" + std::string(table->at(row, "patient_id"));
        const auto view = viewFrom(table->at(row, "view"));
        if (!view) return bad("view must be PA or AP");
        picture.view = *view;
        if (const auto reason = readFindings(table->at(row, "finding_labels"), picture)) return bad(*reason);
        if (!pictures.emplace(picture.path, picture).second) return bad("\"" + image + "\" stands twice");
    }
    std::vector<LabelledPicture> list;
    for (auto& [picturePath, picture] : pictures) list.push_back(std::move(picture));
    return list;
}

Result<std::vector<AdjudicatedPicture>> readAdjudicated(const std::filesystem::path& data,
                                                        const std::vector<LabelledPicture>& pictures) {
    const auto path = data / "chest_nih" / "google2019_adjudicated.csv";
    if (!std::filesystem::exists(path)) return std::vector<AdjudicatedPicture>{};
    const auto table = training::CsvTable::read(path);
    if (!table) return table.error();
    std::vector<AdjudicatedPicture> list;
    for (std::size_t row = 0; row < table->rowCount(); ++row) {
        // The table has NIH's names (PNG), the folder JPEG copies of the same pictures.
        std::string stem(table->at(row, "Image Index"));
        stem = stem.substr(0, stem.rfind('.'));
        const auto picture = std::ranges::find_if(pictures, [&](const LabelledPicture& candidate) {
            return std::filesystem::path(candidate.path).stem() == stem;
        });
        if (picture == pictures.end()) continue;
        list.push_back({picture->path, picture->patient, picture->view, table->at(row, "Airspace opacity") == "YES"});
    }
    return list;
}

}  // namespace asg::tags
