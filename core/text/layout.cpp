#include "core/text/layout.h"

#include "core/text/run_on_lists.h"
#include "core/text/wrapped_lines.h"

#include <algorithm>
#include <utility>

namespace asg::text {
namespace {

constexpr std::size_t kMaximumSentenceTokens = 400;

bool hasTickedBox(const TokenText& text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (const auto box = boxAt(text, i); box && box->ticked) return true;
    return false;
}

bool hasPlusBeforeName(const TokenText& text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (isPlusBeforeName(text, i)) return true;
    return false;
}

// "Q: Is there an effusion?", and "A: No" below
bool isAnswerBelow(const TokenText& text, std::size_t i) {
    return text[i].lineBreaksBefore == 1 && isMark(text, i - 1, '?') && isMark(text, i + 1, ':') &&
           foldWord(text.words(i)).starts_with('a');
}

/// Cuts sections into statements.
class SentenceCutter {
public:
    SentenceCutter(const TokenText& text, const std::vector<bool>& goesOn, std::span<const ReportRow> rows,
                   const Ontology& ontology)
        : m_text(text),
          m_goesOn(goesOn),
          m_rows(rows),
          m_ontology(ontology),
          m_labels(findLabels(text, goesOn, ontology)),
          m_boxesAreTicked(hasTickedBox(text)),
          m_signsStandBefore(hasPlusBeforeName(text)) {}

    void cut(const SectionTokens& section, std::vector<SentenceTokens>& out) {
        m_section = section;
        m_number = {};
        m_standing.reset();
        m_pending.reset();
        m_named.reset();
        m_organ.reset();
        m_side.reset();
        std::size_t start = begin(section.tokens.first);
        for (std::size_t i = start; i < section.tokens.end; ++i) {
            if (i < start) continue;
            if (const ReportRow* row = rowAt(i); row != nullptr && i == start) {
                sayRow(*row, out);
                start = begin(row->line.end);
                continue;
            }
            const bool last = i + 1 == section.tokens.end;
            if (!last && i + 1 - start < kMaximumSentenceTokens && !boundary(i, start)) continue;
            finish(start, i + 1, out);
            start = begin(i + 1);
        }
        sayPending(out);
    }

private:
    [[nodiscard]] std::size_t sectionEnd() const { return m_section.tokens.end; }

    // ---- rows of tables ----

    [[nodiscard]] const ReportRow* rowAt(std::size_t i) const {
        const auto after = std::ranges::upper_bound(m_rows, i, {}, [](const ReportRow& row) { return row.line.first; });
        if (after == m_rows.begin()) return nullptr;
        const ReportRow& row = *std::prev(after);
        return i < row.line.end && row.line.end <= sectionEnd() ? &row : nullptr;
    }

    void sayRow(const ReportRow& row, std::vector<SentenceTokens>& out) {
        sayPending(out);
        m_standing.reset();
        m_named.reset();
        m_side.reset();
        say(row.line, row.line, out);
        out.back().row = &row;
    }

    // ---- where a statement begins ----

    /// Behind bullets, stray marks and the number of a list.
    std::size_t begin(std::size_t i) {
        bool numbered = false;
        std::size_t words = 0;
        m_boxFirst = m_signFirst = false;
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
            } else if (const auto sign = signAt(m_text, i)) {
                m_signFirst = true;
                words = sign->end;
                break;
            } else if (m_text[i].kind == TokenKind::Punctuation && !isMark(m_text, i, '(') && !isMark(m_text, i, '?')) {
                ++i;
            } else {
                break;
            }
        }
        const Label* label = labelAt(std::max(i, words));
        // "Q: Effusion? A: none"
        if (label != nullptr && label->kind == LabelKind::Other)
            if (const Label* asked = labelAt(label->body); asked && isMark(m_text, asked->words.end, '?'))
                return begin(label->body);
        m_label =
            label == nullptr || ((m_boxFirst || m_signFirst) && label->mark) ? std::nullopt : std::optional(*label);
        if (m_label && m_label->kind != LabelKind::Side) takeSideOfValue(*m_label);
        return i;
    }

    // "Effusion: R - small": the side belongs to the name.
    void takeSideOfValue(Label& label) const {
        const Label* inner = label.side ? nullptr : labelAt(label.body);
        if (inner == nullptr || inner->kind != LabelKind::Side || m_text[label.body].lineBreaksBefore > 0) return;
        label.side = inner->side;
        label.body = inner->body;
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
        const Label* label = labelAt(next);
        if (m_text[next].lineBreaksBefore == 2) return true;
        if (isOfName(label)) return false;
        if (m_text[next].lineBreaksBefore == 1 && !m_goesOn[next]) return true;
        if (m_label && next <= m_label->body) return false;
        const bool named = label != nullptr && label->kind != LabelKind::Other && label->kind != LabelKind::Property &&
                           !(m_signFirst && label->mark) && !(m_boxFirst && (label->mark || boxEndsAt(i)));
        if (inValue(i)) return named && m_label->cell;
        if (m_text[next].lineBreaksBefore == 0 && separates(i, start)) return true;
        if (named) return true;
        return isStop(m_text, i) ? fullStopEnds(i, start) : fullStopMissing(i);
    }

    // "Effusion: yes", and "Side: left" below it.
    [[nodiscard]] bool isOfName(const Label* label) const {
        return label != nullptr && label->kind == LabelKind::Property && m_label && m_label->kind == LabelKind::Finding;
    }

    // The cells beside a name, and the boxes or the sign behind it, are its value.
    [[nodiscard]] bool inValue(std::size_t i) const {
        if (!m_label) return false;
        if (m_label->cell && m_text[i + 1].lineBreaksBefore == 0) return true;
        return (m_label->colon || m_label->mark) && i + 1 < endOfBoxes(m_label->body);
    }

    // "[x] yes [ ] no", "yes [ ] no [x]", "(-)"
    [[nodiscard]] std::size_t endOfBoxes(std::size_t at) const {
        const auto valueAt = [&](std::size_t i) {
            return m_ontology.layout.valuePhrases.longest(m_text.tokens.subspan(i)).tokens;
        };
        const bool boxes = boxAt(m_text, at) || (at < m_text.size() && boxAt(m_text, at + valueAt(at)));
        while (boxes && m_label->kind == LabelKind::Organ && at < sectionEnd() && m_text[at].lineBreaksBefore == 0)
            ++at;  // "Lungs: [x] Clear [ ] Opacity"
        while (at < sectionEnd() && m_text[at].lineBreaksBefore == 0) {
            if (const auto sign = signAt(m_text, at))
                at = sign->end;
            else if (const auto box = boxAt(m_text, at))
                at = box->end;
            else if (const std::size_t value = boxes ? valueAt(at) : 0; value > 0 && endsValue(at + value))
                at += value;
            else
                break;
        }
        return at;
    }

    // "[x] no" before another box, a mark or the line's end; not "[x] no effusion".
    [[nodiscard]] bool endsValue(std::size_t end) const {
        return m_label->colon || end >= sectionEnd() || m_text[end].lineBreaksBefore > 0 || boxAt(m_text, end) ||
               m_text[end].kind == TokenKind::Punctuation;
    }

    // Bullets, dashes between blanks, bars, tabs, the next number of a list, and boxes.
    [[nodiscard]] bool separates(std::size_t i, std::size_t start) const {
        const std::size_t next = i + 1;
        if (isBulletMark(m_text, next) || m_text[next].tabBefore) return true;
        if (m_signsStandBefore && (isPlusBeforeName(m_text, next) || isMinusBeforeName(m_text, next))) return true;
        if (m_text[next].dashBefore) return !joinsWords(i) && !goesOnBehindDash(m_text, start, next, m_ontology);
        if (m_boxFirst && boxAt(m_text, next) && i > start + 1) return true;
        if (m_signFirst && signAt(m_text, next)) return true;
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
        if (m_side && endsSide(start)) m_side.reset();
        if (m_text[start].lineBreaksBefore == 2) m_organ.reset();
        if (m_label && m_label->kind == LabelKind::Side)
            underSide({start, end}, out);
        else if (m_label)
            underLabel({start, end}, out);
        else if (m_pending)
            underPending({start, end}, out);
        else
            unlabelled({start, end}, out);
        m_named.reset();
        if (m_standing && m_standing->kind == LabelKind::Finding && !m_pending) m_named = std::exchange(m_standing, {});
    }

    void unlabelled(TokenRange said, std::vector<SentenceTokens>& out) {
        if (m_text[said.first].lineBreaksBefore == 2) m_standing.reset();
        if (const auto sign = signBefore(said)) return underSign(said, *sign, out);
        if (!m_standing && isRead(m_section.name))
            for (const std::size_t next : runOnStatements(m_text, said, m_ontology)) {
                say({said.first, next}, {said.first, next}, out);
                said.first = next;
            }
        say(said, said, out);
    }

    /// A sign that says whether what stands behind it is there: "-ptx", "(+) effusion".
    [[nodiscard]] std::optional<Label> signBefore(TokenRange said) const {
        const auto bracketed = signAt(m_text, said.first);
        if (!bracketed && !(m_signsStandBefore && isMinusBeforeName(m_text, said.first))) return std::nullopt;
        const std::size_t first = bracketed ? bracketed->end : said.first;
        if (first >= said.end) return std::nullopt;
        const Label name = labelOf(m_text, {first, said.end}, m_ontology);
        return name.kind == LabelKind::Finding ? std::optional(name) : std::nullopt;
    }

    void underSign(TokenRange said, const Label& name, std::vector<SentenceTokens>& out) {
        const auto bracketed = signAt(m_text, said.first);
        m_standing = name;
        say(said, {said.end, said.end}, out);
        out.back().answer = bracketed ? bracketed->effect : ValueEffect::Absent;
    }

    void underLabel(TokenRange said, std::vector<SentenceTokens>& out) {
        sayPending(out);
        if (m_label->kind == LabelKind::Organ) m_organ = m_label->body >= said.end ? m_label : std::nullopt;
        if (m_organ && isPartOfOrgan(*m_label)) {
            m_standing = m_organ;
            return say(said, said, out);
        }
        m_standing.reset();
        m_sides = m_label->side.has_value();
        if (m_label->kind != LabelKind::Other && m_label->kind != LabelKind::Property) m_standing = *m_label;
        if (m_label->body >= said.end && m_standing)
            m_pending = said;
        else
            say(said, {m_standing ? std::min(m_label->body, said.end) : said.first, said.end}, out);
    }

    // "Heart:" and below it "Size: normal"
    [[nodiscard]] bool isPartOfOrgan(const Label& label) const {
        if (label.kind == LabelKind::Property) return true;
        const auto words = m_text.tokens.subspan(label.words.first, label.words.end - label.words.first);
        const auto match = m_ontology.phrases.longest(words);
        return label.kind == LabelKind::Other && match.tokens == words.size() &&
               std::ranges::find(match.meanings, Kind::Quality, &Meaning::kind) != match.meanings.end();
    }

    void underPending(TokenRange said, std::vector<SentenceTokens>& out) {
        const bool value = m_standing->kind == LabelKind::Organ || isValueAlone(said.first, said.end);
        if (value) {
            say({m_pending->first, said.end}, said, out);
            m_pending.reset();
            return;
        }
        sayPending(out);
        m_standing.reset();
        say(said, said, out);
    }

    // "Effusion:" and below or beside it "Right: small", "Left: none"; "RIGHT" above what stands on that side.
    void underSide(TokenRange said, std::vector<SentenceTokens>& out) {
        const bool beside = m_text[said.first].lineBreaksBefore == 0;
        if (!m_pending && !m_standing && m_named && (beside || m_sides)) m_standing = withoutSide(*m_named);
        m_sides = m_standing.has_value();
        m_side = m_label;
        const TokenRange body{std::min(m_label->body, said.end), said.end};
        if (m_pending && !body.empty()) {
            said.first = m_pending->first;
            m_pending.reset();
        }
        say(said, body, out);
    }

    // "Effusion R: small  L: none": the second side takes the place of the first.
    [[nodiscard]] Label withoutSide(Label label) const {
        const auto isSide = [&](std::size_t i) {
            const auto match = m_ontology.phrases.longest(m_text.tokens.subspan(i, 1));
            return std::ranges::find(match.meanings, Kind::Side, &Meaning::kind) != match.meanings.end();
        };
        while (label.words.end > label.words.first + 1 && isSide(label.words.end - 1)) --label.words.end;
        return label;
    }

    // A heading by side holds for what stands below it, a side before a colon for its line.
    [[nodiscard]] bool endsSide(std::size_t start) const {
        const std::uint8_t breaks = m_text[start].lineBreaksBefore;
        if (m_label && (m_label->kind == LabelKind::Organ || m_label->kind == LabelKind::Side)) return true;
        return breaks == 2 || (breaks == 1 && !m_side->line);
    }

    void sayPending(std::vector<SentenceTokens>& out) {
        if (m_pending) say(*m_pending, {m_pending->end, m_pending->end}, out);
        m_pending.reset();
    }

    [[nodiscard]] bool isValueAlone(std::size_t start, std::size_t end) const {
        const auto value = m_ontology.layout.valuePhrases.longest(m_text.tokens.subspan(start, end - start));
        return value.tokens > 0 && (start + value.tokens == end || isStop(m_text, start + value.tokens));
    }

    void say(TokenRange tokens, TokenRange body, std::vector<SentenceTokens>& out) const {
        const Label* sided = m_side ? &*m_side : m_standing ? &*m_standing : nullptr;
        SentenceTokens said;
        said.section = m_section.name;
        said.tokens = tokens;
        said.body = body;
        said.label = m_standing;
        said.side = sided != nullptr ? sided->side : std::nullopt;
        said.addendum = m_section.addendum;
        said.boxesAreTicked = m_boxesAreTicked;
        out.push_back(said);
    }

    const TokenText& m_text;
    const std::vector<bool>& m_goesOn;
    const std::span<const ReportRow> m_rows;
    const Ontology& m_ontology;
    const std::vector<Label> m_labels;
    SectionTokens m_section;
    ListNumber m_number;                  ///< of the item that came last
    std::optional<Label> m_label;         ///< with which the statement begins
    std::optional<Label> m_standing;      ///< under which it stands
    std::optional<Label> m_organ;         ///< the heading by organ above it, where that has a line to itself
    std::optional<Label> m_named;         ///< the name of the value that came last
    std::optional<Label> m_side;          ///< the heading by side under which it stands
    bool m_sides = false;                 ///< the name's values stand by side
    std::optional<TokenRange> m_pending;  ///< a label that nothing was said under so far
    bool m_signFirst = false;             ///< a sign in brackets stands before its words
    bool m_boxFirst = false;              ///< boxes stand before their words
    const bool m_boxesAreTicked;
    const bool m_signsStandBefore;  ///< "+effusion -ptx"
};

}  // namespace

Layout readLayout(const TokenText& text, const Ontology& ontology) {
    auto goesOn = linesThatGoOn(text, ontology);
    for (std::size_t i = 1; i < text.size(); ++i)
        if (isAnswerBelow(text, i)) goesOn[i] = true;
    Layout layout;
    layout.rows = findTableRows(text, ontology);
    for (const ReportRow& row : layout.rows) {
        goesOn[row.line.first] = false;
        if (row.line.end < goesOn.size()) goesOn[row.line.end] = false;
    }
    layout.sections = findSections(text, goesOn, ontology);
    SentenceCutter cutter(text, goesOn, layout.rows, ontology);
    for (const SectionTokens& section : layout.sections) cutter.cut(section, layout.sentences);
    return layout;
}

}  // namespace asg::text
