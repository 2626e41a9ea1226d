#include "core/datasets/box_lists.h"

#include "core/base/translatable.h"
#include "core/datasets/box_rows.h"
#include "core/datasets/json_file.h"
#include "core/datasets/study_list.h"

#include <algorithm>
#include <array>
#include <string>

namespace asg::datasets {
namespace {

constexpr ImageSize kNihSize{1024, 1024};

/// Where a table has VinDr-CXR's columns.
struct VinDrColumns {
    std::size_t image = 0;
    std::size_t label = 0;
    std::optional<std::size_t> reader;  ///< the test set's consensus has no readers
    std::array<NamedColumn, 4> box{{{"x_min"}, {"y_min"}, {"x_max"}, {"y_max"}}};
};

base::Result<VinDrColumns> columnsOf(const CsvTable& table, const std::filesystem::path& path) {
    VinDrColumns columns;
    columns.reader = table.column("rad_id");
    std::vector<NamedColumn> needed{{"image_id"}, {"class_name"}};
    needed.insert(needed.end(), columns.box.begin(), columns.box.end());
    for (auto& one : needed) {
        const auto index = table.column(one.name);
        if (!index)
            return badFile(path,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "the column \"%1\" is missing"), {one.name}});
        one.index = *index;
    }
    columns.image = needed[0].index;
    columns.label = needed[1].index;
    std::copy_n(needed.begin() + 2, columns.box.size(), columns.box.begin());
    return columns;
}

void readVinDrRow(const std::vector<std::string>& row, std::size_t record, const VinDrColumns& columns,
                  const text::ReportParser& parser, StudyList& studies) {
    const std::string& image = row[columns.image];
    const std::string& label = row[columns.label];
    auto& study = studies.study(image);
    if (label == "No finding") return;
    const auto findings = studies.findings(image, label, "", columns.reader ? row[*columns.reader] : "",
                                           [&] { return readFindings(parser, label, domain::Existence::Present); });
    const auto n = fourNumbers(row, columns.box);
    if (n)
        addBox(study, findings, {(*n)[0], (*n)[1], (*n)[2], (*n)[3]});
    else
        study.warnings.push_back(boxDropped(record, label, n.error().text));
}

void readNihRow(const std::vector<std::string>& row, std::size_t record, const text::ReportParser& parser,
                StudyList& studies) {
    auto& study = studies.study(row[0], [](auto& made) { made.size = kNihSize; });
    const auto findings = studies.findings(row[0], row[1], "", "",
                                           [&] { return readFindings(parser, row[1], domain::Existence::Present); });
    const auto n = fourNumbers(row, {{{"x", 2}, {"y", 3}, {"w", 4}, {"h", 5}}});
    if (n)
        addBox(study, findings, {(*n)[0], (*n)[1], (*n)[0] + (*n)[2], (*n)[1] + (*n)[3]});
    else
        study.warnings.push_back(boxDropped(record, row[1], n.error().text));
}

}  // namespace

base::Result<std::vector<ImportedStudy>> readVinDr(const std::filesystem::path& path, const text::ReportParser& parser,
                                                   const std::stop_token& stop, LeftOut* leftOut) {
    const auto table = readCsv(path, leftOut);
    if (!table) return table.error();
    const auto columns = columnsOf(*table, path);
    if (!columns) return columns.error();
    StudyList studies;
    for (std::size_t i = 0; i < table->rows.size() && !stop.stop_requested(); ++i) {
        const auto& row = table->rows[i];
        const auto named = isNamed(path, table->records[i], row[columns->image], row[columns->label], leftOut);
        if (!named) return named.error();
        if (*named) readVinDrRow(row, table->records[i], *columns, parser, studies);
    }
    return studies.take(table->readAsLatin1);
}

base::Result<std::vector<ImportedStudy>> readNihBoxes(const std::filesystem::path& path,
                                                      const text::ReportParser& parser, const std::stop_token& stop,
                                                      LeftOut* leftOut) {
    constexpr std::size_t kCells = 6;
    const auto read = readCsvRecords(path, leftOut);
    if (!read) return read.error();
    const auto& records = read->records;
    if (records.empty() || !records.front().front().starts_with("Image Index"))
        return badFile(
            path, base::Sentence{QT_TRANSLATE_NOOP(
                      "Error", "this is no box list of NIH ChestX-ray14: it does not begin with \"Image Index\"")});
    StudyList studies;
    for (std::size_t i = 1; i < records.size() && !stop.stop_requested(); ++i) {
        const auto& row = records[i];
        if (row.size() >= kCells && !row[0].empty() && !row[1].empty()) {
            readNihRow(row, i + 1, parser, studies);
            continue;
        }
        const base::Sentence why{QT_TRANSLATE_NOOP("Error", "record %1 is not image, finding and four numbers"),
                                 {std::to_string(i + 1)}};
        if (auto done = leaveOut(badFile(path, why), leftOut); !done) return done.error();
    }
    return studies.take(read->readAsLatin1);
}

}  // namespace asg::datasets
