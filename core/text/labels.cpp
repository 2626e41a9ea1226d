#include "core/text/labels.h"

#include <algorithm>

namespace asg::text {
namespace {

constexpr std::size_t kLabelTokens = 10;
constexpr std::size_t kUnknownLabelWords = 1;
constexpr std::size_t kOtherLabelWords = 3;
constexpr std::size_t kQuestionTokens = 24;

class LabelReader {
public:
    LabelReader(const TokenText& text, const Ontology& ontology) : m_text(text), m_ontology(ontology) {}

    std::vector<Label> read() {
        for (std::size_t i = 1; i < m_text.size(); ++i) {
            if (m_text[i].lineBreaksBefore > 0) continue;
            Label label;
            label.colon = isMark(m_text, i, ':') || isMark(m_text, i, '=');
            const bool bar = isMark(m_text, i, '|') || (isMark(m_text, i, ';') && inRow(i));
            if (isMark(m_text, i, '?')) {
                answered(i);
                continue;
            }
            label.mark = signAt(m_text, i) || boxAt(m_text, i) || isMark(m_text, i, '+');
            label.cell = bar || m_text[i].tabBefore || m_text[i].wideBefore;
            const bool range = m_text[i].kind == TokenKind::Number || m_text[i - 1].kind == TokenKind::Number;
            if (!label.colon && !label.mark && (range || !(label.cell || m_text[i].dashBefore))) continue;
            label.body = label.colon || bar ? i + 1 : i;
            find(label, i);
        }
        return std::move(m_labels);
    }

private:
    // "Is there a pneumothorax? No"
    void answered(std::size_t mark) {
        if (mark + 1 >= m_text.size() || m_text[mark + 1].lineBreaksBefore > 0) return;
        if (m_ontology.layout.valuePhrases.longest(m_text.tokens.subspan(mark + 1)).tokens == 0) return;
        std::size_t first = mark;
        while (first > 0 && mark - first < kQuestionTokens && m_text[first].lineBreaksBefore == 0 &&
               !isStop(m_text, first - 1))
            --first;
        while (first < mark && m_text[first].kind != TokenKind::Word) ++first;
        if (first == mark || (!m_labels.empty() && first < m_labels.back().body)) return;
        Label label;
        label.words = {first, mark};
        label.body = mark + 1;
        label.kind = LabelKind::Finding;
        label.colon = true;
        m_labels.push_back(label);
    }

    // "Pneumothorax; resolved; right": a line of three cells or more.
    [[nodiscard]] bool inRow(std::size_t i) const {
        constexpr std::size_t kLongestRow = 40;
        std::size_t marks = 0;
        for (std::size_t j = i; j < m_text.size() && j < i + kLongestRow; ++j) {
            if (j > i && m_text[j].lineBreaksBefore > 0) break;
            marks += isMark(m_text, j, ';') ? 1 : 0;
        }
        return marks >= 2;
    }

    // The longest words before `end` that make a label.
    void find(Label label, std::size_t end) {
        const std::size_t least = m_labels.empty() ? 0 : m_labels.back().body;
        std::size_t first = end;
        while (first > least && end - first < kLabelTokens && !ends(first - 1) &&
               (first == end || m_text[first].lineBreaksBefore == 0))
            --first;
        for (; first < end; ++first) {
            if (!mayBegin(first, label)) continue;
            label.words = {first, end};
            if (!isLabel(label)) continue;
            m_labels.push_back(label);
            return;
        }
    }

    [[nodiscard]] bool ends(std::size_t i) const {
        return isStop(m_text, i) || isMark(m_text, i, ':') || isMark(m_text, i, ';') || isBulletMark(m_text, i) ||
               isMark(m_text, i, ')') || isMark(m_text, i, ']');
    }

    [[nodiscard]] bool mayBegin(std::size_t i, const Label& label) const {
        if (m_text[i].kind != TokenKind::Word) return false;
        const bool value = m_ontology.layout.valuePhrases.longest(m_text.tokens.subspan(i)).tokens > 0;
        if (value && i > 0 && m_text[i].lineBreaksBefore == 0) return false;
        if (i == 0 || m_text[i].lineBreaksBefore > 0 || m_text[i - 1].kind == TokenKind::Punctuation) return true;
        if (m_text[i].tabBefore || m_text[i].wideBefore || m_text[i].dashBefore) return true;
        return (label.colon || label.mark) && m_text[i].capital;
    }

    [[nodiscard]] bool isLabel(Label& label) const {
        const auto words = m_text.tokens.subspan(label.words.first, label.words.end - label.words.first);
        const auto row = m_ontology.layout.organPhrases.longest(words);
        if (row.tokens == words.size() && !label.mark) {
            label.kind = LabelKind::Organ;
            label.organ = row.meanings.front().index;
            return true;
        }
        return isMadeOfPhrases(words, label);
    }

    [[nodiscard]] bool isMadeOfPhrases(std::span<const Token> words, Label& label) const {
        label.kind = kindOf(words);
        if (label.kind == LabelKind::Other) return label.colon && words.size() <= kOtherLabelWords;
        return !label.mark || label.kind == LabelKind::Finding;
    }

    // "Left lung", "Pleural effusion", "Tracheal shift or deviation": places, findings and what joins them.
    [[nodiscard]] LabelKind kindOf(std::span<const Token> words) const {
        bool finding = false;
        bool place = false;
        std::size_t unknown = 0;
        for (std::size_t i = 0; i < words.size();) {
            const auto match = m_ontology.phrases.longest(words.subspan(i));
            const auto is = [&](Kind kind) {
                return std::ranges::find(match.meanings, kind, &Meaning::kind) != match.meanings.end();
            };
            if (is(Kind::Cue) || is(Kind::Verb) || is(Kind::Copula)) return LabelKind::Other;
            finding = finding || is(Kind::Finding);
            place = place || is(Kind::Place);
            const bool joining = is(Kind::Filler) || is(Kind::List) || is(Kind::Alternative) || is(Kind::Side) ||
                                 is(Kind::Preposition) || is(Kind::Severity);
            const bool strange = !is(Kind::Finding) && !is(Kind::Place) && !joining;
            if (strange && (match.tokens > 0 || i == 0 || ++unknown > kUnknownLabelWords)) return LabelKind::Other;
            i += std::max<std::size_t>(match.tokens, 1);
        }
        return finding ? LabelKind::Finding : place ? LabelKind::Organ : LabelKind::Other;
    }

    const TokenText& m_text;
    const Ontology& m_ontology;
    std::vector<Label> m_labels;
};

}  // namespace

std::vector<Label> findLabels(const TokenText& text, const Ontology& ontology) {
    return LabelReader(text, ontology).read();
}

}  // namespace asg::text
