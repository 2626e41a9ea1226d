#include "core/text/run_on_lists.h"

#include "core/text/items.h"

#include <algorithm>

namespace asg::text {
namespace {

constexpr std::size_t kShortestList = 4;  // tokens
constexpr std::size_t kNounReach = 4;     // items from a degree or a side to the finding that it goes with

class RunOnReader {
public:
    RunOnReader(const TokenText& text, TokenRange words, const Ontology& ontology)
        : m_ontology(ontology), m_items(matchItems(text.tokens, words.first, words.end, ontology)) {}

    std::vector<std::size_t> read() {
        if (!isList()) return {};
        std::vector<std::size_t> begins;
        for (std::size_t i = 0, first = 0; i < m_items.size(); ++i) {
            if (i > first && isComplete(first, i) && beginsStatement(first, i)) {
                begins.push_back(m_items[i].firstToken);
                first = i;
            }
        }
        return begins;
    }

private:
    // A verb, a mark or a word that joins clauses makes a sentence of its own kind.
    [[nodiscard]] bool isList() const {
        return std::ranges::none_of(m_items, [](const Item& item) {
            const bool verb = item.isAny(Kind::Copula, Kind::Verb) && !item.is(Kind::Seen) && !item.is(Kind::Quality);
            return verb || item.isAny(Kind::Reset, Kind::Relative, Kind::Break, Kind::Hidden, Kind::With) || item.mark;
        });
    }

    [[nodiscard]] bool denies(const Item& item) const {
        return std::ranges::any_of(item.meanings, [&](const Meaning& meaning) {
            return meaning.kind == Kind::Cue && m_ontology.cues[meaning.index].effect == CueEffect::Absent &&
                   m_ontology.cues[meaning.index].direction == CueDirection::Forward;
        });
    }

    // "heart normal", "no effusion", "left base opacity": it ends in what it says.
    [[nodiscard]] bool isComplete(std::size_t first, std::size_t end) const {
        const Item& last = m_items[end - 1];
        if (last.is(Kind::Finding)) return true;
        return last.is(Kind::Quality) && placeStated(first, end) && !last.is(Kind::Severity);
    }

    // The place that the quality in front of `end` is said of stands before it, with nothing but "not" between.
    [[nodiscard]] bool placeStated(std::size_t first, std::size_t end) const {
        for (std::size_t j = end - 1; j-- > first;) {
            if (m_items[j].is(Kind::Place)) return states(j, end - 1);
            if (!m_items[j].isAny(Kind::Filler, Kind::Cue, Kind::Severity)) return false;
        }
        return false;
    }

    [[nodiscard]] bool states(std::size_t place, std::size_t quality) const {
        return std::ranges::any_of(m_items[quality].meanings, [&](const Meaning& meaning) {
            return meaning.kind == Kind::Quality &&
                   m_ontology.statements.contains({m_items[place].index(Kind::Place), meaning.index});
        });
    }

    [[nodiscard]] bool beginsStatement(std::size_t first, std::size_t i) const {
        const bool denial = std::any_of(m_items.begin() + static_cast<std::ptrdiff_t>(first),
                                        m_items.begin() + static_cast<std::ptrdiff_t>(i),
                                        [&](const Item& item) { return denies(item); });
        if (isStatementAt(i)) return true;
        return (denial || placeStated(first, i)) && m_items[i].isAny(Kind::Severity, Kind::Side, Kind::Article) &&
               !m_items[i].is(Kind::Finding) && findingBehind(i + 1);
    }

    // "right lung clear", "heart not enlarged"
    [[nodiscard]] bool isStatementAt(std::size_t i) const {
        while (i < m_items.size() && m_items[i].isAny(Kind::Side, Kind::Filler)) ++i;
        if (i >= m_items.size() || !m_items[i].is(Kind::Place) || m_items[i].is(Kind::Finding)) return false;
        std::size_t j = i + 1;
        while (j < m_items.size() && m_items[j].isAny(Kind::Filler, Kind::Cue)) ++j;
        return j < m_items.size() && m_items[j].is(Kind::Quality) && states(i, j);
    }

    [[nodiscard]] bool findingBehind(std::size_t i) const {
        for (const std::size_t end = std::min(i + kNounReach, m_items.size()); i < end; ++i) {
            if (m_items[i].is(Kind::Finding)) return true;
            if (!m_items[i].isAny(Kind::Filler, Kind::Severity, Kind::Side, Kind::Place, Kind::Change)) return false;
        }
        return false;
    }

    const Ontology& m_ontology;
    const std::vector<Item> m_items;
};

}  // namespace

std::vector<std::size_t> runOnStatements(const TokenText& text, TokenRange words, const Ontology& ontology) {
    if (words.end - words.first < kShortestList) return {};
    while (words.end > words.first && isStop(text, words.end - 1)) --words.end;
    return RunOnReader(text, words, ontology).read();
}

}  // namespace asg::text
