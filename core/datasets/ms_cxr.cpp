#include "core/datasets/ms_cxr.h"

#include "core/base/translatable.h"
#include "core/datasets/box_rows.h"
#include "core/datasets/json_file.h"
#include "core/datasets/study_list.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace asg::datasets {
namespace {

using domain::WarningCode;

constexpr std::array<const char*, 11> kColumns{"dicom_id", "category_name", "label_text",   "path", "x", "y", "w",
                                               "h",        "image_width",   "image_height", "split"};
enum Column { Dicom, Category, Label, Path, X, Y, W, H, Width, Height, Split };

std::string written(double value) {
    std::ostringstream stream;
    stream << value;
    return stream.str();
}

using Row = std::vector<std::string>;  ///< a cell for each of kColumns

// What the phrase is about says its category; where, on which side and how much, its words.
std::vector<ImportedFinding> readPhrase(const Row& row, const text::ReportParser& parser) {
    const auto said = readFindings(parser, row[Label], domain::Existence::Present);
    auto findings = readFindings(parser, row[Category], domain::Existence::Present);
    for (auto& finding : findings) {
        const auto tag = finding.tag;
        const auto same = std::ranges::find(said, tag, &ImportedFinding::tag);
        finding = same != said.end() ? *same : said.front();
        finding.tag = tag;
    }
    return findings;
}

/// The picture's size that a row gives; 0, a negative number or nothing is none.
std::optional<ImageSize> sizeOf(const Row& row) {
    const auto width = numberIn(row[Width]);
    const auto height = numberIn(row[Height]);
    if (!width || !height || *width <= 0 || *height <= 0) return std::nullopt;
    return ImageSize{*width, *height};
}

/// Keeps the size that the image's rows give; false where a row gives another one.
bool takeSize(const Row& row, std::size_t record, ImportedStudy& study) {
    const auto size = sizeOf(row);
    if (!size) {
        study.warnings.push_back({WarningCode::SizeUnknownInRecord, {std::to_string(record), row[Width], row[Height]}});
        return true;
    }
    if (!study.size) study.size = size;
    return study.size == size;
}

void readRow(const Row& row, std::size_t record, const text::ReportParser& parser, StudyList& studies) {
    auto& study = studies.study(row[Dicom], [&](auto& made) { made.split = row[Split]; });
    if (!takeSize(row, record, study)) {
        study.warnings.push_back({WarningCode::BoxOfAnotherSize, {row[Label], std::to_string(record)}});
        return;
    }
    const auto findings =
        studies.findings(row[Dicom], row[Category], row[Label], "", [&] { return readPhrase(row, parser); });
    const auto n = fourNumbers(row, {{{"x", X}, {"y", Y}, {"w", W}, {"h", H}}});
    if (!n) {
        study.warnings.push_back(boxDropped(record, row[Label], n.error().text));
        return;
    }
    addBox(study, findings, {(*n)[0], (*n)[1], (*n)[0] + (*n)[2], (*n)[1] + (*n)[3]});
}

}  // namespace

base::Result<std::vector<ImportedStudy>> readMsCxr(const std::filesystem::path& path, const text::ReportParser& parser,
                                                   const std::stop_token& stop, LeftOut* leftOut) {
    const auto table = readCsv(path, leftOut);
    if (!table) return table.error();
    std::array<std::size_t, kColumns.size()> columns{};
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        const auto column = table->column(kColumns[i]);
        if (!column)
            return badFile(path,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "the column \"%1\" is missing"), {kColumns[i]}});
        columns[i] = *column;
    }
    StudyList studies;
    for (std::size_t i = 0; i < table->rows.size() && !stop.stop_requested(); ++i) {
        Row row;
        for (const std::size_t column : columns) row.push_back(table->rows[i][column]);
        const auto named = isNamed(path, table->records[i], row[Dicom], row[Category], leftOut);
        if (!named) return named.error();
        if (*named) readRow(row, table->records[i], parser, studies);
    }
    return studies.take(table->readAsLatin1);
}

base::Result<void> writeMsCxr(const std::filesystem::path& path, const std::vector<ImportedStudy>& studies,
                              const std::vector<ImageSize>& sizes) {
    if (sizes.size() != studies.size())
        return base::Error{base::ErrorCode::InvalidArgument,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "MS-CXR: there is not one size for each study.")}};
    CsvTable table;
    table.columns.assign(kColumns.begin(), kColumns.end());
    for (std::size_t i = 0; i < studies.size(); ++i)
        for (const auto& finding : statedLabels(studies[i]))
            for (const auto& box : finding.boxesInImagePixels)
                table.rows.push_back({studies[i].image, finding.label, finding.text, "", written(box.x1),
                                      written(box.y1), written(box.width()), written(box.height()),
                                      written(sizes[i].columns), written(sizes[i].rows), studies[i].split});
    return writeCsv(path, table);
}

}  // namespace asg::datasets
