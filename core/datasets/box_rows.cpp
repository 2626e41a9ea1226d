#include "core/datasets/box_rows.h"

#include "core/base/translatable.h"
#include "core/datasets/json_file.h"

namespace asg::datasets {

base::Result<std::array<double, 4>> fourNumbers(const std::vector<std::string>& cells,
                                                const std::array<NamedColumn, 4>& columns) {
    std::array<double, 4> numbers{};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string& cell = cells[columns[i].index];
        const auto number = numberIn(cell);
        if (!number)
            return base::Error{base::ErrorCode::InvalidData,
                               base::Sentence{QT_TRANSLATE_NOOP("Error", "%1 is \"%2\", which is no number"),
                                              {columns[i].name, cell}}};
        numbers[i] = *number;
    }
    return numbers;
}

base::Result<bool> isNamed(const std::filesystem::path& path, std::size_t record, std::string_view image,
                           std::string_view label, LeftOut* leftOut) {
    if (!image.empty() && !label.empty()) return true;
    const base::Sentence why{image.empty() ? QT_TRANSLATE_NOOP("Error", "record %1 names no image")
                                           : QT_TRANSLATE_NOOP("Error", "record %1 names no label"),
                             {std::to_string(record)}};
    auto done = leaveOut(badFile(path, why), leftOut);
    if (!done) return done.error();
    return false;
}

domain::Warning boxDropped(std::size_t record, std::string_view label, std::string_view why) {
    return {domain::WarningCode::BoxOfRecordDropped, {std::string(label), std::to_string(record), std::string(why)}};
}

void addBox(ImportedStudy& study, std::span<ImportedFinding> findings, const base::Box& box) {
    const auto accepted = acceptBox(box, study.size, findings.front().label, study.warnings);
    if (!accepted) return;
    for (auto& finding : findings) finding.boxesInImagePixels.push_back(*accepted);
}

}  // namespace asg::datasets
