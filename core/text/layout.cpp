#include "core/text/layout.h"

#include "core/text/wrapped_lines.h"

#include <algorithm>

namespace asg::text {
namespace {

constexpr std::size_t kMaximumSentenceTokens = 400;

bool hasTickedBox(const TokenText& text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (const auto box = boxAt(text, i); box && box->ticked) return true;
    return false;
}

/// Cuts sections into statements.
class SentenceCutter {
public:
    SentenceCutter(const TokenText& text, const std::vector<bool>& goesOn, const Ontology& ontology)
        : m_text(text),
          m_goesOn(goesOn),
          m_ontology(ontology),
          m_labels(findLabels(text, ontology)),
          m_boxesAreTicked(hasTickedBox(text)) {}

    void cut(const SectionTokens& section, std::vector<SentenceTokens>& out) {
        m_section = section;
        m_number = {};
        m_standing.reset();
        m_pending.reset();
        std::size_t start = begin(section.tokens.first);
        for (std::size_t i = start; i < section.tokens.end; ++i) {
            if (i < start) continue;
            const bool last = i + 1 == section.tokens.end;
            if (!last && i + 1 - start < kMaximumSentenceTokens && !boundary(i, start)) continue;
            finish(start, i + 1, out);
            start = begin(i + 1);
        }
        if (m_pending) say(*m_pending, {m_pending->end, m_pending->end}, out);
    }

private:
    [[nodiscard]] std::size_t sectionEnd() const { return m_section.tokens.end; }

    // ---- where a statement begins ----

    /// Behind bullets, stray marks and the number of a list.
    std::size_t begin(std::size_t i) {
        bool numbered = false;
        std::size_t words = 0;
        m_boxFirst = false;
        while (i < sectionEnd()) {
            const auto number = numbered ? std::nullopt : numberAt(i);
            if (number) {
                m_number = *number;
                numbered = true;
                i = number->end;
            } else if (const auto box = boxAt(m_text, i)) {
                m_boxFirst = true;
                words = box->end;
                break;
            } else if (m_text[i].kind == TokenKind::Punctuation && !isMark(m_text, i, '(') && !isMark(m_text, i, '?')) {
                ++i;
            } else {
                break;
            }
        }
        m_label = labelAt(std::max(i, words));
        if (m_boxFirst && m_label != nullptr && m_label->mark) m_label = nullptr;
        return i;
    }

    // At the head of a line any number begins an item, elsewhere the one whose turn it is.
    [[nodiscard]] std::optional<ListNumber> numberAt(std::size_t i) const {
        ListNumber expected = m_number;
        ++expected.ordinal;
        const auto number = listNumberAt(m_text, i, expected);
        if (!number || number->end >= sectionEnd()) return std::nullopt;
        const bool turn = number->style == expected.style && number->ordinal == expected.ordinal;
        const bool digits = number->style == ListNumber::Style::Digits;
        const bool head = beginsLine(m_text, i) || i == m_section.tokens.first;
        if (digits || turn) return number;
        return head && number->ordinal == 1 ? number : std::nullopt;
    }

    [[nodiscard]] const Label* labelAt(std::size_t i) const {
        const auto found = std::ranges::lower_bound(m_labels, i, {}, [](const Label& l) { return l.words.first; });
        return found == m_labels.end() || found->words.first != i || found->body > sectionEnd() ? nullptr : &*found;
    }

    // ---- where it ends ----

    [[nodiscard]] bool boundary(std::size_t i, std::size_t start) const {
        const std::size_t next = i + 1;
        if (m_text[next].lineBreaksBefore == 2) return true;
        if (m_text[next].lineBreaksBefore == 1 && !m_goesOn[next]) return true;
        if (m_label != nullptr && next <= m_label->body) return false;
        const Label* label = labelAt(next);
        const bool named =
            label != nullptr && label->kind != LabelKind::Other && !(m_boxFirst && (label->mark || boxEndsAt(i)));
        if (inValue(i)) return named && m_label->cell;
        if (m_text[next].lineBreaksBefore == 0 && separates(i, start)) return true;
        if (named) return true;
        return isStop(m_text, i) ? fullStopEnds(i, start) : fullStopMissing(i);
    }

    // The cells beside a name, and the boxes or the sign behind it, are its value.
    [[nodiscard]] bool inValue(std::size_t i) const {
        if (m_label == nullptr) return false;
        if (m_label->cell && m_text[i + 1].lineBreaksBefore == 0) return true;
        return (m_label->colon || m_label->mark) && i + 1 < endOfBoxes(m_label->body);
    }

    // "[x] yes [ ] no", "yes [ ] no [x]", "(-)"
    [[nodiscard]] std::size_t endOfBoxes(std::size_t at) const {
        const auto valueAt = [&](std::size_t i) {
            return m_ontology.layout.valuePhrases.longest(m_text.tokens.subspan(i)).tokens;
        };
        const bool boxes = boxAt(m_text, at) || (at < m_text.size() && boxAt(m_text, at + valueAt(at)));
        while (at < sectionEnd()) {
            if (const auto sign = signAt(m_text, at))
                at = sign->end;
            else if (const auto box = boxAt(m_text, at))
                at = box->end;
            else if (const std::size_t value = boxes && m_label->colon ? valueAt(at) : 0; value > 0)
                at += value;
            else
                break;
            if (at < sectionEnd() && m_text[at].lineBreaksBefore > 0) break;
        }
        return at;
    }

    // Bullets, dashes between blanks, bars, tabs, the next number of a list, and boxes.
    [[nodiscard]] bool separates(std::size_t i, std::size_t start) const {
        const std::size_t next = i + 1;
        if (isBulletMark(m_text, next) || m_text[next].tabBefore) return true;
        if (m_text[next].dashBefore) return !joinsWords(i);
        if (m_boxFirst && boxAt(m_text, next) && i > start + 1) return true;
        if (!m_boxFirst && boxEndsAt(i)) return true;
        const auto number = numberAt(next);
        return number && number->style == m_number.style && number->ordinal == m_number.ordinal + 1 &&
               (number->style != ListNumber::Style::Digits || number->bracket || !isRange(i));
    }

    [[nodiscard]] bool boxEndsAt(std::size_t i) const {
        for (std::size_t length = 1; length <= 3 && length <= i + 1; ++length)
            if (const auto box = boxAt(m_text, i + 1 - length); box && box->end == i + 1) return true;
        return false;
    }

    // "2 - 3 cm", "SVC - RA junction"
    [[nodiscard]] bool joinsWords(std::size_t i) const {
        const auto counts = [&](std::size_t at) {
            return m_text.words(at).find_first_of("0123456789") != std::string_view::npos;
        };
        if (counts(i) || counts(i + 1)) return true;
        for (const std::size_t first : {i, i > 0 ? i - 1 : i})
            if (first + m_ontology.phrases.longest(m_text.tokens.subspan(first)).tokens > i + 1) return true;
        return false;
    }

    // "segment 2. …" is no item of a list.
    [[nodiscard]] bool isRange(std::size_t i) const {
        return m_text[i].kind == TokenKind::Word &&
               m_ontology.phrases.longest(m_text.tokens.subspan(i, 1)).tokens == 0 && !isStop(m_text, i);
    }

    // "… markings The lungs are …"
    [[nodiscard]] bool fullStopMissing(std::size_t i) const {
        const Token& token = m_text[i];
        const Token& next = m_text[i + 1];
        return token.kind == TokenKind::Word && !token.capital && next.capital && !next.upperCase && next.spaceBefore &&
               m_ontology.starters.longest(m_text.tokens.subspan(i + 1, 1)).tokens > 0;
    }

    [[nodiscard]] bool fullStopEnds(std::size_t i, std::size_t start) const {
        const Token& next = m_text[i + 1];
        if (isStop(m_text, i + 1) && !next.spaceBefore) return false;
        if (isMark(m_text, i, '?') && (!next.spaceBefore || asksAhead(i))) return false;
        if (i == start) return next.spaceBefore && !isMark(m_text, i, '?');
        const Token& before = m_text[i - 1];
        const bool letter = before.kind == TokenKind::Word && before.end - before.begin == 1;
        if (!next.spaceBefore) return next.kind == TokenKind::Word && next.capital && !letter;
        if (next.lineBreaksBefore > 0) return true;
        if (letter && i >= start + 2 && isStop(m_text, i - 2)) return next.capital;
        return m_ontology.abbreviations.longest(m_text.tokens.subspan(i - 1, 1)).tokens == 0;
    }

    // "blunted angle, ? small effusion"
    [[nodiscard]] bool asksAhead(std::size_t i) const {
        return m_text[i].spaceBefore && m_text[i + 1].lineBreaksBefore == 0 &&
               m_ontology.layout.valuePhrases.longest(m_text.tokens.subspan(i + 1)).tokens == 0;
    }

    // ---- what it stands under ----

    void finish(std::size_t start, std::size_t end, std::vector<SentenceTokens>& out) {
        while (end > start && (isMark(m_text, end - 1, ',') || isBulletMark(m_text, end - 1))) --end;
        if (end <= start) return;
        const bool blankBefore = m_text[start].lineBreaksBefore == 2;
        if (m_label != nullptr) {
            if (m_pending) say(*m_pending, {m_pending->end, m_pending->end}, out);
            m_pending.reset();
            m_standing.reset();
            if (m_label->kind != LabelKind::Other) m_standing = *m_label;
            const bool empty = m_label->body >= end;
            if (empty && m_standing)
                m_pending = TokenRange{start, end};
            else
                say({start, end}, {m_standing ? std::min(m_label->body, end) : start, end}, out);
        } else if (m_pending) {
            const bool value = m_standing->kind == LabelKind::Organ || isValueAlone(start, end);
            const TokenRange pending = *m_pending;
            m_pending.reset();
            if (!value) {
                say(pending, {pending.end, pending.end}, out);
                m_standing.reset();
            }
            say({value ? pending.first : start, end}, {start, end}, out);
        } else {
            if (blankBefore) m_standing.reset();
            say({start, end}, {start, end}, out);
        }
        if (m_standing && m_standing->kind == LabelKind::Finding && !m_pending) m_standing.reset();
    }

    [[nodiscard]] bool isValueAlone(std::size_t start, std::size_t end) const {
        const auto value = m_ontology.layout.valuePhrases.longest(m_text.tokens.subspan(start, end - start));
        return value.tokens > 0 && (start + value.tokens == end || isStop(m_text, start + value.tokens));
    }

    void say(TokenRange tokens, TokenRange body, std::vector<SentenceTokens>& out) const {
        out.push_back({m_section.name, tokens, body, m_standing, m_section.addendum, m_boxesAreTicked});
    }

    const TokenText& m_text;
    const std::vector<bool>& m_goesOn;
    const Ontology& m_ontology;
    const std::vector<Label> m_labels;
    SectionTokens m_section;
    ListNumber m_number;                  ///< of the item that came last
    const Label* m_label = nullptr;       ///< with which the statement begins
    std::optional<Label> m_standing;      ///< under which it stands
    std::optional<TokenRange> m_pending;  ///< a label that nothing was said under so far
    bool m_boxFirst = false;              ///< boxes stand before their words
    const bool m_boxesAreTicked;
};

}  // namespace

Layout readLayout(const TokenText& text, const Ontology& ontology) {
    const auto goesOn = linesThatGoOn(text, ontology);
    Layout layout;
    layout.sections = findSections(text, goesOn, ontology);
    SentenceCutter cutter(text, goesOn, ontology);
    for (const SectionTokens& section : layout.sections) cutter.cut(section, layout.sentences);
    return layout;
}

}  // namespace asg::text
