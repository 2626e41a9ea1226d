#include "core/text/statements.h"

#include "core/text/members.h"

#include <optional>

namespace asg::text {
namespace {

constexpr std::size_t kUnknownWordsToQuality = 3;
constexpr std::size_t kQualityReach = 40;

class StatementReader {
public:
    StatementReader(std::span<const Item> items, std::span<const PlaceGroup> groups, const Ontology& ontology)
        : m_items(items),
          m_ontology(ontology),
          m_members(items, ontology),
          m_placeAt(items.size(), nullptr),
          m_groupAt(items.size(), nullptr) {
        for (const PlaceGroup& group : groups)
            for (const PlaceUse& use : group.places) {
                m_placeAt[use.item] = &use;
                m_groupAt[use.item] = &group;
            }
    }

    Statements read() {
        for (std::size_t i = 0; i < m_items.size(); ++i)
            for (const Meaning& meaning : m_items[i].meanings)
                if (meaning.kind == Kind::Quality) readQuality(i, meaning.index);
        return std::move(m_result);
    }

private:
    using Places = std::vector<const PlaceUse*>;

    void readQuality(std::size_t i, std::uint16_t quality) {
        const bool predicate = copulaBefore(i) || saidOfSubject(i, quality) || saidOfPair(i, quality);
        m_blocked = false;
        Places places = predicate ? before(i, quality, true) : after(i, quality);
        if (places.empty()) places = predicate ? after(i, quality) : before(i, quality, false);
        if (places.empty() && m_ontology.qualities[quality].denies)
            if (const auto denied = denyFinding(i)) {
                places = before(*denied, quality, true);
                if (places.empty()) return;
            }
        if (places.empty() && !m_blocked) places = earlierSubject(i, quality);
        for (const PlaceUse* place : places)
            for (const Statement& statement : *statementsOf(place, quality))
                m_result.uses.push_back({i, place, statement});
    }

    [[nodiscard]] const std::vector<Statement>* statementsOf(const PlaceUse* use, std::uint16_t quality) const {
        if (use == nullptr) return nullptr;
        const auto found = m_ontology.statements.find({use->place, quality});
        return found == m_ontology.statements.end() ? nullptr : &found->second;
    }

    [[nodiscard]] bool copulaBefore(std::size_t i) const {
        while (i-- > 0) {
            const Item& item = m_items[i];
            if (item.is(Kind::Copula)) return true;
            if (!item.isAny(Kind::Filler, Kind::Severity, Kind::Cue, Kind::Change, Kind::Hidden)) return false;
        }
        return false;
    }

    // "heart size normal lungs clear": each place has its own quality behind it.
    [[nodiscard]] bool saidOfSubject(std::size_t i, std::uint16_t quality) const {
        if (i == 0 || i + 2 >= m_items.size() || statementsOf(m_placeAt[i - 1], quality) == nullptr) return false;
        return m_items[i + 1].is(Kind::Place) && m_items[i + 2].isAny(Kind::Quality, Kind::Copula);
    }

    // "Heart and hila normal."
    [[nodiscard]] bool saidOfPair(std::size_t i, std::uint16_t quality) const {
        const bool ends = i + 1 >= m_items.size() || m_items[i + 1].isAny(Kind::Break, Kind::List);
        return m_ontology.qualities[quality].denies && ends && i >= 3 && m_items[i - 1].is(Kind::Place) &&
               joinsPlaces(i - 2);
    }

    // The "and" of "hilar and mediastinal".
    [[nodiscard]] bool joinsPlaces(std::size_t list) const {
        return m_items[list].is(Kind::List) && !m_items[list].mark && list > 0 && m_items[list - 1].is(Kind::Place) &&
               list + 1 < m_items.size() && m_items[list + 1].is(Kind::Place);
    }

    [[nodiscard]] Places after(std::size_t i, std::uint16_t quality) const {
        Places places;
        std::size_t unknown = 0;
        bool list = false;
        for (std::size_t j = i + 1; j < m_items.size() && j < i + kQualityReach; ++j) {
            const Item& item = m_items[j];
            if (item.is(Kind::Place)) {
                if (statementsOf(m_placeAt[j], quality) == nullptr) {
                    if (++unknown > kUnknownWordsToQuality) break;
                    continue;
                }
                if (list && verbFollows(j)) break;
                places.push_back(m_placeAt[j]);
                list = false;
            } else if (item.isAny(Kind::List, Kind::Alternative)) {
                // "a tortuous, calcified aorta"
                const bool adjective = j + 1 < m_items.size() && m_items[j + 1].is(Kind::Finding) && item.mark;
                if (places.empty() && (adjective || (j == i + 2 && joinsPlaces(j)))) {
                    list = list || !adjective;
                    continue;
                }
                if (places.empty()) {
                    auto shared = sharedComplement(j);
                    if (!shared) shared = sharedNoun(i, j, quality);
                    if (!shared) break;
                    j = *shared;
                }
                list = true;
            } else if (item.unknown() || item.is(Kind::Hidden)) {
                if (++unknown > kUnknownWordsToQuality) break;
            } else if (item.is(Kind::Finding) && item.is(Kind::Quality) && places.empty() && j + 1 < m_items.size() &&
                       statementsOf(m_placeAt[j + 1], quality) != nullptr) {
                continue;  // "tortuous calcified aorta"
            } else if (item.isAny(Kind::Copula, Kind::Verb) && places.empty() && j + 1 < m_items.size() &&
                       m_items[j + 1].is(Kind::Preposition)) {
                continue;  // "fluid remains in the angle"
            } else if (!item.isAny(Kind::Filler, Kind::Side, Kind::Preposition, Kind::Severity)) {
                break;
            }
        }
        return places;
    }

    // "tortuosity and atherosclerosis of the aorta": where the place that both share begins.
    [[nodiscard]] std::optional<std::size_t> sharedComplement(std::size_t list) const {
        bool equal = false;
        for (std::size_t j = list + 1; j < m_items.size() && j < list + kQualityReach; ++j) {
            if (m_items[j].isAny(Kind::Finding, Kind::Quality) && !equal)
                equal = true;
            else if (equal && m_items[j].is(Kind::Preposition))
                return j;
            else if (!m_items[j].isAny(Kind::Filler, Kind::Severity))
                return std::nullopt;
        }
        return std::nullopt;
    }

    // "moderately enlarged and tortuous calcified aorta": what stands right before the place that both adjectives
    // share.
    [[nodiscard]] std::optional<std::size_t> sharedNoun(std::size_t i, std::size_t list, std::uint16_t quality) const {
        while (i > 0 && m_items[i - 1].isAny(Kind::Severity, Kind::Filler, Kind::Change)) --i;
        if (i > 0 && m_items[i - 1].isAny(Kind::Place, Kind::Copula)) return std::nullopt;
        bool equal = false;
        for (std::size_t j = list + 1; j < m_items.size() && j < list + kQualityReach; ++j) {
            if (equal && statementsOf(m_placeAt[j], quality) != nullptr) return j - 1;
            equal = equal || m_items[j].is(Kind::Quality);
            if (!m_items[j].isAny(Kind::Quality, Kind::Finding, Kind::Filler, Kind::Severity)) return std::nullopt;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool verbFollows(std::size_t i) const {
        for (std::size_t j = i + 1; j < m_items.size(); ++j) {
            if (m_items[j].isAny(Kind::Copula, Kind::Verb, Kind::Quality)) return true;
            if (!m_items[j].isAny(Kind::Filler, Kind::Hidden, Kind::Side) && !m_items[j].unknown()) return false;
        }
        return false;
    }

    // `predicate`: a verb joins the quality to what stands before it; else it is a noun of its own ("hilar fullness"),
    // and the place right before it is the one that it speaks of.
    [[nodiscard]] Places before(std::size_t i, std::uint16_t quality, bool predicate) {
        Places places;
        std::size_t unknown = 0;
        for (std::size_t j = i; j-- > 0 && j + kQualityReach > i;) {
            const Item& item = m_items[j];
            if (item.is(Kind::Place)) {
                // "a nodule in the right apex, the lungs are clear"
                const bool elsewhere = m_groupAt[j] != nullptr && m_groupAt[j]->preposition;
                if (!places.empty() && elsewhere && m_groupAt[j] != m_groupAt[places.front()->item]) break;
                if (statementsOf(m_placeAt[j], quality) != nullptr) {
                    places.insert(places.begin(), m_placeAt[j]);
                } else if (places.empty() && !predicate) {
                    m_blocked = true;
                    break;
                }
                unknown = 0;
            } else if (item.is(Kind::Quality)) {
                return places.empty() ? subjectOf(j, quality, i) : places;
            } else if (item.isAny(Kind::Break, Kind::Finding, Kind::Reset, Kind::With, Kind::Relative)) {
                break;
            } else if (item.isAny(Kind::Copula, Kind::Verb, Kind::Cue, Kind::Change)) {
                if (!places.empty()) break;  // "heart size stable, mediastinum not widened": two statements
            } else if (item.unknown() && ++unknown > kUnknownWordsToQuality) {
                break;
            }
        }
        // "… at the right angle, the left is clear"
        if (places.size() == 1 && m_groupAt[places.front()->item] != nullptr)
            places.front() = onItsSide(*places.front(), m_groupAt[places.front()->item]->endItem - 1, i);
        return places;
    }

    // "The lungs are well expanded and clear": the second quality shares the first one's subject, or the one on the
    // side that stands between ("the left angle is blunted, the right is clear").
    Places subjectOf(std::size_t qualityItem, std::uint16_t quality, std::size_t second) {
        Places places;
        for (const StatementUse& use : m_result.uses)
            if (use.qualityItem == qualityItem && statementsOf(use.place, quality) != nullptr &&
                (places.empty() || places.back() != use.place))
                places.push_back(use.place);
        for (const PlaceUse*& place : places) place = onItsSide(*place, qualityItem, second);
        return places;
    }

    Places earlierSubject(std::size_t i, std::uint16_t quality) {
        for (std::size_t j = i; j-- > 0 && j + kQualityReach > i;)
            if (statementsOf(m_placeAt[j], quality) != nullptr) return {onItsSide(*m_placeAt[j], j, i)};
        return {};
    }

    // "The right angle is sharp, the left is blunted": a side alone stands for the place on that side.
    const PlaceUse* onItsSide(const PlaceUse& place, std::size_t placeItem, std::size_t quality) {
        for (std::size_t j = quality; j-- > placeItem + 1;) {
            if (!m_items[j].is(Kind::Side)) continue;
            PlaceUse other = place;
            other.side = m_ontology.sides[m_items[j].index(Kind::Side)];
            other.regions = m_ontology.places[place.place].regions.resolve(other.side);
            return &m_result.elliptic.emplace_back(std::move(other));
        }
        return &place;
    }

    // "normal interstitial markings", "the markings are normal"
    std::optional<std::size_t> denyFinding(std::size_t i) {
        for (const int step : {+1, -1}) {
            for (std::size_t j = i + static_cast<std::size_t>(step); j < m_items.size();
                 j += static_cast<std::size_t>(step)) {
                const Item& item = m_items[j];
                if (item.is(Kind::Finding)) {
                    if (m_members.isDevice(j)) return std::nullopt;  // "the tube is unremarkable" is there
                    m_result.deniedFindings.push_back(j);
                    return j;
                }
                const bool between = item.isAny(Kind::Filler, Kind::Copula) || (item.unknown() && step > 0);
                if (!between || (step > 0 && item.is(Kind::Copula))) break;
            }
        }
        return std::nullopt;
    }

    std::span<const Item> m_items;
    const Ontology& m_ontology;
    Members m_members;
    std::vector<const PlaceUse*> m_placeAt;
    std::vector<const PlaceGroup*> m_groupAt;
    Statements m_result;
    bool m_blocked = false;  ///< a place that the quality says nothing of stands right before it
};

}  // namespace

Statements readStatements(std::span<const Item> items, std::span<const PlaceGroup> groups, const Ontology& ontology) {
    return StatementReader(items, groups, ontology).read();
}

}  // namespace asg::text
