#include "core/base/translatable.h"
#include "models/downstream/division.h"
#include "models/downstream/layouts.h"
#include "models/downstream/tables.h"
#include "models/training/nih_findings.h"

namespace asg::downstream {
namespace {

using base::Result;

constexpr double kValidationShare = 0.1;

/// The names that one of the two tables has for the same things.
struct Columns {
    const char* image;
    const char* findings;
    const char* patient;
};
constexpr Columns kPublished{"Image Index", "Finding Labels", "Patient ID"};
constexpr Columns kOwn{"image", "finding_labels", "patient_id"};

/// The pictures' box list where there is one, by name without extension.
Result<std::map<std::string, std::vector<LesionBox>>> readBoxes(const std::filesystem::path& folder) {
    std::map<std::string, std::vector<LesionBox>> boxes;
    const auto found = filesNamed(folder, "BBox", ".csv");
    if (found.empty()) return boxes;
    const auto table = readTable(found.back(), {"Image Index", "Finding Label", "y", "w"});
    if (!table) return table.error();
    // The published heading is "Bbox [x,y,w,h]", which a comma splits.
    const bool published = table->hasColumn("Bbox [x");
    for (std::size_t row = 0; row < table->rowCount(); ++row) {
        const auto index = training::nihFinding(table->at(row, "Finding Label"));
        const auto x = toNumber(table->at(row, published ? "Bbox [x" : "x"));
        const auto y = toNumber(table->at(row, "y"));
        const auto w = toNumber(table->at(row, "w"));
        const auto h = toNumber(table->at(row, published ? "h]" : "h"));
        if (!index)
            return rowError(found.back(), row,
                            base::Sentence{QT_TRANSLATE_NOOP("Error", "the finding is not one of the 14.")});
        if (!x || !y || !w || !h || *w <= 0 || *h <= 0)
            return rowError(found.back(), row, base::Sentence{QT_TRANSLATE_NOOP("Error", "this is no box.")});
        const auto stem = std::filesystem::path(table->at(row, "Image Index")).stem().string();
        boxes[stem].push_back({static_cast<int>(*index), {*x, *y, *x + *w, *y + *h}});
    }
    return boxes;
}

Result<LabelledSet> readPictures(const std::filesystem::path& folder, const std::filesystem::path& tablePath,
                                 const Columns& columns) {
    const auto table = readTable(tablePath, {columns.image, columns.findings, columns.patient});
    if (!table) return table.error();
    auto boxes = readBoxes(folder);
    if (!boxes) return boxes.error();
    LabelledSet set;
    set.folder = folder;
    for (const auto& finding : training::kNihFindings) set.classes.emplace_back(finding.name);
    const PictureIndex index(folder);
    for (std::size_t row = 0; row < table->rowCount(); ++row) {
        const auto findings = training::readNihFindings(table->at(row, columns.findings));
        if (!findings)
            return rowError(tablePath, row,
                            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1."), {base::sentenceOf(findings.error())}});
        const std::string image(table->at(row, columns.image));
        const std::string patient(table->at(row, columns.patient));
        if (image.empty() || patient.empty())
            return rowError(tablePath, row,
                            base::Sentence{QT_TRANSLATE_NOOP("Error", "picture or patient is not named.")});
        LabelledPicture picture{{}, patient, Split::Train, {}, {}, {}, {}};
        for (const bool isThere : *findings) picture.labels.push_back(isThere ? Label::Present : Label::Absent);
        if (const auto drawn = boxes->find(std::filesystem::path(image).stem().string()); drawn != boxes->end())
            picture.boxes = drawn->second;
        addPicture(set, index, image, std::move(picture));
    }
    return set;
}

std::size_t trainingCount(const LabelledSet& set) {
    return set.of(Split::Train).size();
}

}  // namespace

Result<LabelledSet> readNih(const std::filesystem::path& folder, const DataSettings& settings) {
    const auto tablePath = lastFileNamed(folder, "Data_Entry_2017", ".csv");
    if (!tablePath) return tablePath.error();
    auto set = readPictures(folder, *tablePath, kPublished);
    if (!set) return set;
    const auto list = readLines(folder / "test_list.txt");
    if (!list) return list.error();
    std::set<std::string> test;
    for (const auto& line : *list) test.insert(std::filesystem::path(line).stem().string());
    for (auto& picture : set->pictures)
        if (test.contains(std::filesystem::path(picture.path).stem().string())) picture.split = Split::Test;
    takeValidation(set->pictures, static_cast<std::size_t>(static_cast<double>(trainingCount(*set)) * kValidationShare),
                   settings.seed);
    set->layout = name(Layout::Nih);
    set->division = "the official test list; 10 % of the rest for validation, by patient";
    return set;
}

Result<LabelledSet> readChestNih(const std::filesystem::path& folder, const DataSettings& settings) {
    auto set = readPictures(folder, folder / "labels.csv", kOwn);
    if (!set) return set;
    divideByPatient(set->pictures, 0.7, 0.15, settings.seed);
    set->layout = name(Layout::ChestNih);
    set->division = "70/15/15 at random by patient (it has no official division)";
    return set;
}

}  // namespace asg::downstream
