#include "core/text/report_json.h"

#include "core/text/tag_summary.h"

#include <nlohmann/json.hpp>

namespace asg::text {
namespace {

using nlohmann::ordered_json;

template <typename Ids>
ordered_json idsJson(const Ids& ids) {
    auto list = ordered_json::array();
    for (const auto id : ids) list.push_back(id.value);
    return list;
}

template <typename T, typename Write>
ordered_json orNull(const std::optional<T>& value, Write write) {
    return value ? ordered_json(write(*value)) : ordered_json(nullptr);
}

ordered_json linkJson(const domain::Link& link) {
    ordered_json object;
    object["id"] = link.id.value;
    object["sentences"] = idsJson(link.sentences);
    auto spans = ordered_json::array();
    for (const auto span : link.spans) spans.push_back(spanJson(span));
    object["spans"] = std::move(spans);
    object["regions"] = regionNamesJson(link.regions);
    object["box"] = orNull(link.boxInImagePixels, [](const auto& box) {
        return ordered_json{box.x1, box.y1, box.x2, box.y2};
    });
    object["origin"] = domain::name(link.origin);
    object["rules"] = link.rules;
    object["similarity"] = orNull(link.similarity, [](float similarity) { return similarity; });
    return object;
}

}  // namespace

ordered_json spanJson(domain::TextSpan span) {
    return {span.start, span.end};
}

ordered_json regionNamesJson(const std::vector<domain::RegionId>& regions) {
    auto names = ordered_json::array();
    for (const auto region : regions) names.push_back(domain::regionName(region));
    return names;
}

ordered_json tripletJson(const domain::Triplet& triplet) {
    ordered_json object;
    object["sentence"] = triplet.sentence.value;
    object["finding"] = triplet.finding;
    object["tag"] = orNull(triplet.tag, [](auto tag) { return domain::tagName(tag); });
    object["regions"] = regionNamesJson(triplet.regions);
    object["existence"] = domain::name(triplet.existence);
    object["certainty"] = orNull(triplet.certainty, [](auto certainty) { return domain::name(certainty); });
    object["laterality"] = orNull(triplet.laterality, [](auto side) { return domain::name(side); });
    object["severity"] = orNull(triplet.severity, [](const auto& severity) { return severity; });
    object["change"] = orNull(triplet.change, [](auto change) { return domain::name(change); });
    object["implied"] = triplet.implied;
    if (triplet.imported) object["origin"] = "imported";
    object["findingSpan"] = spanJson(triplet.findingSpan);
    object["regionSpan"] = orNull(triplet.regionSpan, spanJson);
    object["cueSpan"] = orNull(triplet.cueSpan, spanJson);
    return object;
}

ordered_json reportJson(const domain::Report& report) {
    ordered_json object;
    auto& sections = object["sections"] = ordered_json::array();
    for (const auto& section : report.sections)
        sections.push_back(
            {{"name", domain::name(section.name)}, {"start", section.span.start}, {"end", section.span.end}});
    auto& sentences = object["sentences"] = ordered_json::array();
    for (const auto& sentence : report.sentences)
        sentences.push_back({{"id", sentence.id.value},
                             {"start", sentence.span.start},
                             {"end", sentence.span.end},
                             {"section", domain::name(sentence.section)},
                             {"understood", sentence.understood}});
    auto& triplets = object["triplets"] = ordered_json::array();
    for (const auto& triplet : report.triplets) triplets.push_back(tripletJson(triplet));
    auto& tags = object["tags"] = ordered_json::object();
    for (const auto& [tag, existence] : report.tags) tags[std::string(domain::tagName(tag))] = domain::name(existence);
    auto& indexed = object["indexed"] = ordered_json::array();
    for (const auto tag : indexedTags(report)) indexed.push_back(domain::tagName(tag));
    return object;
}

ordered_json linksJson(const domain::Report& report) {
    auto links = ordered_json::array();
    for (const auto& link : report.links) links.push_back(linkJson(link));
    return links;
}

ordered_json unplacedJson(const domain::Report& report) {
    return idsJson(report.unplaced);
}

ordered_json parseJson(const domain::Report& report) {
    ordered_json object;
    object["report"] = reportJson(report);
    object["links"] = linksJson(report);
    object["unplaced"] = unplacedJson(report);
    auto& warnings = object["warnings"] = ordered_json::array();
    for (const auto& warning : report.warnings) warnings.push_back({{"code", warning.code}, {"text", warning.text}});
    return object;
}

}  // namespace asg::text
