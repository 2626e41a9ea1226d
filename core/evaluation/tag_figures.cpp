#include "core/evaluation/tag_figures.h"

#include "core/text/tag_summary.h"

#include <map>

namespace asg::evaluation {
namespace {

using domain::Existence;
using domain::TagId;

std::set<TagId> codedTags(const CodedReport& report, const CodeRules& rules, const std::set<TagId>& tags) {
    std::set<TagId> coded;
    for (const TagId tag : tags)
        for (const auto& code : report.codes)
            if (rules.matches(tag, code)) coded.insert(tag);
    return coded;
}

// Which tags of a report count as said.
using Reading = std::set<TagId> (*)(const domain::Report& report);

std::set<TagId> present(const domain::Report& report) {
    std::set<TagId> said;
    for (const auto& [tag, existence] : report.tags)
        if (existence == Existence::Present) said.insert(tag);
    return said;
}

std::set<TagId> notAbsent(const domain::Report& report) {
    std::set<TagId> said;
    for (const auto& [tag, existence] : report.tags)
        if (existence != Existence::Absent) said.insert(tag);
    return said;
}

// Micro and macro F1 of what one reading of the reports says.
void addFigures(std::vector<Figure>& figures, const std::string& suffix, Reading reading,
                std::span<const CodedReport> reports, const CodeRules& rules) {
    const auto tags = rules.tags();
    std::vector<Parts> byReport;
    std::map<TagId, Parts> byTag;
    for (const CodedReport& report : reports) {
        const auto coded = codedTags(report, rules, tags);
        auto said = reading(report.report);
        std::erase_if(said, [&](TagId tag) { return !tags.contains(tag); });
        byReport.push_back(compare(said, coded));
        for (const TagId tag : tags) {
            byTag[tag].right += said.contains(tag) && coded.contains(tag) ? 1 : 0;
            byTag[tag].extra += said.contains(tag) && !coded.contains(tag) ? 1 : 0;
            byTag[tag].missed += !said.contains(tag) && coded.contains(tag) ? 1 : 0;
        }
    }
    double macro = 0;
    for (const auto& [tag, parts] : byTag) macro += f1(parts) / static_cast<double>(byTag.size());
    auto micro = f1Figure("MeSH micro F1" + suffix, byReport);
    micro.counts.push_back(reports.size());
    figures.push_back(std::move(micro));
    figures.push_back({"MeSH macro F1" + suffix, macro, std::nullopt, {byTag.size()}});
}

}  // namespace

std::vector<Figure> tagFigures(std::span<const CodedReport> reports, const CodeRules& rules) {
    std::vector<Figure> figures;
    addFigures(figures, ", as indexed", text::indexedTags, reports, rules);
    addFigures(figures, "", present, reports, rules);
    addFigures(figures, ", uncertain too", notAbsent, reports, rules);
    return figures;
}

}  // namespace asg::evaluation
