#include "core/text/report_parser.h"

#include "core/base/translatable.h"
#include "core/text/code_points.h"
#include "core/text/layout.h"
#include "core/text/ontology.h"
#include "core/text/page_furniture.h"
#include "core/text/reading_text.h"
#include "core/text/reading_warnings.h"
#include "core/text/spoken_marks.h"
#include "core/text/table_file.h"
#include "core/text/table_row_reader.h"
#include "core/text/tag_summary.h"
#include "core/text/understanding.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

namespace asg::text {
namespace {

using domain::Existence;
namespace fs = std::filesystem;

constexpr std::size_t kMaximumReportBytes = 64U << 20U;

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
        return {base::ErrorCode::NotFound,
                base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this folder holds no tables of a language."),
                               {ontologyFolder.string()}}};
    std::ranges::sort(names);
    std::string known;
    for (const auto& name : names) known += (known.empty() ? "" : ", ") + name;
    return {
        base::ErrorCode::InvalidArgument,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "There are no tables for the language \"%1\" in %2; there are: %3."),
                       {language, ontologyFolder.string(), known}}};
}

/// The folders that have tables, in the order of languages.tsv.
base::Result<std::vector<std::string>> languagesWithTables(const fs::path& ontologyFolder) {
    constexpr std::size_t kColumns = 3;
    const auto table = readTable(ontologyFolder / "languages.tsv", kColumns);
    if (!table) return table.error();
    std::vector<std::string> languages;
    for (const TableRow& row : table->rows)
        if (isLanguage(ontologyFolder, row.cells[0])) languages.push_back(row.cells[0]);
    if (languages.empty()) return noSuchLanguage(ontologyFolder, "");
    return languages;
}

/// A report's text as tokens of a language's tables.
struct TokenizedReport {
    TokenizedReport(std::string_view given, const Ontology& ontology)
        : reading(given, ontology.vocabulary), tokens(tokenize(reading.utf8(), ontology.vocabulary)) {
        leavePageFurnitureOut(tokens, reading.utf8(), ontology);
        takeSpokenMarks(tokens, reading.utf8(), ontology);
        for (Token& token : tokens) correct(token, ontology);
    }

    // "pnuemothorax" is read as what it means.
    void correct(Token& token, const Ontology& ontology) const {
        constexpr std::uint32_t kShortest = 7;
        if (token.kind != TokenKind::Word || token.word != kUnknownWord || token.end - token.begin < kShortest) return;
        const auto word = foldWord(reading.utf8().substr(token.begin, token.end - token.begin));
        if (const auto meant = ontology.findingWords.meant(word); !meant.empty())
            token.word = ontology.vocabulary.find(meant);
    }

    ReadingText reading;
    std::vector<Token> tokens;
};

/// Builds one report.
class ReportBuilder {
public:
    ReportBuilder(const Ontology& ontology, const TokenizedReport& tokenized, domain::Report& report)
        : m_ontology(ontology),
          m_reading(tokenized.reading),
          m_text{tokenized.tokens, m_reading.utf8()},
          m_index(report.text),
          m_report(report) {}

    /// `read`: false leaves it at sections and sentences.
    void build(bool read) {
        const Layout layout = readLayout(m_text, m_ontology);
        for (const SectionTokens& section : layout.sections)
            m_report.sections.push_back({section.name, span(section.tokens.first, section.tokens.end)});
        for (const SentenceTokens& sentence : layout.sentences) addSentence(sentence, read);
        addLinks();
        addTags();
        if (read) addWarnings();
    }

private:
    [[nodiscard]] domain::TextSpan span(std::size_t first, std::size_t end) const {
        const auto bytes = m_reading.given({m_text[first].begin, m_text[end - 1].end});
        return m_index.spanOfBytes(bytes.begin, bytes.end);
    }
    [[nodiscard]] domain::TextSpan span(Words words) const { return span(words.first, words.end); }

    void addSentence(const SentenceTokens& sentence, bool read) {
        const domain::SentenceId id(static_cast<std::uint32_t>(m_report.sentences.size()));
        m_report.sentences.push_back({id,
                                      span(sentence.tokens.first, sentence.tokens.end),
                                      sentence.section,
                                      sentence.addendum,
                                      true,
                                      false,
                                      {}});
        if (!read || !isRead(sentence.section)) return;
        if (takesBack(sentence)) withdraw(m_lastRead);
        m_lastRead = id;
        const auto reading = sentence.row != nullptr ? readTableRow(m_text, sentence, m_ontology)
                                                     : readStatement(m_text, sentence, m_ontology);
        auto understanding = understandingOf(m_text, sentence, reading, m_ontology);
        m_report.sentences.back().understood = understanding.understood;
        m_report.sentences.back().wordsLeft = understanding.wordsLeft;
        m_report.sentences.back().doubts = std::move(understanding.doubts);
        for (const ReadTriplet& triplet : reading.triplets) addTriplet(id, triplet);
        for (const BarePlace& place : reading.places)
            m_pointers.push_back(
                {id, place.regions, place.pointing, place.side.has_value(), false, {span(place.words)}});
    }

    // "Scratch that.", "No, I retract that: …"
    [[nodiscard]] bool takesBack(const SentenceTokens& sentence) const {
        const auto match = m_ontology.layout.lineWords.longest(m_text.tokens.subspan(sentence.tokens.first));
        return isLineWord(match, LineWord::Retraction);
    }

    // What was taken back says nothing; its sentence stays.
    void withdraw(std::optional<domain::SentenceId> sentence) {
        if (!sentence) return;
        std::erase_if(m_report.triplets, [&](const domain::Triplet& triplet) { return triplet.sentence == *sentence; });
        std::erase_if(m_pointers, [&](const Pointer& pointer) { return pointer.sentence == *sentence; });
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
        triplet.implied = read.pointing == Pointing::Implied && !read.regions.empty();
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

    void addTags() { m_report.tags = tagsSaid(m_report); }

    void addWarnings() {
        if (auto unread = warnOfUnread(m_report)) m_report.warnings.push_back(std::move(*unread));
    }

    const Ontology& m_ontology;
    const ReadingText& m_reading;
    const TokenText m_text;
    const CodePointIndex m_index;
    domain::Report& m_report;
    std::vector<Pointer> m_pointers;
    std::optional<domain::SentenceId> m_lastRead;
};

}  // namespace

ReportParser::ReportParser(Tables tables, PairMode pairs) : m_tables(std::move(tables)), m_pairs(pairs) {}

base::Result<ReportParser> ReportParser::load(const std::filesystem::path& ontologyFolder,
                                              const ParserOptions& options) {
    std::vector<std::string> languages{options.language};
    if (options.language.empty()) {
        auto all = languagesWithTables(ontologyFolder);
        if (!all) return all.error();
        languages = std::move(*all);
    }
    Tables tables;
    for (const std::string& language : languages) {
        if (!isLanguage(ontologyFolder, language)) return noSuchLanguage(ontologyFolder, language);
        auto ontology =
            Ontology::load(ontologyFolder / language, tables.empty() ? options.additionalTables : fs::path{});
        if (!ontology) return ontology.error();
        tables.push_back(std::make_shared<const Ontology>(std::move(*ontology)));
    }
    return ReportParser(std::move(tables), options.pairs);
}

const Ontology* ReportParser::tablesOf(const std::string& language) const {
    const auto found =
        std::ranges::find_if(m_tables, [&](const auto& tables) { return tables->languages.own() == language; });
    return found == m_tables.end() ? nullptr : found->get();
}

domain::Report ReportParser::parse(std::string_view reportBytes) const {
    DecodedText decoded = decodeText(reportBytes);
    domain::Report report;
    report.pairs = m_pairs;
    report.text = std::move(decoded.utf8);
    if (decoded.readAsLatin1) report.warnings.push_back({domain::WarningCode::ReportAsLatin1});
    if (report.text.size() > kMaximumReportBytes) {
        report.warnings.push_back({domain::WarningCode::ReportTooLong});
        return report;
    }
    const Ontology& preferred = *m_tables.front();
    const TokenizedReport tokenized(report.text, preferred);
    const auto other = preferred.languages.find(tokenized.tokens, tokenized.reading.utf8());
    if (const Ontology* own = other ? tablesOf(other->code) : nullptr) {
        ReportBuilder(*own, TokenizedReport(report.text, *own), report).build(true);
        return report;
    }
    if (other) report.warnings.push_back(preferred.languages.notRead(*other));
    ReportBuilder(preferred, tokenized, report).build(!other);
    return report;
}

const std::vector<Finding>& ReportParser::findings() const {
    return m_tables.front()->findings;
}

std::string ReportParser::displayName(std::string_view findingOrTag) const {
    return std::string(m_tables.front()->displayName(findingOrTag));
}

}  // namespace asg::text
