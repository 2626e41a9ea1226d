#include "core/datasets/box_lists.h"

#include "core/datasets/csv_table.h"
#include "core/datasets/json_file.h"
#include "core/datasets/study_list.h"

#include <array>
#include <string>

namespace asg::datasets {
namespace {

constexpr ImageSize kNihSize{1024, 1024};

void addBox(ImportedStudy& study, ImportedFinding& finding, const base::Box& box) {
    if (const auto accepted = acceptBox(box, study.size, finding.label, study.warnings))
        finding.boxesInImagePixels.push_back(*accepted);
}

std::optional<std::array<double, 4>> fourNumbers(const std::vector<std::string>& cells,
                                                 const std::array<std::size_t, 4>& columns) {
    std::array<double, 4> numbers{};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto number = columns[i] < cells.size() ? numberIn(cells[columns[i]]) : std::nullopt;
        if (!number) return std::nullopt;
        numbers[i] = *number;
    }
    return numbers;
}

}  // namespace

base::Result<std::vector<ImportedStudy>> readVinDr(const std::filesystem::path& path, const text::ReportParser& parser,
                                                   const std::stop_token& stop) {
    static constexpr std::array<const char*, 7> kColumns{"image_id", "rad_id", "class_name", "x_min",
                                                         "y_min",    "x_max",  "y_max"};
    const auto table = readCsv(path);
    if (!table) return table.error();
    std::array<std::size_t, kColumns.size()> at{};
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        const auto column = table->column(kColumns[i]);
        if (!column) return badFile(path, std::string("the column \"") + kColumns[i] + "\" is missing");
        at[i] = *column;
    }
    StudyList studies;
    for (const auto& row : table->rows) {
        if (stop.stop_requested()) break;
        auto& study = studies.study(row[at[0]]);
        const std::string& label = row[at[2]];
        if (label == "No finding") continue;
        auto& finding = studies.finding(row[at[0]], label, "", row[at[1]],
                                        [&] { return readFinding(parser, label, domain::Existence::Present); });
        if (const auto n = fourNumbers(row, {at[3], at[4], at[5], at[6]}))
            addBox(study, finding, {(*n)[0], (*n)[1], (*n)[2], (*n)[3]});
        else
            study.warnings.push_back({"box-dropped", "A row of \"" + label + "\" has no box."});
    }
    return studies.take(table->readAsLatin1);
}

base::Result<std::vector<ImportedStudy>> readNihBoxes(const std::filesystem::path& path,
                                                      const text::ReportParser& parser, const std::stop_token& stop) {
    const auto read = readCsvRecords(path);
    if (!read) return read.error();
    const auto& records = read->records;
    if (records.empty() || !records.front().front().starts_with("Image Index"))
        return badFile(path, "this is no box list of NIH ChestX-ray14: it does not begin with \"Image Index\"");
    StudyList studies;
    for (std::size_t i = 1; i < records.size() && !stop.stop_requested(); ++i) {
        const auto& row = records[i];
        const auto n = fourNumbers(row, {2, 3, 4, 5});
        if (!n || row[0].empty())
            return badFile(path, "record " + std::to_string(i + 1) + " is not image, finding and four numbers");
        auto& study = studies.study(row[0], [](auto& made) { made.size = kNihSize; });
        auto& finding = studies.finding(row[0], row[1], "", "",
                                        [&] { return readFinding(parser, row[1], domain::Existence::Present); });
        addBox(study, finding, {(*n)[0], (*n)[1], (*n)[0] + (*n)[2], (*n)[1] + (*n)[3]});
    }
    return studies.take(read->readAsLatin1);
}

}  // namespace asg::datasets
