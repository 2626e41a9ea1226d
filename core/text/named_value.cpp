#include "core/text/named_value.h"

#include "core/text/items.h"

#include <algorithm>

namespace asg::text {
namespace {

class ValueReader {
public:
    ValueReader(const TokenText& text, const Label& label, bool boxesAreTicked, const Ontology& ontology)
        : m_text(text), m_label(label), m_boxesAreTicked(boxesAreTicked), m_ontology(ontology) {}

    // A word of values.tsv, a sign, a ticked box, and what else belongs to it.
    std::optional<NamedValue> read(TokenRange body) const {
        if (const auto sign = signAt(m_text, body.first))
            return NamedValue{sign->effect, {body.first, sign->end}, trimmed({sign->end, body.end})};
        if (const auto ticked = tickedValue(body)) return ticked;
        if (m_label.mark && !boxAt(m_text, body.first) && m_text[body.first].kind == TokenKind::Punctuation &&
            !isMark(m_text, body.first, '+'))
            ++body.first;  // "(none)", "[none]"
        if (m_label.mark && isMark(m_text, body.first, '+'))
            return NamedValue{ValueEffect::Present, {body.first, body.first + 1}, trimmed({body.first + 1, body.end})};
        if (const auto chosen = chosenValue(body)) return chosen;
        const auto match = valueAt(body.first, body.end);
        if (match.tokens == 0) return std::nullopt;
        const TokenRange words{body.first, body.first + match.tokens};
        const NamedValue value{static_cast<ValueEffect>(match.meanings.front().index), words,
                               trimmed({words.end, body.end})};
        return isWhole(value, body.end) ? std::optional(value) : std::nullopt;
    }

private:
    [[nodiscard]] PhraseTrie::Match valueAt(std::size_t first, std::size_t end) const {
        return m_ontology.layout.valuePhrases.longest(m_text.tokens.subspan(first, end - first));
    }

    // "Y / [N]", "[Y] / N": the value in brackets.
    [[nodiscard]] std::optional<NamedValue> chosenValue(TokenRange body) const {
        std::optional<NamedValue> chosen;
        bool slash = false;
        std::size_t values = 0;
        for (std::size_t i = body.first; i < body.end; ++i) {
            const bool open = isMark(m_text, i, '[') || isMark(m_text, i, '(');
            const auto match = valueAt(open ? i + 1 : i, body.end);
            if (match.tokens > 0) {
                const std::size_t first = open ? i + 1 : i;
                if (open)
                    chosen = NamedValue{
                        static_cast<ValueEffect>(match.meanings.front().index), {first, first + match.tokens}, {}};
                ++values;
                i = first + match.tokens - 1;
            } else if (m_text[i].kind != TokenKind::Punctuation) {
                return std::nullopt;
            }
            slash = slash || isMark(m_text, i, '/');
        }
        return slash && values == 2 ? chosen : std::nullopt;
    }

    // "no" is no value in "no change"; "none" is one in "none on this examination".
    [[nodiscard]] bool isWhole(const NamedValue& value, std::size_t end) const {
        if (value.words.end == end || m_text[value.words.end].kind == TokenKind::Punctuation) return true;
        if (m_text[value.words.end].tabBefore || m_text[value.words.end].wideBefore) return true;
        const bool shortWord = value.words.end - value.words.first == 1 && m_text.words(value.words.first).size() < 3;
        if (shortWord || value.effect == ValueEffect::Unsaid) return value.effect == ValueEffect::Unsaid;
        if (value.effect != ValueEffect::Absent) return true;
        return !describes(value.rest);
    }

    // "[x] yes [ ] no", "yes [ ] no [x]", "[x]": the value whose box is ticked.
    [[nodiscard]] std::optional<NamedValue> tickedValue(TokenRange body) const {
        const bool boxFirst = boxAt(m_text, body.first).has_value();
        std::optional<NamedValue> ticked;
        bool any = false;
        bool loneBox = true;  // no value beside it
        for (std::size_t i = body.first; i < body.end;) {
            TokenRange word{i, i};
            auto box = boxAt(m_text, i);
            const std::size_t from = boxFirst && box ? box->end : i;
            const auto match = from < body.end ? valueAt(from, body.end) : PhraseTrie::Match{};
            if (!boxFirst) box = boxAt(m_text, i + match.tokens);
            if (!box || (!boxFirst && match.tokens == 0)) {
                if (!any) return std::nullopt;
                if (ticked) ticked->rest = trimmed({i, body.end});
                break;
            }
            any = true;
            loneBox = loneBox && match.tokens == 0;
            word = boxFirst ? TokenRange{from, from + match.tokens} : TokenRange{i, i + match.tokens};
            if (box->ticked) {
                const auto effect =
                    match.tokens == 0 ? ValueEffect::Present : static_cast<ValueEffect>(match.meanings.front().index);
                ticked = NamedValue{effect, match.tokens == 0 ? TokenRange{i, i + 1} : word, {}};
            }
            i = boxFirst ? word.end : box->end;
            while (i < body.end && (isMark(m_text, i, ',') || isMark(m_text, i, '/'))) ++i;
        }
        if (any && !ticked)
            return NamedValue{loneBox && m_boxesAreTicked ? ValueEffect::Absent : ValueEffect::Unsaid,
                              {body.first, body.first + 1},
                              {}};
        return ticked;
    }

    [[nodiscard]] TokenRange trimmed(TokenRange range) const {
        const auto mark = [&](std::size_t i) { return m_text[i].kind == TokenKind::Punctuation; };
        while (range.first < range.end && mark(range.first)) ++range.first;
        while (range.first < range.end && mark(range.end - 1)) --range.end;
        return range;
    }

    [[nodiscard]] bool describes(TokenRange range) const {
        const auto items = matchItems(m_text.tokens, range.first, range.end, m_ontology);
        return std::ranges::any_of(items, [](const Item& item) {
            return item.isAny(Kind::Finding, Kind::Quality, Kind::Change, Kind::Severity);
        });
    }

    const TokenText& m_text;
    const Label& m_label;
    const bool m_boxesAreTicked;
    const Ontology& m_ontology;
};

}  // namespace

std::optional<NamedValue> namedValue(const TokenText& text, TokenRange body, const Label& label, bool boxesAreTicked,
                                     const Ontology& ontology) {
    return ValueReader(text, label, boxesAreTicked, ontology).read(body);
}

}  // namespace asg::text
