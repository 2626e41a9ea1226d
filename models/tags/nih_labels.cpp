#include "models/tags/nih_labels.h"

#include "models/training/csv.h"
#include "models/training/nih_findings.h"

#include <algorithm>
#include <map>

namespace asg::tags {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

std::optional<View> viewFrom(std::string_view text) {
    if (text == "PA") return View::PA;
    if (text == "AP") return View::AP;
    return std::nullopt;
}

}  // namespace

std::string_view name(View view) noexcept {
    return view == View::PA ? "PA" : "AP";
}

const std::vector<domain::TagId>& nihTags() {
    static const std::vector<domain::TagId> tags = [] {
        std::vector<domain::TagId> list;
        for (const auto& finding : training::kNihFindings) list.push_back(*domain::tagFromName(finding.tag));
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
        const auto findings = training::readNihFindings(table->at(row, "finding_labels"));
        if (!findings) return bad(findings.error().text);
        for (std::size_t i = 0; i < findings->size(); ++i)
            picture.tags[domain::tagFromName(training::kNihFindings[i].tag)->value] = (*findings)[i];
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
