#include "core/datasets/ms_cxr.h"

#include "core/datasets/csv_table.h"
#include "core/datasets/json_file.h"

#include <algorithm>
#include <array>
#include <map>
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

// The boxes of one phrase are one finding.
ImportedFinding& findingOf(ImportedStudy& study, const Row& row, const text::ReportParser& parser) {
    const auto same = std::ranges::find_if(
        study.findings, [&](const auto& f) { return f.text == row[Label] && f.label == row[Category]; });
    if (same != study.findings.end()) return *same;
    auto finding = readFinding(parser, row[Category], domain::Existence::Present);
    finding.regions = readFinding(parser, row[Label], domain::Existence::Present).regions;
    finding.text = row[Label];
    study.findings.push_back(std::move(finding));
    return study.findings.back();
}

void readRow(const Row& row, const text::ReportParser& parser, ImportedStudy& study) {
    const auto box = boxOf(row);
    if (!box) {
        study.warnings.push_back({"box-dropped", "A row of \"" + row[Label] + "\" has no box."});
        return;
    }
    std::optional<ImageSize> size;
    if (const auto width = numberIn(row[Width]), height = numberIn(row[Height]); width && height)
        size = study.size = ImageSize{*width, *height};
    if (const auto accepted = acceptBox(*box, size, row[Label], study.warnings))
        findingOf(study, row, parser).boxesInImagePixels.push_back(*accepted);
}

}  // namespace

base::Result<std::vector<ImportedStudy>> readMsCxr(const std::filesystem::path& path,
                                                   const text::ReportParser& parser) {
    const auto table = readCsv(path);
    if (!table) return table.error();
    std::array<std::size_t, kColumns.size()> columns{};
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        const auto column = table->column(kColumns[i]);
        if (!column) return badFile(path, std::string("the column \"") + kColumns[i] + "\" is missing");
        columns[i] = *column;
    }
    std::vector<ImportedStudy> studies;
    std::map<std::string, std::size_t> byImage;
    for (const auto& cells : table->rows) {
        Row row;
        for (std::size_t i = 0; i < row.size(); ++i) row[i] = cells[columns[i]];
        const auto [entry, isNew] = byImage.try_emplace(row[Dicom], studies.size());
        if (isNew) {
            studies.emplace_back();
            studies.back().image = row[Dicom];
            studies.back().study = row[Split];
        }
        readRow(row, parser, studies[entry->second]);
    }
    return studies;
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
                                      written(sizes[i].columns), written(sizes[i].rows), studies[i].study});
    return writeCsv(path, table);
}

}  // namespace asg::datasets
