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
    LabelReader(const TokenText& text, const std::vector<bool>& goesOn, const Ontology& ontology)
        : m_text(text), m_goesOn(goesOn), m_ontology(ontology) {}

    std::vector<Label> read() {
        for (std::size_t i = 1; i < m_text.size(); ++i) {
            if (m_text[i].lineBreaksBefore > 0) {
                lineAlone(i);
                sideWithValue(i);
            }
            if (m_text[i].lineBreaksBefore > 0) continue;
            if (isMark(m_text, i, '?'))
                answered(i);
            else if (auto label = signedLabel(i))
                find(*label, i);
        }
        return std::move(m_labels);
    }

    [[nodiscard]] Label describe(TokenRange words) const {
        Label label;
        label.words = words;
        label.body = words.end;
        if (!isLabel(label)) label.kind = LabelKind::Other;
        return label;
    }

private:
    // What stands at token i makes the words before it a label.
    [[nodiscard]] std::optional<Label> signedLabel(std::size_t i) const {
        Label label;
        label.body = i;
        if (const auto leader = leaderAt(m_text, i)) {
            const bool empty = leader->end >= m_text.size() || m_text[leader->end].lineBreaksBefore > 0;
            if (empty && !leader->form) return std::nullopt;
            label.colon = empty;
            label.body = leader->end;
            return label;
        }
        if (isMark(m_text, i, ':') || isMark(m_text, i, '=')) {
            label.colon = true;
            label.cell = isMark(m_text, i + 1, '|') && m_text[i + 1].lineBreaksBefore == 0;
            label.body = label.cell ? i + 2 : i + 1;
            return label;
        }
        label.mark = signAt(m_text, i) || boxAt(m_text, i) || isValueInBrackets(i) ||
                     (isMark(m_text, i, '+') && !isPlusBeforeName(m_text, i));
        if (label.mark) return label;
        if (m_text[i].kind == TokenKind::Number || m_text[i - 1].kind == TokenKind::Number) return std::nullopt;
        const bool mark = isMark(m_text, i, '|') || (isMark(m_text, i, ';') && inRow(i));
        label.cell = mark || m_text[i].tabBefore || m_text[i].wideBefore || isValueBehindGap(i);
        if (mark || isSlashBeforeValue(i)) label.body = i + 1;
        return label.cell || label.body > i || (m_text[i].dashBefore && !isMark(m_text, i - 1, ','))
                   ? std::optional(label)
                   : std::nullopt;
    }

    [[nodiscard]] std::size_t valueAt(std::size_t i) const {
        return m_ontology.layout.valuePhrases.longest(m_text.tokens.subspan(i)).tokens;
    }

    // "Effusion  none"
    [[nodiscard]] bool isValueBehindGap(std::size_t i) const { return m_text.gapBefore(i) == "  " && valueAt(i) > 0; }

    // "effusion (none)"
    [[nodiscard]] bool isValueInBrackets(std::size_t i) const {
        const bool open = isMark(m_text, i, '(') || isMark(m_text, i, '[') || isMark(m_text, i, '<');
        const std::size_t value = open && i + 1 < m_text.size() ? valueAt(i + 1) : 0;
        const std::size_t end = i + 1 + value;
        return value > 0 && (isMark(m_text, end, ')') || isMark(m_text, end, ']') || isMark(m_text, end, '>') ||
                             isMark(m_text, end, ','));
    }

    // "Effusion / none"
    [[nodiscard]] bool isSlashBeforeValue(std::size_t i) const {
        if (!isMark(m_text, i, '/') || i + 1 >= m_text.size() || !m_text[i + 1].spaceBefore) return false;
        const std::size_t end = i + 1 + valueAt(i + 1);
        return end > i + 1 && (end >= m_text.size() || m_text[end].lineBreaksBefore > 0 || isStop(m_text, end));
    }

    // "LUNGS" and "RIGHT", each on a line of its own above what is said under it.
    void lineAlone(std::size_t end) {
        std::size_t first = end - 1;
        while (first > 0 && end - first < kLabelTokens && m_text[first].lineBreaksBefore == 0) --first;
        const bool whole = first == 0 || m_text[first].lineBreaksBefore > 0;
        if (!whole || m_goesOn[first] || m_goesOn[end] || (!m_labels.empty() && first < m_labels.back().body)) return;
        Label label;
        label.words = {first, end};
        label.body = end;
        label.colon = label.line = true;
        const auto words = m_text.tokens.subspan(first, end - first);
        const bool organ = m_ontology.layout.organPhrases.longest(words).tokens == words.size();
        const LabelKind kind = kindOf(words);
        const bool side = kind == LabelKind::Side && m_text[first].end - m_text[first].begin > 1;
        const bool sided = kind == LabelKind::Organ && m_text[first].capital && sideOf(words);
        if ((organ || side || sided) && isLabel(label)) m_labels.push_back(label);
    }

    // "L none" and "R small" below "Pleural effusion", each on a line of its own.
    void sideWithValue(std::size_t i) {
        if (!isSideWithValue(i) || (!m_labels.empty() && i < m_labels.back().body)) return;
        const std::size_t first = lineBefore(i);
        const auto words = m_text.tokens.subspan(first, i - first);
        const bool named = m_labels.empty() || m_labels.back().body <= first;
        if (named && words.size() <= kLabelTokens && kindOf(words) == LabelKind::Finding) {
            Label name;
            name.words = {first, i};
            name.body = i;
            name.colon = name.line = true;
            if (isLabel(name)) m_labels.push_back(name);
        }
        Label side;
        side.words = {i, i + 1};
        side.body = i + 1;
        side.kind = LabelKind::Side;
        side.side = sideOf(m_text.tokens.subspan(i, 1));
        m_labels.push_back(side);
    }

    [[nodiscard]] std::size_t lineBefore(std::size_t i) const {
        std::size_t first = i - 1;
        while (first > 0 && i - first <= kLabelTokens && m_text[first].lineBreaksBefore == 0) --first;
        return first;
    }

    // A side, one value, degree or state, and the line's end.
    [[nodiscard]] bool isSideWithValue(std::size_t i) const {
        const auto is = [&](const PhraseTrie::Match& match, Kind kind) {
            return std::ranges::find(match.meanings, kind, &Meaning::kind) != match.meanings.end();
        };
        if (i + 1 >= m_text.size() || !is(m_ontology.phrases.longest(m_text.tokens.subspan(i, 1)), Kind::Side))
            return false;
        if (m_text[i + 1].lineBreaksBefore > 0) return false;
        const auto phrase = m_ontology.phrases.longest(m_text.tokens.subspan(i + 1));
        const bool degree = is(phrase, Kind::Severity) || is(phrase, Kind::Change) || is(phrase, Kind::Quality);
        std::size_t end = i + 1 + std::max(valueAt(i + 1), degree ? phrase.tokens : 0);
        if (end == i + 1) return false;
        while (end < m_text.size() && m_text[end].lineBreaksBefore == 0 && isStop(m_text, end)) ++end;
        return end >= m_text.size() || m_text[end].lineBreaksBefore > 0;
    }

    // "Is there a pneumothorax? No"
    void answered(std::size_t mark) {
        if (mark + 1 >= m_text.size() || (m_text[mark + 1].lineBreaksBefore > 0 && !m_goesOn[mark + 1])) return;
        const std::size_t answer = mark + (isAnswerSign(mark + 1) ? 3 : 1);
        if (answer >= m_text.size() || (valueAt(answer) == 0 && answer == mark + 1 && !boxAt(m_text, answer))) return;
        std::size_t first = mark;
        while (first > 0 && mark - first < kQuestionTokens && m_text[first].lineBreaksBefore == 0 &&
               !isStop(m_text, first - 1))
            --first;
        if (!m_labels.empty() && m_labels.back().kind == LabelKind::Other)
            first = std::max(first, m_labels.back().body);  // "Q: Effusion? No"
        while (first < mark && m_text[first].kind != TokenKind::Word) ++first;
        if (first == mark || (!m_labels.empty() && first < m_labels.back().body)) return;
        Label label;
        label.words = {first, mark};
        label.body = answer;
        label.kind = LabelKind::Finding;
        label.colon = true;
        m_labels.push_back(label);
    }

    // "A:" behind "Q: Pneumothorax?"
    [[nodiscard]] bool isAnswerSign(std::size_t i) const {
        return m_text[i].kind == TokenKind::Word && foldWord(m_text.words(i)).starts_with('a') &&
               isMark(m_text, i + 1, ':');
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
        if (isPluralInBrackets(end)) end -= 3;
        const std::size_t least = m_labels.empty() ? 0 : m_labels.back().body;
        std::size_t first = end;
        while (first > least && end - first < kLabelTokens && !ends(first - 1) && (first == end || !parted(first)))
            --first;
        for (; first < end; ++first) {
            if (!mayBegin(first, label)) continue;
            label.words = {first, end};
            if (!isLabel(label)) continue;
            m_labels.push_back(label);
            return;
        }
    }

    // "Fractured rib(s):"
    [[nodiscard]] bool isPluralInBrackets(std::size_t end) const {
        return end > 3 && isMark(m_text, end - 1, ')') && isMark(m_text, end - 3, '(') &&
               m_text.words(end - 2).size() <= 2 && !m_text[end - 3].spaceBefore;
    }

    [[nodiscard]] bool parted(std::size_t i) const {
        return m_text[i].lineBreaksBefore > 0 || m_text[i].tabBefore || m_text[i].wideBefore;
    }

    [[nodiscard]] bool ends(std::size_t i) const {
        return isStop(m_text, i) || isMark(m_text, i, ':') || isMark(m_text, i, ';') || isBulletMark(m_text, i) ||
               isMark(m_text, i, ')') || isMark(m_text, i, ']');
    }

    [[nodiscard]] bool mayBegin(std::size_t i, const Label& label) const {
        if (m_text[i].kind != TokenKind::Word) return false;
        if (valueAt(i) > 0 && i > 0 && m_text[i].lineBreaksBefore == 0) return false;
        if (i == 0 || m_text[i].lineBreaksBefore > 0 || m_text[i - 1].kind == TokenKind::Punctuation) return true;
        if (m_text[i].tabBefore || m_text[i].wideBefore || m_text[i].dashBefore) return true;
        return (label.colon || label.mark) && m_text[i].capital;
    }

    [[nodiscard]] bool isLabel(Label& label) const {
        const auto words = m_text.tokens.subspan(label.words.first, label.words.end - label.words.first);
        label.side = sideOf(words);
        const auto row = m_ontology.layout.organPhrases.longest(words);
        if (row.tokens == words.size() && !label.mark) {
            label.kind = LabelKind::Organ;
            label.organ = row.meanings.front().index;
            return true;
        }
        return isMadeOfPhrases(words, label);
    }

    [[nodiscard]] bool isMadeOfPhrases(std::span<const Token> words, Label& label) const {
        const auto property = lineWordsAt(words);
        const bool isProperty = property.tokens == words.size() && isLineWord(property, LineWord::Property);
        label.kind = isProperty && label.colon ? LabelKind::Property : kindOf(words);
        switch (label.kind) {
            case LabelKind::Property:
            case LabelKind::Finding: return true;
            case LabelKind::Organ: return !label.mark || boxAt(m_text, label.body);
            case LabelKind::Side: return label.colon || standsForItself(label);
            case LabelKind::Other: return label.colon && words.size() <= kOtherLabelWords;
        }
        return false;
    }

    [[nodiscard]] PhraseTrie::Match lineWordsAt(std::span<const Token> words) const {
        return m_ontology.layout.lineWords.longest(words);
    }

    // "R - small", at a line's head or as the value of a name; not "effusion, right - unchanged".
    [[nodiscard]] bool standsForItself(const Label& label) const {
        if (label.cell || label.mark || !m_text[label.body].dashBefore) return false;
        const std::size_t first = label.words.first;
        if (beginsLine(m_text, first)) return true;
        return !m_labels.empty() && (m_labels.back().body == first || m_labels.back().kind == LabelKind::Side);
    }

    [[nodiscard]] std::optional<domain::Side> sideOf(std::span<const Token> words) const {
        std::optional<domain::Side> side;
        for (std::size_t i = 0; i < words.size();) {
            const auto match = m_ontology.phrases.longest(words.subspan(i));
            for (const Meaning& meaning : match.meanings) {
                if (meaning.kind != Kind::Side) continue;
                const domain::Side other = m_ontology.sides[meaning.index];
                side = side && *side != other ? domain::Side::Both : other;
            }
            i += std::max<std::size_t>(match.tokens, 1);
        }
        return side;
    }

    // "Left lung", "Pleural effusion", "Tracheal shift or deviation": places, findings and what joins them.
    [[nodiscard]] LabelKind kindOf(std::span<const Token> words) const {
        bool finding = false;
        bool place = false;
        bool side = false;
        bool sideAlone = true;
        std::size_t unknown = 0;
        const auto asks = lineWordsAt(words);
        for (std::size_t i = isLineWord(asks, LineWord::Asks) ? asks.tokens : 0; i < words.size();) {
            const auto match = m_ontology.phrases.longest(words.subspan(i));
            const auto is = [&](Kind kind) {
                return std::ranges::find(match.meanings, kind, &Meaning::kind) != match.meanings.end();
            };
            if (is(Kind::Cue) || is(Kind::Verb) || is(Kind::Copula)) return LabelKind::Other;
            finding = finding || is(Kind::Finding);
            place = place || is(Kind::Place);
            side = side || is(Kind::Side);
            sideAlone = sideAlone && (is(Kind::Side) || is(Kind::Filler));
            const bool joining = is(Kind::Filler) || is(Kind::List) || is(Kind::Alternative) || is(Kind::Side) ||
                                 is(Kind::Preposition) || is(Kind::Severity);
            const bool strange = !is(Kind::Finding) && !is(Kind::Place) && !joining;
            if (strange && (match.tokens > 0 || i == 0 || ++unknown > kUnknownLabelWords)) return LabelKind::Other;
            i += std::max<std::size_t>(match.tokens, 1);
        }
        if (finding || place) return finding ? LabelKind::Finding : LabelKind::Organ;
        return side && sideAlone ? LabelKind::Side : LabelKind::Other;
    }

    const TokenText& m_text;
    const std::vector<bool>& m_goesOn;
    const Ontology& m_ontology;
    std::vector<Label> m_labels;
};

}  // namespace

std::vector<Label> findLabels(const TokenText& text, const std::vector<bool>& goesOn, const Ontology& ontology) {
    return LabelReader(text, goesOn, ontology).read();
}

Label labelOf(const TokenText& text, TokenRange words, const Ontology& ontology) {
    return LabelReader(text, {}, ontology).describe(words);
}

}  // namespace asg::text
