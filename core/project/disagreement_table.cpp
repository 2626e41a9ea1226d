#include "core/project/disagreement_table.h"

#include "core/project/table_cells.h"
#include "core/text/code_points.h"

#include <algorithm>
#include <utility>

namespace asg::project {
namespace {

std::vector<std::string> everybody(const Project& project, const std::vector<Disagreement>& disputed) {
    std::vector<std::string> names;
    for (const auto& reader : project.readers) names.push_back(reader.name);
    for (const auto& one : disputed)
        for (const auto& [reader, answer] : one.answers)
            if (std::ranges::find(names, reader) == names.end()) names.push_back(reader);
    return names;
}

std::string wordsOf(const ItemRecord& item, const Disagreement& one) {
    if (!one.sentence || !item.report || one.reportSha256 != item.reportSha256) return {};
    const text::CodePointIndex index(item.report->text);
    return std::string(text::textOf(item.report->text, index, *one.sentence));
}

}  // namespace

DisagreementTable disagreementTable(const Project& project, const ProjectRecord& record,
                                    const std::vector<Disagreement>& disputed) {
    DisagreementTable table{
        {"picture", "picture_sha256", "kind", "sentence", "start", "end", "report_sha256", "regions"}, {}};
    const auto names = everybody(project, disputed);
    for (const auto& reader : names)
        for (const char* what : {"", " reason", " time"}) table.columns.push_back(plainCell(reader + what));
    for (const auto& one : disputed) {
        const auto& picture = project.items[one.item].picture;
        std::vector<std::string> row{plainCell(picture.path),
                                     picture.sha256,
                                     std::string(name(one.kind)),
                                     plainCell(wordsOf(record.items[one.item], one)),
                                     one.sentence ? std::to_string(one.sentence->start) : "",
                                     one.sentence ? std::to_string(one.sentence->end) : "",
                                     one.reportSha256,
                                     namesText(one.regions, "; ")};
        for (const auto& reader : names) {
            const auto found = one.answers.find(reader);
            const auto answer = found == one.answers.end() ? Answer{} : found->second;
            row.insert(row.end(), {plainCell(answer.said), plainCell(answer.reason), answer.time});
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace asg::project
