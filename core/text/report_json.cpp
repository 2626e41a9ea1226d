#include "core/text/report_json.h"

#include "core/text/tag_summary.h"

#include <nlohmann/json.hpp>

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace asg::text {
namespace {

using base::JsonWriter;
using nlohmann::ordered_json;

void write(JsonWriter& json, domain::TextSpan span) {
    json.beginArray();
    json.number(span.start);
    json.number(span.end);
    json.endArray();
}

void write(JsonWriter& json, std::string_view text) {
    json.text(text);
}

template <typename Value>
void member(JsonWriter& json, std::string_view key, const Value& value) {
    json.key(key);
    write(json, value);
}

void member(JsonWriter& json, std::string_view key, std::size_t value) {
    json.key(key);
    json.number(std::uint64_t{value});
}

void member(JsonWriter& json, std::string_view key, std::uint32_t value) {
    member(json, key, std::size_t{value});
}

void member(JsonWriter& json, std::string_view key, bool value) {
    json.key(key);
    json.truth(value);
}

/// null where there is none.
template <typename T, typename Write>
void memberOrNull(JsonWriter& json, std::string_view key, const std::optional<T>& value, Write writeValue) {
    json.key(key);
    if (value)
        writeValue(*value);
    else
        json.null();
}

template <typename Values, typename Write>
void list(JsonWriter& json, const Values& values, Write writeValue) {
    json.beginArray();
    for (const auto& value : values) writeValue(value);
    json.endArray();
}

template <typename Ids>
void writeIds(JsonWriter& json, const Ids& ids) {
    list(json, ids, [&](auto id) { json.number(std::uint64_t{id.value}); });
}

void writeRegions(JsonWriter& json, const std::vector<domain::RegionId>& regions) {
    list(json, regions, [&](auto region) { json.text(domain::regionName(region)); });
}

void write(JsonWriter& json, const domain::Triplet& triplet) {
    const auto text = [&](std::string_view value) { json.text(value); };
    const auto name = [&](auto value) { json.text(domain::name(value)); };
    const auto span = [&](domain::TextSpan value) { write(json, value); };
    json.beginObject();
    member(json, "sentence", triplet.sentence.value);
    member(json, "finding", std::string_view(triplet.finding));
    memberOrNull(json, "tag", triplet.tag, [&](auto tag) { json.text(domain::tagName(tag)); });
    json.key("regions");
    writeRegions(json, triplet.regions);
    member(json, "existence", domain::name(triplet.existence));
    memberOrNull(json, "certainty", triplet.certainty, name);
    memberOrNull(json, "laterality", triplet.laterality, name);
    memberOrNull(json, "severity", triplet.severity, text);
    memberOrNull(json, "change", triplet.change, name);
    member(json, "implied", triplet.implied);
    if (triplet.imported) member(json, "origin", std::string_view("imported"));
    member(json, "findingSpan", triplet.findingSpan);
    memberOrNull(json, "regionSpan", triplet.regionSpan, span);
    memberOrNull(json, "cueSpan", triplet.cueSpan, span);
    json.endObject();
}

void write(JsonWriter& json, const domain::Link& link) {
    json.beginObject();
    member(json, "id", link.id.value);
    json.key("sentences");
    writeIds(json, link.sentences);
    json.key("spans");
    list(json, link.spans, [&](auto span) { write(json, span); });
    json.key("regions");
    writeRegions(json, link.regions);
    memberOrNull(json, "box", link.boxInImagePixels, [&](const auto& box) {
        list(json, std::array{box.x1, box.y1, box.x2, box.y2},
             [&](auto edge) { json.plain(nlohmann::json(edge).dump()); });
    });
    member(json, "origin", domain::name(link.origin));
    json.key("rules");
    list(json, link.rules, [&](int rule) { json.number(static_cast<std::uint64_t>(rule)); });
    memberOrNull(json, "similarity", link.similarity,
                 [&](float similarity) { json.plain(nlohmann::json(similarity).dump()); });
    json.endObject();
}

void writeSections(JsonWriter& json, const domain::Report& report) {
    json.key("sections");
    list(json, report.sections, [&](const domain::Section& section) {
        json.beginObject();
        member(json, "name", domain::name(section.name));
        member(json, "start", section.span.start);
        member(json, "end", section.span.end);
        json.endObject();
    });
}

void writeSentences(JsonWriter& json, const domain::Report& report) {
    json.key("sentences");
    list(json, report.sentences, [&](const domain::Sentence& sentence) {
        json.beginObject();
        member(json, "id", sentence.id.value);
        member(json, "start", sentence.span.start);
        member(json, "end", sentence.span.end);
        member(json, "section", domain::name(sentence.section));
        member(json, "understood", sentence.understood);
        if (!sentence.understood) member(json, "why", std::string_view(domain::textOf(sentence.doubts)));
        json.endObject();
    });
}

void writeReport(JsonWriter& json, const domain::Report& report) {
    json.beginObject();
    writeSections(json, report);
    writeSentences(json, report);
    json.key("triplets");
    list(json, report.triplets, [&](const domain::Triplet& triplet) { write(json, triplet); });
    json.key("tags");
    json.beginObject();
    for (const auto& [tag, existence] : report.tags) member(json, domain::tagName(tag), domain::name(existence));
    json.endObject();
    json.key("indexed");
    list(json, indexedTags(report), [&](auto tag) { json.text(domain::tagName(tag)); });
    json.endObject();
}

void writeLinks(JsonWriter& json, const domain::Report& report) {
    list(json, report.links, [&](const domain::Link& link) { write(json, link); });
}

void writeWarnings(JsonWriter& json, const domain::Report& report) {
    list(json, report.warnings, [&](const domain::Warning& warning) {
        json.beginObject();
        member(json, "code", domain::codeName(warning));
        member(json, "text", std::string_view(domain::textOf(warning)));
        json.endObject();
    });
}

/// What a writer writes, as a document.
template <typename Write>
ordered_json document(Write write) {
    JsonWriter json;
    write(json);
    return ordered_json::parse(json.written());
}

}  // namespace

ordered_json spanJson(domain::TextSpan span) {
    return {span.start, span.end};
}

ordered_json regionNamesJson(const std::vector<domain::RegionId>& regions) {
    return document([&](JsonWriter& json) { writeRegions(json, regions); });
}

ordered_json tripletJson(const domain::Triplet& triplet) {
    return document([&](JsonWriter& json) { write(json, triplet); });
}

ordered_json reportJson(const domain::Report& report) {
    return document([&](JsonWriter& json) { writeReport(json, report); });
}

ordered_json linksJson(const domain::Report& report) {
    return document([&](JsonWriter& json) { writeLinks(json, report); });
}

ordered_json unplacedJson(const domain::Report& report) {
    return document([&](JsonWriter& json) { writeIds(json, report.unplaced); });
}

void writeParse(base::JsonWriter& json, const domain::Report& report) {
    json.key("report");
    writeReport(json, report);
    json.key("links");
    writeLinks(json, report);
    json.key("unplaced");
    writeIds(json, report.unplaced);
    json.key("warnings");
    writeWarnings(json, report);
}

}  // namespace asg::text
