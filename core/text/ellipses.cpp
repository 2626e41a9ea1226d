#include "core/text/ellipses.h"

#include "core/text/members.h"

#include <algorithm>
#include <optional>

namespace asg::text {
namespace {

using domain::Side;

constexpr std::size_t kEllipsisReach = 40;  // items that a look goes at most, to stay linear

struct Clause {
    std::size_t first = 0;
    std::size_t end = 0;
};

Clause clauseAround(std::span<const Item> items, std::size_t item) {
    Clause clause{item, item + 1};
    while (clause.first > 0 && clause.first + kEllipsisReach > item && jointOf(items[clause.first - 1]) == Joint::None)
        --clause.first;
    while (clause.end < items.size() && clause.end < item + kEllipsisReach && jointOf(items[clause.end]) == Joint::None)
        ++clause.end;
    return clause;
}

class EllipsisReader {
public:
    EllipsisReader(std::span<const Item> items, const Ontology& ontology)
        : m_items(items), m_ontology(ontology), m_members(items, ontology) {}

    std::vector<Ellipsis> read() const {
        std::vector<Ellipsis> ellipses;
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            const auto side = sideAt(i);
            if (!side) continue;
            const Clause clause = clauseAround(m_items, i);
            const bool corrects = isCorrection(clause.first);
            if (clause.first == 0 || !saysSomethingOfSide(clause, i, corrects)) continue;
            if (const auto finding = antecedent(clause.first, *side, corrects)) ellipses.push_back({i, *finding});
        }
        return ellipses;
    }

private:
    [[nodiscard]] std::optional<Side> sideAt(std::size_t i) const {
        if (!m_items[i].is(Kind::Side) || m_items[i].isAny(Kind::Finding, Kind::Quality, Kind::Place)) return {};
        const Side side = m_ontology.sides[m_items[i].index(Kind::Side)];
        return side == Side::Both ? std::nullopt : std::optional(side);
    }

    // "…, or rather", "…, correction:"
    [[nodiscard]] bool isCorrection(std::size_t first) const {
        while (first > 0 && jointOf(m_items[first - 1]) == Joint::Comma) --first;
        if (first == 0 || !m_items[first - 1].is(Kind::Break)) return false;
        return std::ranges::any_of(m_items[first - 1].meanings, [&](const Meaning& meaning) {
            return meaning.kind == Kind::Cue && m_ontology.cues[meaning.index].effect == CueEffect::Unsaid &&
                   m_ontology.cues[meaning.index].direction == CueDirection::Backward;
        });
    }

    // No finding, no state, one side; and a denial, a change, a degree or a verb that is said of it.
    [[nodiscard]] bool saysSomethingOfSide(const Clause& clause, std::size_t side, bool corrects) const {
        bool says = corrects;
        for (std::size_t j = clause.first; j < clause.end; ++j) {
            const Item& item = m_items[j];
            if (j == side) continue;
            if (item.isAny(Kind::Finding, Kind::Side, Kind::Hidden) || item.unknown()) return false;
            if (!corrects && isPlaceOfItsOwn(item)) return false;
            const bool state = item.is(Kind::Quality) && !item.isAny(Kind::Severity, Kind::Change);
            if (state || setsAside(item)) return false;
            says = says || item.isAny(Kind::Severity, Kind::Change, Kind::Verb, Kind::Reset) || decides(item);
        }
        return says;
    }

    // "… but persists in the left lung" means the side; "the left base" is a subject of its own.
    [[nodiscard]] bool isPlaceOfItsOwn(const Item& item) const {
        if (!item.is(Kind::Place)) return false;
        const auto& right = m_ontology.places[item.index(Kind::Place)].regions.right;
        return right.size() != 1 || domain::regionName(right.front()) != "right lung";
    }

    [[nodiscard]] bool decides(const Item& item) const {
        return hasCue(item, [](CueEffect effect) {
            return effect == CueEffect::Absent || effect == CueEffect::Resolved || effect == CueEffect::Uncertain ||
                   effect == CueEffect::Present;
        });
    }

    [[nodiscard]] bool setsAside(const Item& item) const {
        return hasCue(
            item, [](CueEffect effect) { return effect == CueEffect::Unsaid || effect == CueEffect::Hypothetical; });
    }

    template <typename Wanted>
    [[nodiscard]] bool hasCue(const Item& item, Wanted wanted) const {
        return std::ranges::any_of(item.meanings, [&](const Meaning& meaning) {
            return meaning.kind == Kind::Cue && wanted(m_ontology.cues[meaning.index].effect);
        });
    }

    // The finding before, if what is said of it speaks of the other side and not of this one.
    [[nodiscard]] std::optional<std::size_t> antecedent(std::size_t before, Side side, bool corrects) const {
        std::size_t at = before;
        while (at > 0 && at + kEllipsisReach > before && !m_items[at - 1].is(Kind::Finding)) --at;
        if (at == 0 || at + kEllipsisReach <= before || m_members.isDevice(at - 1)) return {};
        if (corrects) return at - 1;
        const Clause clause = clauseAround(m_items, at - 1);
        bool other = false;
        for (std::size_t j = clause.first; j < clause.end; ++j) {
            if (!m_items[j].is(Kind::Side)) continue;
            const Side said = m_ontology.sides[m_items[j].index(Kind::Side)];
            if (said == side || said == Side::Both) return {};
            other = true;
        }
        return other ? std::optional(at - 1) : std::nullopt;
    }

    std::span<const Item> m_items;
    const Ontology& m_ontology;
    Members m_members;
};

}  // namespace

std::vector<Ellipsis> findEllipses(std::span<const Item> items, const Ontology& ontology) {
    const auto isSide = [](const Item& item) { return item.is(Kind::Side); };
    if (std::ranges::count_if(items, isSide) < 2) return {};
    return EllipsisReader(items, ontology).read();
}

const Ellipsis* ellipsisAround(std::span<const Ellipsis> ellipses, std::span<const Item> items, std::size_t item) {
    for (const Ellipsis& ellipsis : ellipses) {
        const Clause clause = clauseAround(items, ellipsis.side);
        if (clause.first <= item && item < clause.end) return &ellipsis;
    }
    return nullptr;
}

}  // namespace asg::text
