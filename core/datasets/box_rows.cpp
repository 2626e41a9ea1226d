#include "core/datasets/box_rows.h"

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
                               std::string(columns[i].name) + " is \"" + cell + "\", which is no number"};
        numbers[i] = *number;
    }
    return numbers;
}

base::Result<bool> isNamed(const std::filesystem::path& path, std::size_t record, std::string_view image,
                           std::string_view label, LeftOut* leftOut) {
    if (!image.empty() && !label.empty()) return true;
    const std::string what = image.empty() ? "image" : "label";
    auto done = leaveOut(badFile(path, "record " + std::to_string(record) + " names no " + what), leftOut);
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
