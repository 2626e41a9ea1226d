#include "core/base/translatable.h"
#include "models/downstream/division.h"
#include "models/downstream/layouts.h"
#include "models/downstream/tables.h"

#include <algorithm>

namespace asg::downstream {
namespace {

using base::Result;

struct Task {
    const char* name;
    Label uncertain;  ///< as published
};
constexpr std::array kTasks{Task{"Atelectasis", Label::Present}, Task{"Cardiomegaly", Label::Absent},
                            Task{"Consolidation", Label::Absent}, Task{"Edema", Label::Present},
                            Task{"Pleural Effusion", Label::Present}};
constexpr std::size_t kValidationPictures = 5000;

Label uncertainLabel(const Task& task, UncertainLabels rule) {
    switch (rule) {
        case UncertainLabels::Absent: return Label::Absent;
        case UncertainLabels::Present: return Label::Present;
        case UncertainLabels::Ignored: return Label::Ignored;
        case UncertainLabels::Published: break;
    }
    return task.uncertain;
}

std::optional<Label> labelOf(std::string_view text, const Task& task, UncertainLabels rule) {
    if (text.empty()) return Label::Absent;  // not mentioned
    const auto value = toNumber(text);
    if (value == 1.0) return Label::Present;
    if (value == 0.0) return Label::Absent;
    if (value == -1.0) return uncertainLabel(task, rule);
    return std::nullopt;
}

/// "CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg" below the folder that holds that folder, or below
/// that folder itself.
std::string placeOf(const std::string& path, const std::filesystem::path& folder) {
    const auto slash = path.find('/');
    std::error_code failed;
    const bool here = slash == std::string::npos || std::filesystem::exists(folder / path, failed);
    return here ? path : path.substr(slash + 1);
}

std::string patientOf(const std::string& path) {
    for (const auto& part : std::filesystem::path(path))
        if (part.string().starts_with("patient")) return part.string();
    return {};
}

Result<void> addTable(LabelledSet& set, const std::filesystem::path& path, Split split, const DataSettings& settings) {
    std::vector<std::string> columns{"Path", "Frontal/Lateral"};
    for (const auto& task : kTasks) columns.emplace_back(task.name);
    const auto table = readTable(path, columns);
    if (!table) return table.error();
    for (std::size_t row = 0; row < table->rowCount(); ++row) {
        if (table->at(row, "Frontal/Lateral") != "Frontal") continue;
        LabelledPicture picture;
        const std::string named(table->at(row, "Path"));
        picture.path = placeOf(named, set.folder);
        picture.patient = patientOf(named);
        if (picture.patient.empty())
            return rowError(path, row, base::Sentence{QT_TRANSLATE_NOOP("Error", "the path names no patient.")});
        picture.split = split;
        for (const auto& task : kTasks) {
            const auto label = labelOf(table->at(row, task.name), task, settings.uncertain);
            if (!label)
                return rowError(
                    path, row,
                    base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" must be 1, 0, -1 or empty."), {task.name}});
            picture.labels.push_back(*label);
        }
        std::error_code failed;
        if (std::filesystem::exists(set.folder / picture.path, failed)) {
            set.pictures.push_back(std::move(picture));
        } else {
            set.leftOut.push_back(
                {named,
                 {base::ErrorCode::NotFound,
                  base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this picture is labelled, but not there."),
                                 {named}}}});
        }
    }
    return {};
}

}  // namespace

Result<LabelledSet> readCheXpert(const std::filesystem::path& folder, const DataSettings& settings) {
    LabelledSet set;
    set.folder = folder;
    set.layout = name(Layout::CheXpert);
    for (const auto& task : kTasks) set.classes.emplace_back(task.name);
    if (auto added = addTable(set, folder / "train.csv", Split::Train, settings); !added) return added.error();
    if (auto added = addTable(set, folder / "valid.csv", Split::Test, settings); !added) return added.error();
    // Of a part of the data set not more than a tenth.
    const std::size_t tenth = (set.of(Split::Train).size() + 9) / 10;
    takeValidation(set.pictures, std::min(kValidationPictures, tenth), settings.seed);
    set.division =
        "the official validation set is the test set; 5 000 frontal pictures of training (a tenth, where "
        "there are fewer than 50 000) for validation, by patient";
    return set;
}

}  // namespace asg::downstream
