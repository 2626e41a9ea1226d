#include "core/text/report_parser.h"

#include "core/text/code_points.h"
#include "core/text/layout.h"
#include "core/text/ontology.h"
#include "core/text/tag_summary.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace asg::text {
namespace {

using domain::Existence;
using domain::SectionName;
namespace fs = std::filesystem;

constexpr std::size_t kMaximumReportBytes = 64U << 20U;

bool isRead(SectionName section) {
    return section == SectionName::Findings || section == SectionName::Impression;
}

bool isLanguage(const fs::path& ontologyFolder, const std::string& language) {
    std::error_code failure;
    const bool plainName = !language.empty() && language.find_first_of("./\\") == std::string::npos;
    return plainName && fs::is_directory(ontologyFolder / language, failure);
}

base::Error noSuchLanguage(const fs::path& ontologyFolder, const std::string& language) {
    std::vector<std::string> names;
    std::error_code failure;
    for (auto entry = fs::directory_iterator(ontologyFolder, failure); !failure && entry != fs::directory_iterator();
         entry.increment(failure))
        if (entry->is_directory(failure)) names.push_back(entry->path().filename().string());
    if (names.empty())
        return {base::ErrorCode::NotFound, ontologyFolder.string() + ": this folder holds no tables of a language."};
    std::ranges::sort(names);
    std::string known;
    for (const auto& name : names) known += (known.empty() ? "" : ", ") + name;
    return {base::ErrorCode::InvalidArgument, "There are no tables for the language \"" + language + "\" in " +
                                                  ontologyFolder.string() + "; there are: " + known + "."};
}

/// Builds one report.
class ReportBuilder {
public:
    ReportBuilder(const Ontology& ontology, PairMode pairs, DecodedText decoded)
        : m_ontology(ontology), m_index(decoded.utf8) {
        m_report.pairs = pairs;
        m_report.text = std::move(decoded.utf8);
        if (decoded.readAsLatin1)
            m_report.warnings.push_back({"latin-1", "The report is not UTF-8; it was read as Latin-1."});
    }

    domain::Report build() {
        if (m_report.text.size() > kMaximumReportBytes) {
            m_report.warnings.push_back({"too-long", "The report is longer than 64 MiB and was not read."});
            return std::move(m_report);
        }
        m_tokens = tokenize(m_report.text, m_ontology.vocabulary);
        if (auto other = m_ontology.languages.check(m_tokens, m_report.text))
            m_report.warnings.push_back(std::move(*other));
        const auto sections = findSections(m_tokens, m_report.text, m_ontology);
        for (const SectionTokens& section : sections)
            m_report.sections.push_back({section.name, span(section.tokens.first, section.tokens.end)});
        for (const SentenceTokens& sentence : findSentences(m_tokens, m_report.text, sections, m_ontology))
            addSentence(sentence);
        addLinks();
        addTags();
        return std::move(m_report);
    }

private:
    [[nodiscard]] domain::TextSpan span(std::size_t first, std::size_t end) const {
        return m_index.spanOfBytes(m_tokens[first].begin, m_tokens[end - 1].end);
    }
    [[nodiscard]] domain::TextSpan span(Words words) const { return span(words.first, words.end); }

    void addSentence(const SentenceTokens& sentence) {
        const domain::SentenceId id(static_cast<std::uint32_t>(m_report.sentences.size()));
        m_report.sentences.push_back({id, span(sentence.tokens.first, sentence.tokens.end), sentence.section});
        if (!isRead(sentence.section)) return;
        const auto reading = readSentence(m_tokens, sentence.tokens.first, sentence.tokens.end, m_ontology);
        for (const ReadTriplet& triplet : reading.triplets) addTriplet(id, triplet);
        for (const BarePlace& place : reading.places)
            m_pointers.push_back(
                {id, place.regions, place.pointing, place.side.has_value(), false, {span(place.words)}});
    }

    void addTriplet(domain::SentenceId sentence, const ReadTriplet& read) {
        const Finding& finding = m_ontology.findings[read.finding];
        domain::Triplet triplet;
        triplet.sentence = sentence;
        triplet.finding = finding.name;
        triplet.tag = finding.tag;
        triplet.regions = read.regions;
        triplet.existence = read.existence;
        triplet.certainty = read.certainty;
        triplet.laterality = read.laterality;
        triplet.severity = read.severity;
        triplet.change = read.change;
        triplet.implied = read.pointing == Pointing::Implied;
        triplet.findingSpan = span(read.findingWords);
        if (read.regionWords) triplet.regionSpan = span(*read.regionWords);
        if (read.cueWords) triplet.cueSpan = span(*read.cueWords);
        if (!read.regions.empty()) addPointer(triplet, read);
        m_report.triplets.push_back(std::move(triplet));
    }

    void addPointer(const domain::Triplet& triplet, const ReadTriplet& read) {
        Pointer pointer{triplet.sentence,
                        read.regions,
                        read.pointing,
                        read.laterality.has_value(),
                        triplet.existence == Existence::Absent,
                        {triplet.findingSpan}};
        if (triplet.regionSpan) pointer.spans.push_back(*triplet.regionSpan);
        if (triplet.cueSpan) pointer.spans.push_back(*triplet.cueSpan);
        m_pointers.push_back(std::move(pointer));
    }

    void addLinks() {
        m_report.links = align(m_pointers, m_report.sentences, m_report.pairs);
        m_report.unplaced = withoutLink(m_report.sentences, m_report.links);
        if (m_report.links.size() == domain::kMaximumLinks) m_report.warnings.push_back(tooManyLinks());
    }

    void addTags() {
        for (const domain::Triplet& triplet : m_report.triplets)
            if (triplet.tag) addToTags(m_report.tags, *triplet.tag, triplet.existence);
    }

    const Ontology& m_ontology;
    CodePointIndex m_index;
    domain::Report m_report;
    std::vector<Token> m_tokens;
    std::vector<Pointer> m_pointers;
};

}  // namespace

ReportParser::ReportParser(std::shared_ptr<const Ontology> ontology, PairMode pairs)
    : m_ontology(std::move(ontology)), m_pairs(pairs) {}

base::Result<ReportParser> ReportParser::load(const std::filesystem::path& ontologyFolder,
                                              const ParserOptions& options) {
    if (!isLanguage(ontologyFolder, options.language)) return noSuchLanguage(ontologyFolder, options.language);
    auto ontology = Ontology::load(ontologyFolder / options.language, options.additionalTables);
    if (!ontology) return ontology.error();
    return ReportParser(std::make_shared<const Ontology>(std::move(*ontology)), options.pairs);
}

domain::Report ReportParser::parse(std::string_view reportBytes) const {
    return ReportBuilder(*m_ontology, m_pairs, decodeText(reportBytes)).build();
}

const std::vector<Finding>& ReportParser::findings() const {
    return m_ontology->findings;
}

}  // namespace asg::text
