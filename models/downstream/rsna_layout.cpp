#include "core/base/translatable.h"
#include "models/downstream/division.h"
#include "models/downstream/layouts.h"
#include "models/downstream/tables.h"

namespace asg::downstream {
namespace {

/// One row of the table: a patient without pneumonia, or one box of one with it.
base::Result<void> addRow(std::map<std::string, LabelledPicture>& pictures, const training::CsvTable& table,
                          const std::filesystem::path& path, std::size_t row) {
    const std::string patient(table.at(row, "patientId"));
    const auto target = table.at(row, "Target");
    if (patient.empty())
        return rowError(path, row, base::Sentence{QT_TRANSLATE_NOOP("Error", "the patient is not named.")});
    if (target != "0" && target != "1")
        return rowError(path, row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"Target\" must be 0 or 1.")});
    auto& picture = pictures[patient];
    picture.patient = patient;
    picture.labels.resize(1, Label::Absent);
    if (target == "0") return {};
    const auto x = toNumber(table.at(row, "x"));
    const auto y = toNumber(table.at(row, "y"));
    const auto width = toNumber(table.at(row, "width"));
    const auto height = toNumber(table.at(row, "height"));
    if (!x || !y || !width || !height || *width <= 0 || *height <= 0)
        return rowError(path, row, base::Sentence{QT_TRANSLATE_NOOP("Error", "Target is 1, but there is no box.")});
    picture.labels[0] = Label::Present;
    picture.boxes.push_back({0, {*x, *y, *x + *width, *y + *height}});
    return {};
}

}  // namespace

base::Result<LabelledSet> readRsna(const std::filesystem::path& folder, const DataSettings& settings) {
    const auto path = lastFileNamed(folder, "stage_2_train_labels", ".csv");
    if (!path) return path.error();
    const auto table = readTable(*path, {"patientId", "x", "y", "width", "height", "Target"});
    if (!table) return table.error();
    std::map<std::string, LabelledPicture> pictures;
    for (std::size_t row = 0; row < table->rowCount(); ++row)
        if (auto added = addRow(pictures, *table, *path, row); !added) return added.error();
    LabelledSet set;
    set.folder = folder;
    set.layout = name(Layout::Rsna);
    set.classes = {"Pneumonia"};
    set.masks = Masks::Boxes;
    set.normalisation = Normalisation{{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}};
    const PictureIndex index(folder);
    for (auto& [patient, picture] : pictures) addPicture(set, index, patient, std::move(picture));
    divideByPatient(set.pictures, 0.7, 0.15, settings.seed);
    set.division = "70/15/15 at random by patient";
    return set;
}

}  // namespace asg::downstream
