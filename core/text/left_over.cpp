#include "core/text/left_over.h"

#include "core/text/items.h"

#include <algorithm>

namespace asg::text {
namespace {

constexpr std::size_t kLongestShortForm = 5;
constexpr std::size_t kNear = 4;  // items between a place and what is said of it

/// What a statement's words leave over when its reading has taken its own.
class LeftOver {
public:
    LeftOver(const TokenText& text, const SentenceTokens& sentence, const SentenceReading& reading,
             const Ontology& ontology)
        : m_text(text),
          m_sentence(sentence),
          m_reading(reading),
          m_ontology(ontology),
          m_items(matchItems(text.tokens, sentence.body.first, sentence.body.end, ontology)) {}

    /// The first words that no rule took.
    [[nodiscard]] std::optional<Words> first() const {
        if (m_reading.triplets.empty() && asksForSomething()) return std::nullopt;
        const bool capitals = isInCapitals();
        for (std::size_t i = 0; i < m_items.size(); ++i)
            if ((!capitals && isShortForm(i)) || isFindingLeftOver(i) || isCueLeftOver(i) || isFarDenial(i) ||
                isStackedCue(i) || isDoubtfulWord(i) || isStatementLeftOver(i) || runsOn(i) || isHalfResolved(i) ||
                isPredicateUnknown(i) || isLinkUnknown(i) || isStateUnknown(i) || isOpinionLeftOver(i) ||
                isStrangeMember(i))
                return wordsOf(i);
        return placeWithoutWord();
    }

private:
    [[nodiscard]] Words wordsOf(std::size_t i) const { return {m_items[i].firstToken, m_items[i].endToken}; }

    // "Suggest CT": nothing is said of the picture.
    [[nodiscard]] bool asksForSomething() const {
        return std::ranges::any_of(m_items, [&](const Item& item) { return hasEffect(item, CueEffect::Hypothetical); });
    }

    [[nodiscard]] static bool overlap(const Item& item, const Words& words) {
        return words.first < item.endToken && item.firstToken < words.end;
    }

    [[nodiscard]] bool isFindingOfTriplet(const Item& item) const {
        return std::ranges::any_of(m_reading.triplets,
                                   [&](const ReadTriplet& t) { return overlap(item, t.findingWords); });
    }

    [[nodiscard]] bool isCueOfTriplet(const Item& item) const {
        return std::ranges::any_of(m_reading.triplets,
                                   [&](const ReadTriplet& t) { return t.cueWords && overlap(item, *t.cueWords); });
    }

    [[nodiscard]] bool isStrangeWord(std::size_t i) const {
        const Item& item = m_items[i];
        return item.unknown() && m_text[item.firstToken].kind == TokenKind::Word &&
               m_ontology.layout.lineWords.longest(m_text.tokens.subspan(item.firstToken)).tokens == 0;
    }

    [[nodiscard]] std::size_t lettersOf(std::size_t i) const {
        return m_text[m_items[i].firstToken].end - m_text[m_items[i].firstToken].begin;
    }

    [[nodiscard]] bool isInCapitals() const {
        std::size_t words = 0;
        std::size_t capitals = 0;
        for (std::size_t i = m_sentence.tokens.first; i < m_sentence.tokens.end; ++i) {
            if (m_text[i].kind != TokenKind::Word) continue;
            ++words;
            capitals += m_text[i].upperCase ? 1 : 0;
        }
        return words > 2 && 2 * capitals > words;
    }

    // "GGO.", "no PTX or eff", "bibasilar atx": a short form that the tables do not know, where nothing else was read
    // or where a finding should stand.
    [[nodiscard]] bool isShortForm(std::size_t i) const {
        if (!isStrangeWord(i) || lettersOf(i) < 2 || lettersOf(i) > kLongestShortForm) return false;
        const std::size_t token = m_items[i].firstToken;
        const bool shortened = m_text[token].upperCase || (isMark(m_text, token + 1, '.') && !endsAt(i));
        if (shortened && m_reading.triplets.empty()) return true;
        return endsPhrase(i) && i > 0 && awaitsNoun(i - 1);
    }

    [[nodiscard]] bool endsAt(std::size_t i) const { return m_items[i].endToken + 1 >= m_sentence.tokens.end; }

    [[nodiscard]] bool endsPhrase(std::size_t i) const {
        return i + 1 >= m_items.size() || m_items[i + 1].isAny(Kind::List, Kind::Alternative, Kind::Break);
    }

    [[nodiscard]] bool awaitsNoun(std::size_t i) const {
        const Item& item = m_items[i];
        if (item.isAny(Kind::Severity, Kind::Side) || hasEffect(item, CueEffect::Absent)) return true;
        if (item.is(Kind::Alternative)) return i > 0 && m_items[i - 1].is(Kind::Finding);
        return item.is(Kind::Place) && !item.is(Kind::Finding);
    }

    [[nodiscard]] bool hasEffect(const Item& item, CueEffect effect) const {
        return std::ranges::any_of(item.meanings, [&](const Meaning& meaning) {
            return meaning.kind == Kind::Cue && m_ontology.cues[meaning.index].effect == effect;
        });
    }

    [[nodiscard]] bool decides(const Item& item) const {
        return hasEffect(item, CueEffect::Absent) || hasEffect(item, CueEffect::Uncertain) ||
               hasEffect(item, CueEffect::Resolved);
    }

    // Behind "if", "evaluate for", "no new" and the like nothing is said.
    [[nodiscard]] bool isSetAside(std::size_t i) const {
        for (std::size_t j = 0; j <= i; ++j)
            if (hasEffect(m_items[j], CueEffect::Hypothetical) || hasEffect(m_items[j], CueEffect::Unsaid)) return true;
        return false;
    }

    [[nodiscard]] bool isFindingLeftOver(std::size_t i) const {
        const Item& item = m_items[i];
        if (!item.is(Kind::Finding) || isFindingOfTriplet(item) || isCueOfTriplet(item) || isSetAside(i)) return false;
        return std::ranges::none_of(m_reading.triplets, [&](const ReadTriplet& triplet) {
            return std::ranges::any_of(item.meanings, [&](const Meaning& meaning) {
                return meaning.kind == Kind::Finding && meaning.index == triplet.finding;
            });
        });
    }

    // A denial or a doubt that took nothing, beside findings.
    [[nodiscard]] bool isCueLeftOver(std::size_t i) const {
        const Item& item = m_items[i];
        if (!decides(item) || isCueOfTriplet(item) || isSetAside(i) || isOverruled(i) ||
            item.isAny(Kind::Filler, Kind::Severity, Kind::Change, Kind::Quality, Kind::Verb))
            return false;
        if (!hasEffect(item, CueEffect::Absent) && !hasFindingBehind(i)) return false;
        return !m_reading.triplets.empty() || (hasStrangeWordBehind(i) && speaksOfRegion());
    }

    // "The suspected pneumonia is not confirmed": the cue behind the finding decides, and took the one in front in.
    [[nodiscard]] bool isOverruled(std::size_t i) const {
        const auto finding = std::find_if(m_items.begin() + static_cast<std::ptrdiff_t>(i) + 1, m_items.end(),
                                          [](const Item& item) { return item.is(Kind::Finding); });
        return finding != m_items.end() && std::ranges::any_of(m_reading.triplets, [&](const ReadTriplet& triplet) {
                   return overlap(*finding, triplet.findingWords) && triplet.cueWords &&
                          triplet.cueWords->first >= finding->endToken;
               });
    }

    [[nodiscard]] bool hasFindingBehind(std::size_t i) const {
        return std::any_of(m_items.begin() + static_cast<std::ptrdiff_t>(i) + 1, m_items.end(),
                           [](const Item& item) { return item.is(Kind::Finding); });
    }

    [[nodiscard]] bool hasStrangeWordBehind(std::size_t i) const {
        return i + 1 < m_items.size() && isStrangeWord(i + 1);
    }

    [[nodiscard]] bool speaksOfRegion() const {
        return std::ranges::any_of(m_items, [&](const Item& item) {
            return item.is(Kind::Place) && !m_ontology.places[item.index(Kind::Place)].regions.empty();
        });
    }

    // "no improvement in the pneumonia": between a denial and what it denies stands more than an adjective.
    [[nodiscard]] bool isFarDenial(std::size_t i) const {
        const Item& cue = m_items[i];
        if (!hasEffect(cue, CueEffect::Absent) || !isCueOfTriplet(cue)) return false;
        bool strange = false;
        for (std::size_t j = i + 1; j < m_items.size(); ++j) {
            const Item& item = m_items[j];
            if (item.is(Kind::Finding)) return strange && isFindingOfTriplet(item);
            if (item.isAny(Kind::Quality, Kind::Place, Kind::Break, Kind::List, Kind::Hidden)) return false;
            const bool ofChange = item.is(Kind::Preposition) && m_items[j - 1].is(Kind::Change);
            strange = strange || isStrangeWord(j) || item.is(Kind::Relative) || ofChange;
        }
        return false;
    }

    // "has grudgingly cleared", "incipient resolution of", "will be excluded": a word before it may halve what has
    // gone.
    [[nodiscard]] bool isHalfResolved(std::size_t i) const {
        const bool gone = hasEffect(m_items[i], CueEffect::Resolved) || deniesBackwards(m_items[i]);
        const bool verbFirst = m_items[i].number != Number::None;
        return i > 0 && gone && !verbFirst && isCueOfTriplet(m_items[i]) && isStrangeWord(i - 1) &&
               !m_items[i].is(Kind::Finding);
    }

    [[nodiscard]] bool deniesBackwards(const Item& item) const {
        return std::ranges::any_of(item.meanings, [&](const Meaning& meaning) {
            return meaning.kind == Kind::Cue && m_ontology.cues[meaning.index].effect == CueEffect::Absent &&
                   m_ontology.cues[meaning.index].direction == CueDirection::Backward;
        });
    }

    // "Pneumonia is a contender", "the drain has come adrift": what is said of a finding is a word that the tables do
    // not know.
    [[nodiscard]] bool isPredicateUnknown(std::size_t i) const {
        if (!m_items[i].isAny(Kind::Copula, Kind::Verb) || i == 0 || !m_items[i - 1].is(Kind::Finding) ||
            !isPlainTriplet(m_items[i - 1]))
            return false;
        bool strange = false;
        for (std::size_t j = i + 1; j < m_items.size(); ++j) {
            const Item& item = m_items[j];
            if (item.isAny(Kind::List, Kind::Alternative, Kind::Break, Kind::With, Kind::Relative)) break;
            if (item.isAny(Kind::Change, Kind::Quality, Kind::Seen, Kind::Place, Kind::Side, Kind::Finding, Kind::Cue,
                           Kind::Severity, Kind::Predicate, Kind::Preposition))
                return false;
            strange = strange || isStrangeWord(j);
        }
        return strange;
    }

    // Present, and no cue says so.
    [[nodiscard]] bool isPlainTriplet(const Item& item) const {
        return std::ranges::any_of(m_reading.triplets, [&](const ReadTriplet& triplet) {
            return overlap(item, triplet.findingWords) && !triplet.cueWords &&
                   triplet.existence == domain::Existence::Present;
        });
    }

    // "Opacity w/d effusion", "unclassifiable for pneumonia": nothing but words that the tables do not know joins them.
    [[nodiscard]] bool isLinkUnknown(std::size_t i) const {
        if (!m_items[i].is(Kind::Finding) || i == 0 || !isPlainTriplet(m_items[i])) return false;
        std::size_t j = i;
        while (j > 0 && m_items[j - 1].isAny(Kind::Severity, Kind::Filler, Kind::Side, Kind::Change) &&
               !m_items[j - 1].isAny(Kind::Preposition, Kind::Seen))
            --j;
        return j > 0 && isStrangeWord(j - 1) && lettersOf(j - 1) <= 3 &&
               (j == 1 || !m_items[j - 2].isAny(Kind::List, Kind::Break));
    }

    // "Heart squared off": a state that the tables know nothing of in a place that they know states of.
    [[nodiscard]] bool isStateUnknown(std::size_t i) const {
        const Item& quality = m_items[i];
        if (!quality.is(Kind::Quality) || quality.isAny(Kind::Severity, Kind::Change, Kind::Finding)) return false;
        if (m_ontology.qualities[quality.index(Kind::Quality)].denies || isFindingOfTriplet(quality)) return false;
        const std::size_t first = i < 2 ? 0 : i - 2;
        for (std::size_t j = first; j < m_items.size() && j <= i + 1; ++j)
            if (m_items[j].is(Kind::Place) && hasStates(m_items[j])) return true;
        return false;
    }

    [[nodiscard]] bool hasStates(const Item& place) const {
        const auto state = m_ontology.statements.lower_bound({place.index(Kind::Place), 0});
        return state != m_ontology.statements.end() && state->first.first == place.index(Kind::Place);
    }

    // "I would be slow to …", "it doesn't …": somebody thinks or denies something in words that no rule took.
    [[nodiscard]] bool isOpinionLeftOver(std::size_t i) const {
        return m_items[i].unknown() && !m_reading.triplets.empty() && isLineWordAt(i, LineWord::Opinion);
    }

    [[nodiscard]] bool isLineWordAt(std::size_t i, LineWord word) const {
        return isLineWord(m_ontology.layout.lineWords.longest(m_text.tokens.subspan(m_items[i].firstToken)), word);
    }

    // "…, RML pneu, …": between two joints nothing but a side or a place and a word that the tables do not know.
    [[nodiscard]] bool isStrangeMember(std::size_t i) const {
        if (!endsPhrase(i) || !isStrangeWord(i) || m_reading.triplets.empty()) return false;
        std::size_t first = i;
        bool side = false;
        while (first > 0 &&
               (m_items[first - 1].isAny(Kind::Side, Kind::Place, Kind::Severity, Kind::Change) ||
                (m_items[first - 1].isAny(Kind::Copula, Kind::Filler) && !m_items[first - 1].is(Kind::Seen)))) {
            --first;
            side = side || m_items[first].isAny(Kind::Side, Kind::Place, Kind::Severity);
        }
        if (!side) return false;
        const bool whole = first == 0 || m_items[first - 1].isAny(Kind::List, Kind::Alternative, Kind::Break);
        return whole && first < i;
    }

    // "not without", "neither … can be excluded": two of them, and nothing that the first could take.
    [[nodiscard]] bool isStackedCue(std::size_t i) const {
        if (!decides(m_items[i]) || isOverruled(i)) return false;
        for (std::size_t j = i + 1; j < m_items.size(); ++j) {
            const Item& item = m_items[j];
            if (decides(item)) return true;
            if (item.isAny(Kind::Finding, Kind::Quality, Kind::Place, Kind::Break, Kind::List, Kind::Hidden))
                return false;
        }
        return false;
    }

    // "no effusion heart normal": the tables know what the quality says of the place, and the reading does not have it.
    [[nodiscard]] bool isStatementLeftOver(std::size_t i) const {
        const Item& item = m_items[i];
        if (!item.is(Kind::Quality) || isFindingOfTriplet(item) || isCueOfTriplet(item) || isSetAside(i)) return false;
        const std::size_t first = i < kNear ? 0 : i - kNear;
        for (std::size_t j = first; j < m_items.size() && j <= i + kNear; ++j) {
            if (m_items[j].is(Kind::Place) && isStatement(m_items[j], item)) return true;
        }
        return false;
    }

    [[nodiscard]] bool isStatement(const Item& place, const Item& quality) const {
        return m_ontology.statements.contains({place.index(Kind::Place), quality.index(Kind::Quality)}) &&
               std::ranges::none_of(m_reading.triplets, [&](const ReadTriplet& triplet) {
                   return (triplet.regionWords && overlap(place, *triplet.regionWords)) ||
                          overlap(place, triplet.findingWords);
               });
    }

    // "no consolidation linear opacities": two findings in a row, and one denial for both.
    [[nodiscard]] bool runsOn(std::size_t i) const {
        if (!m_items[i].is(Kind::Finding) || !isDenied(m_items[i])) return false;
        std::size_t j = i + 1;
        while (j < m_items.size() && !m_items[j].is(Kind::Finding) &&
               m_items[j].isAny(Kind::Filler, Kind::Severity, Kind::Change, Kind::Side))
            ++j;
        return j > i + 1 && j < m_items.size() && m_items[j].is(Kind::Finding) && isDenied(m_items[j]);
    }

    [[nodiscard]] bool isDenied(const Item& item) const {
        return std::ranges::any_of(m_reading.triplets, [&](const ReadTriplet& triplet) {
            return triplet.existence == domain::Existence::Absent && overlap(item, triplet.findingWords);
        });
    }

    [[nodiscard]] bool isDoubtfulWord(std::size_t i) const {
        return !m_reading.triplets.empty() && !m_items[i].is(Kind::Cue) && isLineWordAt(i, LineWord::Doubtful);
    }

    // "Lungs CTA", "the ratio is within normal limits": a place or a quality, and a word beside it that the tables do
    // not know.
    [[nodiscard]] std::optional<Words> placeWithoutWord() const {
        if (!m_reading.triplets.empty()) return std::nullopt;
        bool place = false;
        bool quality = false;
        std::optional<Words> strange;
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (m_items[i].isAny(Kind::Finding, Kind::Cue, Kind::Hidden)) return std::nullopt;
            place = place || m_items[i].is(Kind::Place);
            quality = quality || (m_items[i].is(Kind::Quality) && !m_items[i].isAny(Kind::Change, Kind::Severity));
            if (m_items[i].is(Kind::Change)) return std::nullopt;  // "contours are stable in the postoperative period"
            if (!strange && isStrangeWord(i)) strange = wordsOf(i);
        }
        return (place ? !quality && speaksOfRegion() : quality) ? strange : std::nullopt;
    }

    const TokenText& m_text;
    const SentenceTokens& m_sentence;
    const SentenceReading& m_reading;
    const Ontology& m_ontology;
    const std::vector<Item> m_items;
};

}  // namespace

std::optional<Words> wordsLeftOver(const TokenText& text, const SentenceTokens& sentence,
                                   const SentenceReading& reading, const Ontology& ontology) {
    return LeftOver(text, sentence, reading, ontology).first();
}

}  // namespace asg::text
