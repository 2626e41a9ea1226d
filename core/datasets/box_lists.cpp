#include "core/datasets/box_lists.h"

#include "core/datasets/csv_table.h"
#include "core/datasets/json_file.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

namespace asg::datasets {
namespace {

constexpr ImageSize kNihSize{1024, 1024};

/// Studies by image, in the order met.
class StudyList {
public:
    ImportedStudy& of(const std::string& image, std::optional<ImageSize> size) {
        const auto [entry, isNew] = m_byImage.try_emplace(image, m_studies.size());
        if (isNew) {
            m_studies.emplace_back();
            m_studies.back().image = image;
            m_studies.back().size = size;
        }
        return m_studies[entry->second];
    }

    std::vector<ImportedStudy> take() { return std::move(m_studies); }

private:
    std::vector<ImportedStudy> m_studies;
    std::map<std::string, std::size_t> m_byImage;
};

ImportedFinding& findingOf(ImportedStudy& study, const std::string& label, const std::string& text,
                           const text::ReportParser& parser) {
    const auto same =
        std::ranges::find_if(study.findings, [&](const auto& f) { return f.label == label && f.text == text; });
    if (same != study.findings.end()) return *same;
    study.findings.push_back(readFinding(parser, label, domain::Existence::Present));
    study.findings.back().text = text;
    return study.findings.back();
}

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

base::Result<std::vector<ImportedStudy>> readVinDr(const std::filesystem::path& path,
                                                   const text::ReportParser& parser) {
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
        auto& study = studies.of(row[at[0]], std::nullopt);
        const std::string& label = row[at[2]];
        if (label == "No finding") continue;
        auto& finding = findingOf(study, label, "read by " + row[at[1]], parser);
        if (const auto n = fourNumbers(row, {at[3], at[4], at[5], at[6]}))
            addBox(study, finding, {(*n)[0], (*n)[1], (*n)[2], (*n)[3]});
        else
            study.warnings.push_back({"box-dropped", "A row of \"" + label + "\" has no box."});
    }
    return studies.take();
}

base::Result<std::vector<ImportedStudy>> readNihBoxes(const std::filesystem::path& path,
                                                      const text::ReportParser& parser) {
    const auto records = readCsvRecords(path);
    if (!records) return records.error();
    if (records->empty() || !records->front().front().starts_with("Image Index"))
        return badFile(path, "this is no box list of NIH ChestX-ray14: it does not begin with \"Image Index\"");
    StudyList studies;
    for (std::size_t i = 1; i < records->size(); ++i) {
        const auto& row = (*records)[i];
        const auto n = fourNumbers(row, {2, 3, 4, 5});
        if (!n || row[0].empty())
            return badFile(path, "record " + std::to_string(i + 1) + " is not image, finding and four numbers");
        auto& study = studies.of(row[0], kNihSize);
        addBox(study, findingOf(study, row[1], "", parser), {(*n)[0], (*n)[1], (*n)[0] + (*n)[2], (*n)[1] + (*n)[3]});
    }
    return studies.take();
}

}  // namespace asg::datasets
