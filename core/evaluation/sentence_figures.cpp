#include "core/evaluation/sentence_figures.h"

#include "core/base/translatable.h"
#include "core/datasets/json_file.h"
#include "core/text/code_points.h"

#include <nlohmann/json.hpp>

#include <cctype>
#include <deque>
#include <fstream>
#include <map>
#include <tuple>

namespace asg::evaluation {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

using Said = std::pair<std::string, std::string>;  ///< tag, existence

/// What one sentence says, by the gold or by the parser.
struct GradedSentence {
    std::set<Said> triplets;
    std::set<std::string> regions;
};

/// Counts of all reports, each report a part of its own.
struct SentenceCounts {
    std::vector<Parts> triplets;
    std::vector<Parts> regions;
    std::vector<Parts> nowhere;
    std::vector<Parts> existence;  ///< right, wrong
    std::size_t notFound = 0;
    std::size_t sentences = 0;
};

/// Lower-case words with one space between them: sentences are compared by these.
std::string normal(std::string_view text) {
    std::string words;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || std::isalnum(byte) != 0 || c == '_')
            words.push_back(static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte));
        else if (!words.empty() && words.back() != ' ')
            words.push_back(' ');
    }
    if (!words.empty() && words.back() == ' ') words.pop_back();
    return words;
}

/// The lines of a JSON-lines file, each an object; errors name the line.
base::Result<std::vector<json>> readLines(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        return base::Error{
            base::ErrorCode::NotFound,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this file cannot be read."), {path.string()}}};
    std::vector<json> lines;
    std::size_t number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        if (line.empty()) continue;
        auto object = json::parse(line, nullptr, false);
        if (!object.is_object())
            return datasets::badFile(
                path, base::Sentence{QT_TRANSLATE_NOOP("Error", "line %1 is no object"), {std::to_string(number)}});
        lines.push_back(std::move(object));
    }
    return lines;
}

std::map<std::string, std::deque<GradedSentence>> readingsByWords(const domain::Report& report) {
    std::vector<GradedSentence> readings(report.sentences.size());
    for (const auto& triplet : report.triplets)
        if (triplet.tag)
            readings[triplet.sentence.value].triplets.emplace(domain::tagName(*triplet.tag),
                                                              domain::name(triplet.existence));
    for (const auto& link : report.links)
        for (const auto sentence : link.sentences)
            for (const auto region : link.regions) readings[sentence.value].regions.emplace(domain::regionName(region));
    const text::CodePointIndex index(report.text);
    std::map<std::string, std::deque<GradedSentence>> byWords;
    for (const auto& sentence : report.sentences)
        byWords[normal(text::textOf(report.text, index, sentence.span))].push_back(readings[sentence.id.value]);
    return byWords;
}

/// The next sentence with these words; the last one stays for a gold that has it more often.
std::optional<GradedSentence> take(std::deque<GradedSentence>& found) {
    if (found.empty()) return std::nullopt;
    const GradedSentence reading = found.front();
    if (found.size() > 1) found.pop_front();
    return reading;
}

/// Missing keys are empty lists: a sentence that says nothing.
base::Result<GradedSentence> goldReading(const json& sentence, const fs::path& path) {
    GradedSentence reading;
    const auto triplets = sentence.find("triplets");
    const auto regions = sentence.find("regions");
    if (triplets == sentence.end() || !triplets->is_array() || regions == sentence.end() || !regions->is_array())
        return datasets::badFile(
            path, base::Sentence{QT_TRANSLATE_NOOP("Error", "a sentence has no \"triplets\" and \"regions\"")});
    for (const json& triplet : *triplets)
        reading.triplets.emplace(datasets::textAt(triplet, "finding"), datasets::textAt(triplet, "existence"));
    for (const json& region : *regions)
        if (region.is_string()) reading.regions.insert(region.get<std::string>());
    return reading;
}

Parts existenceParts(const GradedSentence& mine, const GradedSentence& gold) {
    Parts parts;
    for (const auto& said : gold.triplets)
        for (const auto& [tag, existence] : mine.triplets) {
            if (tag != said.first) continue;
            ++(existence == said.second || mine.triplets.contains(said) ? parts.right : parts.extra);
        }
    return parts;
}

base::Result<void> addReport(const json& gold, const fs::path& path, const domain::Report& report,
                             SentenceCounts& counts) {
    auto found = readingsByWords(report);
    Parts triplets;
    Parts regions;
    Parts nowhere;
    Parts existence;
    const auto sentences = gold.find("sentences");
    if (sentences == gold.end() || !sentences->is_array())
        return datasets::badFile(path, base::Sentence{QT_TRANSLATE_NOOP("Error", "a report has no \"sentences\"")});
    for (const json& sentence : *sentences) {
        const auto said = goldReading(sentence, path);
        if (!said) return said.error();
        ++counts.sentences;
        const auto got = take(found[normal(datasets::textAt(sentence, "text"))]);
        counts.notFound += got ? 0 : 1;
        const GradedSentence mine = got.value_or(GradedSentence{});
        triplets += compare(mine.triplets, said->triplets);
        regions += compare(mine.regions, said->regions);
        existence += existenceParts(mine, *said);
        const bool here = mine.regions.empty();
        const bool there = said->regions.empty();
        nowhere += Parts{here && there ? 1U : 0U, here && !there ? 1U : 0U, !here && there ? 1U : 0U};
    }
    counts.triplets.push_back(triplets);
    counts.regions.push_back(regions);
    counts.nowhere.push_back(nowhere);
    counts.existence.push_back(existence);
    return {};
}

Figure existenceFigure(std::span<const Parts> parts) {
    const Parts all = sum(parts);
    const auto accuracy = [](double right, double wrong) { return right + wrong > 0 ? right / (right + wrong) : 0.0; };
    const auto interval = bootstrap(parts.size(), [&](std::span<const unsigned> weights) {
        double right = 0;
        double wrong = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            right += static_cast<double>(weights[i] * parts[i].right);
            wrong += static_cast<double>(weights[i] * parts[i].extra);
        }
        return accuracy(right, wrong);
    });
    return {"existence accuracy",
            accuracy(static_cast<double>(all.right), static_cast<double>(all.extra)),
            interval,
            {all.right, all.right + all.extra}};
}

}  // namespace

base::Result<std::vector<Figure>> sentenceFigures(const fs::path& folder, Half half, const text::ReportParser& parser) {
    const auto reports = readLines(folder / "sentences_reports.jsonl");
    if (!reports) return reports.error();
    std::map<std::string, std::string> texts;
    for (const json& report : *reports)
        if (const auto id = datasets::textAt(report, "id"); inHalf(id, half))
            texts[id] = datasets::textAt(report, "text");
    const fs::path path = folder / "sentences_gold.jsonl";
    const auto gold = readLines(path);
    if (!gold) return gold.error();
    SentenceCounts counts;
    for (const json& report : *gold) {
        const auto text = texts.find(datasets::textAt(report, "id"));
        if (text == texts.end()) continue;
        if (auto done = addReport(report, path, parser.parse(text->second), counts); !done) return done.error();
    }
    if (counts.sentences == 0)
        return datasets::badFile(
            path, base::Sentence{QT_TRANSLATE_NOOP("Error", "it has no annotated sentence of these reports")});
    return std::vector<Figure>{f1Figure("triplet F1", counts.triplets),
                               f1Figure("region F1", counts.regions),
                               f1Figure("nothing to point at F1", counts.nowhere),
                               existenceFigure(counts.existence),
                               {"sentences not found",
                                static_cast<double>(counts.notFound),
                                std::nullopt,
                                {counts.notFound, counts.sentences}}};
}

}  // namespace asg::evaluation
