#include "core/text/place_groups.h"

#include <algorithm>

namespace asg::text {
namespace {

using domain::Side;

constexpr std::size_t kRibNumbers = 4;  // words between a side and its ribs

bool joins(const Item& item) {
    return item.isAny(Kind::List, Kind::Alternative, Kind::Filler, Kind::Hidden);
}
bool placeOrSide(const Item& item) {
    return item.isAny(Kind::Place, Kind::Side) && !item.isAny(Kind::Finding, Kind::Quality);
}

class GroupReader {
public:
    GroupReader(std::span<const Item> items, const Ontology& ontology) : m_items(items), m_ontology(ontology) {}

    std::vector<PlaceGroup> read() {
        std::vector<PlaceGroup> groups;
        for (std::size_t i = 0; i < m_items.size();) {
            if (!m_items[i].isAny(Kind::Place, Kind::Side)) {
                ++i;
                continue;
            }
            groups.push_back(group(i));
            i = groups.back().endItem;
        }
        return groups;
    }

private:
    PlaceGroup group(std::size_t first) {
        PlaceGroup group;
        group.firstItem = first;
        group.endItem = first + 1;
        const auto preposition = prepositionBefore(first);
        group.preposition = preposition.has_value();
        // "to the level of the mid zone"
        group.extent = preposition && m_items[*preposition].is(Kind::Extent);
        group.way = wordBefore(first, Kind::Way).has_value();
        m_behindPreposition = group.preposition;
        m_subject = subjectBefore(first);
        take(group, first);
        while (const auto next = following(group.endItem, group.places.empty() && group.side != Side::Both)) {
            take(group, *next);
            group.endItem = *next + 1;
        }
        settle(group);
        return group;
    }

    // The next place or side, when nothing but joining words stands between. A place that begins a new clause
    // ("…, the heart is") is left alone. `onlySides`: no place stands in the group yet ("small right and moderate
    // left").
    [[nodiscard]] std::optional<std::size_t> following(std::size_t from, bool onlySides) const {
        if (const auto rib = ribBehindNumbers(from)) return rib;
        bool list = false;
        for (std::size_t j = from; j < m_items.size(); ++j) {
            if (placeOrSide(m_items[j])) {
                if (onlySides && list && m_items[j].is(Kind::Side)) return j;
                if (list && (sideWithoutPlace(j) || beginsClause(j))) return std::nullopt;
                return j;
            }
            const bool degree = onlySides && list && m_items[j].is(Kind::Severity);
            if (!joins(m_items[j]) && !degree) return std::nullopt;
            list = list || m_items[j].isAny(Kind::List, Kind::Alternative);
        }
        return std::nullopt;
    }

    // "right 4-7 rib fractures": the numbers of the ribs stand between.
    [[nodiscard]] std::optional<std::size_t> ribBehindNumbers(std::size_t from) const {
        if (from == 0 || !m_items[from - 1].is(Kind::Side)) return std::nullopt;
        std::size_t j = from;
        while (j < m_items.size() && j < from + kRibNumbers && m_items[j].unknown()) ++j;
        const bool rib = j > from && j < m_items.size() && m_items[j].is(Kind::Place) &&
                         m_ontology.places[m_items[j].index(Kind::Place)].name == "rib";
        return rib ? std::optional(j) : std::nullopt;
    }

    // "opacities in the right upper and left lower lobes are": the verb is that of the finding before the places.
    [[nodiscard]] bool subjectBefore(std::size_t first) const {
        for (std::size_t j = first; j-- > 0;) {
            if (m_items[j].is(Kind::Finding)) return true;
            if (m_items[j].isAny(Kind::Copula, Kind::Verb, Kind::Break)) return false;
        }
        return false;
    }

    // "bibasilar atelectasis, left effusion": a side that goes with a finding is no part of the places before it.
    [[nodiscard]] bool sideWithoutPlace(std::size_t i) const {
        for (std::size_t j = i; j < m_items.size(); ++j) {
            if (m_items[j].is(Kind::Place)) return false;
            if (!m_items[j].is(Kind::Side) && !joins(m_items[j])) return true;
        }
        return true;
    }

    // "in the right apex, the lungs are clear"
    [[nodiscard]] bool beginsClause(std::size_t i) const {
        const Item& before = m_items[i - 1];
        if (m_subject && before.mark && stateFollows(i)) return true;
        if (!m_behindPreposition || (m_subject && before.is(Kind::List) && !before.mark)) return false;
        for (std::size_t j = i + 1; j < m_items.size(); ++j) {
            if (m_items[j].isAny(Kind::Copula, Kind::Verb)) return true;
            if (!joins(m_items[j]) && !m_items[j].is(Kind::Place)) return false;
        }
        return false;
    }

    // "consolidation left base, right base clear"
    [[nodiscard]] bool stateFollows(std::size_t i) const {
        while (i < m_items.size() && m_items[i].isAny(Kind::Place, Kind::Side)) ++i;
        if (i >= m_items.size() || !m_items[i].is(Kind::Quality) || !m_items[i].is(Kind::Predicate)) return false;
        return i + 1 >= m_items.size() || m_items[i + 1].isAny(Kind::List, Kind::Break);
    }

    void take(PlaceGroup& group, std::size_t i) {
        const Item& item = m_items[i];
        if (item.is(Kind::Side)) {
            const Side side = m_ontology.sides[item.index(Kind::Side)];
            const bool two = group.side && *group.side != side && m_lastWasSide;
            const bool behind = standsBehind(i);
            if (behind || ends(i)) {
                for (PlaceUse& use : group.places)
                    if (!use.side || (behind && use.item + 1 == i)) use.side = side;
            }
            group.side = two ? Side::Both : side;
            m_lastWasSide = true;
        }
        // "bibasilar" is a side and a place.
        if (item.is(Kind::Place)) {
            const std::uint16_t place = item.index(Kind::Place);
            group.places.push_back({i,
                                    place,
                                    m_lastWasSide || !group.places.empty() ? group.side : std::nullopt,
                                    {},
                                    m_ontology.places[place].role != PlaceRole::Word});
            m_lastWasSide = false;
        }
    }

    // "lóbulo superior derecho y lóbulo inferior izquierdo", "upper lobe on the right": the side of the place before
    // it.
    [[nodiscard]] bool standsBehind(std::size_t i) const {
        const bool placeBefore = i > 0 && m_items[i - 1].is(Kind::Place) && !m_items[i - 1].is(Kind::Side);
        return placeBefore && (i + 1 >= m_items.size() || !m_items[i + 1].is(Kind::Place));
    }

    [[nodiscard]] bool ends(std::size_t i) const {
        const auto next = following(i + 1, false);
        return !next || !m_items[*next].is(Kind::Place);
    }

    // "right upper and lower lobes": the bare "upper" points because a real place follows.
    void settle(PlaceGroup& group) const {
        const PlaceUse* real = nullptr;
        for (std::size_t k = group.places.size(); k-- > 0;) {
            PlaceUse& use = group.places[k];
            const Place& place = m_ontology.places[use.place];
            if (place.role == PlaceRole::Sided) use.points = use.side.has_value();
            if (real != nullptr && !place.regions.empty() && listBetween(use.item, real->item)) use.points = true;
            if (use.points && !place.regions.empty()) real = &use;
            use.points = use.points && !group.way;
            use.regions = place.regions.resolve(use.side);
        }
    }

    [[nodiscard]] bool listBetween(std::size_t from, std::size_t to) const {
        for (std::size_t j = from + 1; j < to; ++j)
            if (m_items[j].isAny(Kind::List, Kind::Alternative)) return true;
        return false;
    }

    // Which item is the preposition of the place at `i`.
    [[nodiscard]] std::optional<std::size_t> prepositionBefore(std::size_t i) const {
        if (m_items[i].is(Kind::Preposition)) return i;  // "behind the heart" is one phrase
        return wordBefore(i, Kind::Preposition);
    }

    [[nodiscard]] std::optional<std::size_t> wordBefore(std::size_t i, Kind kind) const {
        while (i-- > 0) {
            const Item& item = m_items[i];
            if (item.is(kind)) return i;
            if (!item.isAny(Kind::Filler, Kind::Hidden, Kind::Severity) && !item.unknown()) return std::nullopt;
        }
        return std::nullopt;
    }

    std::span<const Item> m_items;
    const Ontology& m_ontology;
    bool m_lastWasSide = false;
    bool m_behindPreposition = false;
    bool m_subject = false;  ///< a finding without a verb of its own yet stands before the group
};

}  // namespace

bool PlaceGroup::points() const {
    return std::ranges::any_of(places, &PlaceUse::points);
}

bool PlaceGroup::enclosing(const Ontology& ontology) const {
    return std::ranges::any_of(places, [&](const PlaceUse& use) {
        return use.points && ontology.places[use.place].role == PlaceRole::Enclosing;
    });
}

std::vector<domain::RegionId> PlaceGroup::regions() const {
    std::vector<domain::RegionId> all;
    for (const PlaceUse& use : places)
        if (use.points) addRegions(all, use.regions);
    return all;
}

std::vector<PlaceGroup> groupPlaces(std::span<const Item> items, const Ontology& ontology) {
    return GroupReader(items, ontology).read();
}

void addRegions(std::vector<domain::RegionId>& list, std::span<const domain::RegionId> more) {
    for (const auto region : more)
        if (std::ranges::find(list, region) == list.end()) list.push_back(region);
}

}  // namespace asg::text
