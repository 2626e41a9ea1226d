#include "core/text/strange_findings.h"

#include "core/text/items.h"

#include <algorithm>
#include <vector>

namespace asg::text {
namespace {

constexpr std::size_t kShortestName = 3;  // letters

/// Looks for nouns that no table knows where a statement names its findings.
class StrangeFinding {
public:
    StrangeFinding(const TokenText& text, const SentenceTokens& sentence, const Ontology& ontology)
        : m_text(text),
          m_ontology(ontology),
          m_items(matchItems(text.tokens, sentence.body.first, sentence.body.end, ontology)) {}

    [[nodiscard]] std::optional<Words> first() const {
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (hasEffect(m_items[i], CueEffect::Hypothetical)) return std::nullopt;  // "suggest CT"
            if (isStrange(i) && endsName(i) && isNamed(i)) return Words{m_items[i].firstToken, m_items[i].endToken};
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] bool isStrange(std::size_t i) const {
        const Token& token = m_text[m_items[i].firstToken];
        return m_items[i].unknown() && token.kind == TokenKind::Word && token.end - token.begin >= kShortestName &&
               m_ontology.layout.lineWords.longest(m_text.tokens.subspan(m_items[i].firstToken)).tokens == 0;
    }

    [[nodiscard]] bool hasEffect(const Item& item, CueEffect effect) const {
        return std::ranges::any_of(item.meanings, [&](const Meaning& meaning) {
            return meaning.kind == Kind::Cue && m_ontology.cues[meaning.index].effect == effect;
        });
    }

    // "rib notching", and not the first word of "notching pattern".
    [[nodiscard]] bool endsName(std::size_t i) const {
        if (i + 1 >= m_items.size()) return true;
        const Item& next = m_items[i + 1];
        return next.isAny(Kind::List, Kind::Alternative, Kind::Break, Kind::Preposition, Kind::Verb, Kind::Seen,
                          Kind::With, Kind::Relative);
    }

    [[nodiscard]] static bool describes(const Item& item) {
        return item.unknown() || item.isAny(Kind::Place, Kind::Side, Kind::Severity, Kind::Filler, Kind::Article,
                                            Kind::Quality, Kind::Change);
    }

    // Behind a denial, a doubt, "there is", "shows" or "with", or in a list that begins there.
    [[nodiscard]] bool isNamed(std::size_t i) const {
        std::size_t first = i;
        while (first > 0 && describes(m_items[first - 1]) && !opens(m_items[first - 1])) --first;
        if (first == 0) return false;
        const Item& before = m_items[first - 1];
        if (opens(before)) return true;
        return before.isAny(Kind::List, Kind::Alternative) && first > 1 && isListOpened(first - 1);
    }

    [[nodiscard]] bool opens(const Item& item) const {
        return hasEffect(item, CueEffect::Absent) || hasEffect(item, CueEffect::Resolved) ||
               hasEffect(item, CueEffect::Uncertain) || item.isAny(Kind::Reset, Kind::With) ||
               (item.is(Kind::Verb) && !item.is(Kind::Seen));
    }

    [[nodiscard]] bool isListOpened(std::size_t joint) const {
        for (std::size_t j = joint; j-- > 0;) {
            if (opens(m_items[j])) return true;
            if (m_items[j].isAny(Kind::Break, Kind::Copula, Kind::Preposition, Kind::Seen)) return false;
        }
        return false;
    }

    const TokenText& m_text;
    const Ontology& m_ontology;
    const std::vector<Item> m_items;
};

}  // namespace

std::optional<Words> strangeFinding(const TokenText& text, const SentenceTokens& sentence, const Ontology& ontology) {
    return StrangeFinding(text, sentence, ontology).first();
}

}  // namespace asg::text
