#include "core/evaluation/tag_figures.h"

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

std::set<TagId> saidTags(const domain::Report& report, const std::set<TagId>& tags, bool uncertainToo) {
    std::set<TagId> said;
    for (const auto& [tag, existence] : report.tags)
        if (tags.contains(tag) &&
            (existence == Existence::Present || (uncertainToo && existence == Existence::Uncertain)))
            said.insert(tag);
    return said;
}

}  // namespace

std::vector<Figure> tagFigures(std::span<const CodedReport> reports, const CodeRules& rules) {
    const auto tags = rules.tags();
    std::vector<Parts> present;
    std::vector<Parts> uncertainToo;
    std::map<TagId, Parts> byTag;
    for (const TagId tag : tags) byTag[tag] = {};
    for (const CodedReport& report : reports) {
        const auto coded = codedTags(report, rules, tags);
        const auto said = saidTags(report.report, tags, false);
        present.push_back(compare(said, coded));
        uncertainToo.push_back(compare(saidTags(report.report, tags, true), coded));
        for (const TagId tag : tags) {
            byTag[tag].right += said.contains(tag) && coded.contains(tag) ? 1 : 0;
            byTag[tag].extra += said.contains(tag) && !coded.contains(tag) ? 1 : 0;
            byTag[tag].missed += !said.contains(tag) && coded.contains(tag) ? 1 : 0;
        }
    }
    double macro = 0;
    for (const auto& [tag, parts] : byTag) macro += f1(parts) / static_cast<double>(byTag.size());
    auto first = f1Figure("MeSH micro F1", present);
    auto second = f1Figure("MeSH micro F1, uncertain too", uncertainToo);
    first.counts.push_back(reports.size());
    second.counts.push_back(reports.size());
    return {std::move(first), std::move(second), {"MeSH macro F1", macro, std::nullopt, {byTag.size()}}};
}

}  // namespace asg::evaluation
