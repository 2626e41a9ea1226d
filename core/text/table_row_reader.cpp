#include "core/text/table_row_reader.h"

#include <algorithm>
#include <utility>

namespace asg::text {
namespace {

class RowReader {
public:
    RowReader(const TokenText& text, const SentenceTokens& sentence, const Ontology& ontology)
        : m_text(text), m_sentence(sentence), m_row(*sentence.row), m_ontology(ontology) {}

    SentenceReading read() {
        for (const RowCell& cell : m_row.cells) {
            switch (cell.kind) {
                case ColumnKind::Side: take(cellOf(name(), cell)); break;
                case ColumnKind::Organ: take(cellOf(labelOf(m_text, cell.head, m_ontology), cell)); break;
                case ColumnKind::Value: ofValue(cell); break;
                case ColumnKind::Finding: ofFinding(cell); break;
                case ColumnKind::Text:
                case ColumnKind::Name:
                case ColumnKind::Earlier: break;
            }
        }
        if (!m_told && !m_row.name.empty()) ofTexts();
        return std::move(m_reading);
    }

private:
    [[nodiscard]] Label name() const {
        Label label = labelOf(m_text, m_row.name, m_ontology);
        label.cell = true;
        if (completes(m_row.nameHead)) label.noun = m_row.nameHead;
        return label;
    }

    // "Upper", under the head "Zone".
    [[nodiscard]] bool completes(TokenRange head) const {
        std::vector<Token> words;
        for (const TokenRange range : {m_row.name, head})
            for (std::size_t i = range.first; i < range.end; ++i) words.push_back(m_text[i]);
        return !head.empty() && m_ontology.phrases.longest(words).tokens == words.size();
    }

    [[nodiscard]] SentenceTokens cellOf(Label label, const RowCell& cell) const {
        SentenceTokens said = under(label, cell.words);
        if (cell.side) said.side = cell.side;
        if (cell.denied) said.answer = ValueEffect::Absent;
        if (isTick(cell)) said.answer = ValueEffect::Present;
        return said;
    }

    [[nodiscard]] SentenceTokens under(const Label& label, TokenRange body) const {
        SentenceTokens said;
        said.section = m_sentence.section;
        said.tokens = m_row.line;
        said.body = body;
        if (label.kind != LabelKind::Other) said.label = label;
        said.side = label.side;
        said.row = &m_row;
        said.boxesAreTicked = m_sentence.boxesAreTicked;
        return said;
    }

    // "x" under "Present" says what the head says, "yes" says it too, and "left" tells more.
    void ofValue(const RowCell& cell) {
        const auto effect = effectOf(cell.words);
        const auto head = effectOf(cell.head);
        m_told = true;
        if (effect == ValueEffect::Absent && head != ValueEffect::Present) return;
        const bool only = isTick(cell) || (effect == ValueEffect::Present && head != ValueEffect::Present);
        const TokenRange more = textsBehind(cell.words.end);
        if (only && head != ValueEffect::Present) return takeUnder(cell.head);
        if (!more.empty()) return takeUnder({only ? more.first : cell.words.first, more.end});
        only ? take(cellOf(name(), cell)) : takeUnder(cell.words);
    }

    void ofTexts() {
        const TokenRange words = textsBehind(m_row.name.end);
        takeUnder(words.empty() ? TokenRange{m_row.name.end, m_row.name.end} : words);
    }

    // The tip of the row's device, or what the head names on the side that the row names.
    void ofFinding(const RowCell& cell) {
        const Label row = labelOf(m_text, m_row.name, m_ontology);
        SentenceTokens said = cellOf(labelOf(m_text, cell.head, m_ontology), cell);
        if (row.side) said.side = row.side;
        const bool told = m_told;
        take(said);
        m_told = told || row.kind == LabelKind::Side;
    }

    void takeUnder(TokenRange body) { take(under(name(), body)); }

    /// Cells of text behind a token, up to one of another kind.
    [[nodiscard]] TokenRange textsBehind(std::size_t end) const {
        TokenRange range;
        for (const RowCell& other : m_row.cells) {
            if (other.words.first < end || other.words.empty() || other.kind == ColumnKind::Earlier) continue;
            if (other.kind != ColumnKind::Text && other.kind != ColumnKind::Finding) break;
            if (isTick(other)) continue;
            range = {range.empty() ? other.words.first : range.first, other.words.end};
        }
        return range;
    }

    [[nodiscard]] bool isTick(const RowCell& cell) const {
        if (cell.words.end != cell.words.first + 1) return false;
        const auto box = boxAt(m_text, cell.words.first);
        const std::string_view word = m_text.words(cell.words.first);
        return (box && box->ticked) || word == "x" || word == "X" || word == "*";
    }

    [[nodiscard]] std::optional<ValueEffect> effectOf(TokenRange words) const {
        const auto tokens = m_text.tokens.subspan(words.first, words.end - words.first);
        const auto match = m_ontology.layout.valuePhrases.longest(tokens);
        if (words.empty() || match.tokens != tokens.size()) return std::nullopt;
        return static_cast<ValueEffect>(match.meanings.front().index);
    }

    void take(const SentenceTokens& said) {
        m_told = true;
        SentenceReading reading = readStatement(m_text, said, m_ontology);
        for (ReadTriplet& triplet : reading.triplets) m_reading.triplets.push_back(std::move(triplet));
        for (BarePlace& place : reading.places) m_reading.places.push_back(std::move(place));
    }

    const TokenText& m_text;
    const SentenceTokens& m_sentence;
    const ReportRow& m_row;
    const Ontology& m_ontology;
    SentenceReading m_reading;
    bool m_told = false;  ///< a cell said what holds of the name
};

}  // namespace

SentenceReading readTableRow(const TokenText& text, const SentenceTokens& sentence, const Ontology& ontology) {
    return RowReader(text, sentence, ontology).read();
}

}  // namespace asg::text
