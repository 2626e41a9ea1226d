#include "core/text/code_points.h"
#include "core/text/report_json.h"
#include "core/text/report_parser.h"
#include "tests/fuzz/support/target.h"
#include "tests/fuzz/text/report_grammar.h"

#include <nlohmann/json.hpp>

#include <string>

namespace {

using namespace asg;
using fuzz::require;

const text::ReportParser& parser(const char* language) {
    static const auto load = [](const char* name) {
        text::ParserOptions options;
        options.language = name;
        auto loaded = text::ReportParser::load(ASG_SOURCE_DIR "/resources/ontology", options);
        require(loaded.ok(), loaded ? "" : loaded.error().text.c_str());
        return std::move(*loaded);
    };
    static const text::ReportParser english = load("en");
    static const text::ReportParser spanish = load("es");
    return language[0] == 'e' && language[1] == 'n' ? english : spanish;
}

void check(const domain::Report& report, std::string_view given) {
    const text::DecodedText decoded = text::decodeText(given);
    require(report.text == decoded.utf8, "the text is kept");
    const std::size_t length = text::CodePointIndex(report.text).codePoints();
    const auto inside = [&](domain::TextSpan span) { return span.start <= span.end && span.end <= length; };
    for (const auto& section : report.sections) require(inside(section.span), "sections lie in the text");
    for (std::size_t i = 0; i < report.sentences.size(); ++i) {
        require(report.sentences[i].id.value == i, "a sentence's id is its index");
        require(inside(report.sentences[i].span), "sentences lie in the text");
    }
    for (const auto& triplet : report.triplets) {
        require(triplet.sentence.value < report.sentences.size(), "a triplet has a sentence");
        const auto outer = report.sentences[triplet.sentence.value].span;
        const auto within = [&](domain::TextSpan span) {
            return inside(span) && span.start >= outer.start && span.end <= outer.end;
        };
        require(within(triplet.findingSpan), "findings lie in their sentence");
        require(!triplet.regionSpan || within(*triplet.regionSpan), "places lie in their sentence");
        require(!triplet.cueSpan || within(*triplet.cueSpan), "cues lie in their sentence");
    }
    require(report.links.size() <= domain::kMaximumLinks, "links fit the network's slots");
    for (const auto& link : report.links) {
        require(!link.sentences.empty(), "a link has sentences");
        require(!link.regions.empty(), "a link has regions");
        require(!link.rules.empty(), "a link says by which rules");
        for (const auto span : link.spans) require(inside(span), "a link's words lie in the text");
    }
    base::JsonWriter json;
    json.beginObject();
    text::writeParse(json, report);
    json.endObject();
    require(nlohmann::json::accept(json.written()), "what is written of it is JSON");
}

}  // namespace

/// The tables are read before the first input: the time of a run is its own.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
    static_cast<void>(parser("en"));
    return 0;
}

/// Any bytes as a report, in both languages.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::asText(data, size);
    for (const char* language : {"en", "es"}) check(parser(language).parse(bytes), bytes);
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t room, unsigned seed) {
    fuzz::Dice dice(seed);
    return fuzz::giveBack(fuzz::mutatedReport(fuzz::asText(data, size), dice), data, room);
}
