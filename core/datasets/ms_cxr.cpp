#include "core/datasets/ms_cxr.h"

#include "core/datasets/csv_table.h"
#include "core/datasets/json_file.h"
#include "core/datasets/study_list.h"

#include <array>
#include <sstream>

namespace asg::datasets {
namespace {

constexpr std::array<const char*, 11> kColumns{"dicom_id", "category_name", "label_text",   "path", "x", "y", "w",
                                               "h",        "image_width",   "image_height", "split"};
enum Column { Dicom, Category, Label, Path, X, Y, W, H, Width, Height, Split };

std::string written(double value) {
    std::ostringstream stream;
    stream << value;
    return stream.str();
}

using Row = std::array<std::string, kColumns.size()>;

std::optional<base::Box> boxOf(const Row& row) {
    const auto x = numberIn(row[X]);
    const auto y = numberIn(row[Y]);
    const auto w = numberIn(row[W]);
    const auto h = numberIn(row[H]);
    if (!x || !y || !w || !h) return std::nullopt;
    return base::Box{*x, *y, *x + *w, *y + *h};
}

// What the phrase is about says its category; where, on which side and how much, its words.
ImportedFinding readPhrase(const Row& row, const text::ReportParser& parser) {
    auto finding = readFinding(parser, row[Label], domain::Existence::Present);
    finding.tag = readFinding(parser, row[Category], domain::Existence::Present).tag;
    return finding;
}

/// The picture's size that a row gives; 0, a negative number or nothing is none.
std::optional<ImageSize> sizeOf(const Row& row) {
    const auto width = numberIn(row[Width]);
    const auto height = numberIn(row[Height]);
    if (!width || !height || *width <= 0 || *height <= 0) return std::nullopt;
    return ImageSize{*width, *height};
}

/// Keeps the size that the image's rows give; false where a row gives another one.
bool takeSize(const Row& row, ImportedStudy& study) {
    const auto size = sizeOf(row);
    if (!size) {
        study.warnings.push_back(
            {"image-size-unknown", "A row of \"" + row[Label] + "\" gives no image_width and image_height above 0."});
        return true;
    }
    if (!study.size) study.size = size;
    return study.size == size;
}

void readRow(const Row& row, const text::ReportParser& parser, StudyList& studies) {
    auto& study = studies.study(row[Dicom], [&](auto& made) { made.split = row[Split]; });
    const auto box = boxOf(row);
    const auto drop = [&](const std::string& why) {
        study.warnings.push_back({"box-dropped", "A row of \"" + row[Label] + "\" " + why});
    };
    if (!box) return drop("has no box.");
    if (!takeSize(row, study)) return drop("gives the image another size than the rows before it.");
    if (const auto accepted = acceptBox(*box, study.size, row[Label], study.warnings))
        studies.finding(row[Dicom], row[Category], row[Label], "", [&] { return readPhrase(row, parser); })
            .boxesInImagePixels.push_back(*accepted);
}

}  // namespace

base::Result<std::vector<ImportedStudy>> readMsCxr(const std::filesystem::path& path, const text::ReportParser& parser,
                                                   const std::stop_token& stop) {
    const auto table = readCsv(path);
    if (!table) return table.error();
    std::array<std::size_t, kColumns.size()> columns{};
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        const auto column = table->column(kColumns[i]);
        if (!column) return badFile(path, std::string("the column \"") + kColumns[i] + "\" is missing");
        columns[i] = *column;
    }
    StudyList studies;
    for (const auto& cells : table->rows) {
        if (stop.stop_requested()) break;
        Row row;
        for (std::size_t i = 0; i < row.size(); ++i) row[i] = cells[columns[i]];
        readRow(row, parser, studies);
    }
    return studies.take(table->readAsLatin1);
}

base::Result<void> writeMsCxr(const std::filesystem::path& path, const std::vector<ImportedStudy>& studies,
                              const std::vector<ImageSize>& sizes) {
    if (sizes.size() != studies.size())
        return base::Error{base::ErrorCode::InvalidArgument, "MS-CXR: there is not one size for each study."};
    CsvTable table;
    table.columns.assign(kColumns.begin(), kColumns.end());
    for (std::size_t i = 0; i < studies.size(); ++i)
        for (const auto& finding : studies[i].findings)
            for (const auto& box : finding.boxesInImagePixels)
                table.rows.push_back({studies[i].image, finding.label, finding.text, "", written(box.x1),
                                      written(box.y1), written(box.width()), written(box.height()),
                                      written(sizes[i].columns), written(sizes[i].rows), studies[i].split});
    return writeCsv(path, table);
}

}  // namespace asg::datasets
