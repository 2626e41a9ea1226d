#include "models/tags/nih_labels.h"

#include "core/base/translatable.h"
#include "models/training/csv.h"
#include "models/training/nih_findings.h"

#include <algorithm>
#include <map>
#include <utility>

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

std::optional<RadiologistClass> classFrom(std::string_view text) {
    if (text == "Lung Opacity") return RadiologistClass::Opacity;
    if (text == "No Lung Opacity / Not Normal") return RadiologistClass::AbnormalWithoutOpacity;
    if (text == "Normal") return RadiologistClass::Normal;
    return std::nullopt;
}

Error badRow(const std::filesystem::path& table, std::size_t row, base::Sentence reason) {
    return {ErrorCode::InvalidData, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1, row %2: %3."),
                                                   {table.string(), std::to_string(row + 2), std::move(reason)}}};
}

using PicturesByPath = std::map<std::string, LabelledPicture>;

Result<LabelledPicture> pictureOf(const training::CsvTable& table, std::size_t row, const std::string& folder) {
    const auto bad = [](base::Sentence reason) { return Error{ErrorCode::InvalidData, std::move(reason)}; };
    const std::string image(table.at(row, "image"));
    if (image.empty() || image.find_first_of("/\\") != std::string::npos || image == "..")
        return bad(base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no file name"), {image}});
    LabelledPicture picture;
    picture.path = folder + "/images/" + image;
    picture.patient = "nih:" + std::string(table.at(row, "patient_id"));
    picture.source = table.at(row, "source");
    if (picture.source.empty()) picture.source = folder;
    const auto view = viewFrom(table.at(row, "view"));
    if (!view) return bad(base::Sentence{QT_TRANSLATE_NOOP("Error", "view must be PA or AP")});
    picture.view = *view;
    const auto findings = training::readNihFindings(table.at(row, "finding_labels"));
    if (!findings) return findings.error();
    for (std::size_t i = 0; i < findings->size(); ++i)
        picture.tags[domain::tagFromName(training::kNihFindings[i].tag)->value] = (*findings)[i];
    return picture;
}

Result<void> readFolder(const std::filesystem::path& folder, PicturesByPath& pictures) {
    const auto path = folder / "labels.csv";
    const auto table = training::CsvTable::read(path);
    if (!table) return table.error();
    for (std::size_t row = 0; row < table->rowCount(); ++row) {
        auto picture = pictureOf(*table, row, folder.filename().string());
        if (!picture) return badRow(path, row, base::sentenceOf(picture.error()));
        const auto name = picture->path;
        if (!pictures.emplace(name, std::move(*picture)).second)
            return badRow(path, row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" stands twice"), {name}});
    }
    return {};
}

Result<void> readClasses(const std::filesystem::path& path, PicturesByPath& pictures) {
    if (!std::filesystem::exists(path)) return {};
    const auto table = training::CsvTable::read(path);
    if (!table) return table.error();
    for (std::size_t row = 0; row < table->rowCount(); ++row) {
        const std::string kind(table->at(row, "rsna_class"));
        const auto read = classFrom(kind);
        if (!read)
            return badRow(path, row,
                          base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is none of the three classes"), {kind}});
        const auto picture = pictures.find(std::string(table->at(row, "picture")));
        if (picture != pictures.end()) picture->second.radiologists = read;
    }
    return {};
}

/// Folders of `data` that hold labels, in the order of their names.
std::vector<std::filesystem::path> labelledFolders(const std::filesystem::path& data) {
    std::vector<std::filesystem::path> folders;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(data, failed))
        if (std::filesystem::exists(entry.path() / "labels.csv", failed)) folders.push_back(entry.path());
    std::ranges::sort(folders);
    return folders;
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

const std::vector<domain::TagId>& airspaceTags() {
    static const std::vector<domain::TagId> tags{
        *domain::tagFromName("consolidation"), *domain::tagFromName("infiltration"), *domain::tagFromName("pneumonia")};
    return tags;
}

TagLabels cleanerLabels(const LabelledPicture& picture) {
    TagLabels labels = picture.tags;
    if (!picture.radiologists) return labels;
    labels[domain::tagFromName("opacity")->value] = picture.radiologists == RadiologistClass::Opacity;
    if (picture.radiologists == RadiologistClass::Opacity) return labels;
    const bool isNormal = picture.radiologists == RadiologistClass::Normal;
    for (const auto tag : isNormal ? nihTags() : airspaceTags()) labels[tag.value] = false;
    return labels;
}

Result<std::vector<LabelledPicture>> readNihLabels(const std::filesystem::path& data) {
    const auto folders = labelledFolders(data);
    if (folders.empty())
        return Error{
            ErrorCode::NotFound,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error", "%1: no folder here has a labels.csv. Name the data's folder with --data."),
                {data.string()}}};
    PicturesByPath pictures;
    for (const auto& folder : folders)
        if (auto read = readFolder(folder, pictures); !read) return read.error();
    if (auto read = readClasses(data / "rsna_on_nih.csv", pictures); !read) return read.error();
    std::vector<LabelledPicture> list;
    for (auto& [path, picture] : pictures) list.push_back(std::move(picture));
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
