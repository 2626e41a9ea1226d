#include "core/text/place_attachment.h"

#include <algorithm>

namespace asg::text {
namespace {

constexpr std::size_t kPlaceReach = 40;  // items that a look goes at most, to stay linear
constexpr std::size_t kUnknownWordsToPlace = 3;

class PlaceAttacher {
public:
    PlaceAttacher(std::vector<Mention>& mentions, const SentenceParts& parts) : m_mentions(mentions), m_parts(parts) {}

    void attach() {
        for (const PlaceGroup& group : m_parts.groups) attach(group);
        for (const PlaceGroup& group : m_parts.groups) attachToNeighbours(group);
    }

private:
    [[nodiscard]] const Item& item(std::size_t i) const { return m_parts.items[i]; }
    [[nodiscard]] std::size_t size() const { return m_parts.items.size(); }
    [[nodiscard]] const Finding& findingOf(const Mention& mention) const {
        return m_parts.ontology.findings[mention.finding];
    }

    void attach(const PlaceGroup& group) {
        if (isEllipsis(group)) return;
        const auto back = findingBefore(group);
        const auto own = findingAfter(group);
        if (back && (!own || (group.preposition && !isCoordinated(group)))) {
            give(*back, group, true);
        } else if (own) {
            give(*own, group, false);
            if (const auto adjective = findingBeside(group)) giveOne(*adjective, group);
        } else if (!takenByStatement(group) || speaksOfLungs(group)) {
            if (const auto later = findingInClause(group)) give(*later, group, false);
        }
    }

    // "pneumothorax or of a rib fracture": the preposition repeats that of the finding before.
    [[nodiscard]] bool isCoordinated(const PlaceGroup& group) const {
        std::size_t j = group.firstItem;
        while (j > 0 && item(j - 1).isAny(Kind::Preposition, Kind::Filler)) --j;
        return j > 0 && item(j - 1).isAny(Kind::List, Kind::Alternative);
    }

    [[nodiscard]] bool isEllipsis(const PlaceGroup& group) const {
        return std::ranges::any_of(m_parts.ellipses, [&](const Ellipsis& ellipsis) {
            return ellipsis.side >= group.firstItem && ellipsis.side < group.endItem;
        });
    }

    // Findings in line with a quality share the quality's place.
    void attachToNeighbours(const PlaceGroup& group) {
        if (!takenByStatement(group)) return;
        if (const auto adjective = findingBeside(group)) giveOne(*adjective, group);
        if (const auto beside = findingBesideQuality(group)) giveOne(*beside, group);
    }

    // "calcified hilar nodes": the finding right before the place.
    [[nodiscard]] std::optional<std::size_t> findingBeside(const PlaceGroup& group) const {
        if (group.firstItem == 0 || !item(group.firstItem - 1).is(Kind::Finding)) return std::nullopt;
        return group.firstItem - 1;
    }

    // "the aorta is tortuous and calcified", "calcified and tortuous aorta": a finding in line with the quality.
    [[nodiscard]] std::optional<std::size_t> findingBesideQuality(const PlaceGroup& group) const {
        for (const StatementUse& use : m_parts.statements.uses) {
            if (use.place->item < group.firstItem || use.place->item >= group.endItem) continue;
            const std::size_t quality = use.qualityItem;
            for (const auto& beside : {coordinateBefore(quality), coordinateAfter(quality)})
                if (beside && !markBetween(quality, *beside)) return beside;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool markBetween(std::size_t a, std::size_t b) const {
        for (std::size_t j = std::min(a, b) + 1; j < std::max(a, b); ++j)
            if (item(j).mark) return true;
        return false;
    }

    void giveOne(std::size_t findingItem, const PlaceGroup& group) {
        for (Mention& mention : m_mentions)
            if (mention.item == findingItem && mention.groups.empty() && findingOf(mention).placePresent.empty())
                mention.groups.push_back(&group);
    }

    [[nodiscard]] std::optional<std::size_t> findingBefore(const PlaceGroup& group) const {
        if (takenByStatement(group)) return std::nullopt;
        bool verb = false;
        for (std::size_t j = group.firstItem; j-- > 0 && j + kPlaceReach > group.firstItem;) {
            if (item(j).is(Kind::Finding)) return j;
            if (item(j).isAny(Kind::Break, Kind::Reset)) return std::nullopt;
            if (item(j).is(Kind::Quality) && !item(j).is(Kind::Severity) && !isPredicateAlone(j)) return std::nullopt;
            if (item(j).is(Kind::Cue) && !(group.preposition && actsBackwards(item(j)))) return std::nullopt;
            if (item(j).is(Kind::With) && !group.preposition) return std::nullopt;
            verb = verb || item(j).isAny(Kind::Copula, Kind::Verb);
            if (item(j).is(Kind::List) && !group.preposition && (verb || subject(group) || ownNoun(group)))
                return std::nullopt;
        }
        return std::nullopt;
    }

    // "The markings are prominent in both bases": a state of the finding that says nothing of a place.
    [[nodiscard]] bool isPredicateAlone(std::size_t quality) const {
        const bool stated = std::ranges::any_of(m_parts.statements.uses,
                                                [&](const StatementUse& use) { return use.qualityItem == quality; });
        std::size_t before = quality;
        while (before > 0 && item(before - 1).isAny(Kind::Filler, Kind::Severity)) --before;
        return !stated && before > 0 && item(before - 1).is(Kind::Copula);
    }

    // "cannot be excluded in the left lower lobe"
    [[nodiscard]] bool actsBackwards(const Item& cue) const {
        return std::ranges::any_of(cue.meanings, [&](const Meaning& meaning) {
            return meaning.kind == Kind::Cue &&
                   m_parts.ontology.cues[meaning.index].direction == CueDirection::Backward;
        });
    }

    // A place that a verb follows is the subject of a clause of its own.
    [[nodiscard]] bool subject(const PlaceGroup& group) const {
        for (std::size_t j = group.endItem; j < size() && j < group.endItem + kPlaceReach; ++j) {
            if (item(j).isAny(Kind::Copula, Kind::Verb)) return true;
            if (!item(j).isAny(Kind::Filler, Kind::Hidden) && !item(j).unknown()) return false;
        }
        return false;
    }

    // "volume loss and upward hilar retraction": it is said of a word that the tables do not know.
    [[nodiscard]] bool ownNoun(const PlaceGroup& group) const {
        return group.endItem < size() && item(group.endItem).unknown();
    }

    // The finding that the place stands before as an adjective: "left basilar streaky opacity".
    [[nodiscard]] std::optional<std::size_t> findingAfter(const PlaceGroup& group) const {
        std::size_t unknown = 0;
        for (std::size_t j = group.endItem; j < size(); ++j) {
            if (item(j).is(Kind::Finding)) return j;
            if (item(j).unknown()) {
                if (++unknown > kUnknownWordsToPlace) return std::nullopt;
            } else if (!item(j).isAny(Kind::Filler, Kind::Severity, Kind::Change, Kind::Hidden, Kind::Quality) ||
                       item(j).is(Kind::Preposition)) {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<std::size_t> findingInClause(const PlaceGroup& group) const {
        bool said = false;  // "heart size is unchanged, and there is no congestion": the clause is over
        for (std::size_t j = group.endItem; j < size() && j < group.endItem + kPlaceReach; ++j) {
            if (item(j).is(Kind::Finding)) return j;
            if (item(j).is(Kind::Break) || item(j).is(Kind::Place)) return std::nullopt;
            if (item(j).is(Kind::Reset) && said) return std::nullopt;
            said = said || item(j).isAny(Kind::Copula, Kind::Verb);
        }
        return std::nullopt;
    }

    // A side that stands for the place in a later clause ("…, the left is clear") leaves it to its own.
    [[nodiscard]] bool takenByStatement(const PlaceGroup& group) const {
        return std::ranges::any_of(m_parts.statements.uses, [&](const StatementUse& use) {
            return std::ranges::any_of(group.places, [&](const PlaceUse& place) { return &place == use.place; });
        });
    }

    // "The lungs are clear without infiltrate": the denial speaks of what was called clear.
    [[nodiscard]] bool speaksOfLungs(const PlaceGroup& group) const {
        const auto finding = findingInClause(group);
        if (!finding || !m_parts.scopes[*finding].has(CueEffect::Absent)) return false;
        const auto& lungs = denialPlace(*finding);
        const auto regions = group.regions();
        return !regions.empty() && std::ranges::all_of(regions, [&](auto region) {
            return std::ranges::find(lungs, region) != lungs.end();
        });
    }

    [[nodiscard]] std::vector<domain::RegionId> denialPlace(std::size_t findingItem) const {
        return m_parts.ontology.findings[item(findingItem).index(Kind::Finding)].placeAbsent.resolve(std::nullopt);
    }

    // Behind a list of findings a place belongs to all of them that have none of their own.
    void give(std::size_t findingItem, const PlaceGroup& group, bool backwards) {
        for (Mention& mention : m_mentions)
            if (mention.item == findingItem) mention.groups.push_back(&group);
        std::size_t j = findingItem;
        while (true) {
            const auto next = backwards ? coordinateBefore(j) : coordinateAfter(j);
            if (!next || hasGroup(*next) || !equallySaid(*next, findingItem) ||
                (!backwards && !sharesForward(*next, group)))
                return;
            for (Mention& mention : m_mentions)
                if (mention.item == *next && !livesElsewhere(findingOf(mention), group))
                    mention.groups.push_back(&group);
            j = *next;
        }
    }

    // "No pneumothorax, tube in the stomach": what is denied is not where the other is.
    [[nodiscard]] bool equallySaid(std::size_t a, std::size_t b) const {
        return m_parts.scopes[a].has(CueEffect::Absent) == m_parts.scopes[b].has(CueEffect::Absent);
    }

    // "Cardiomegaly and a nodule in the right lung": the heart's finding is not in the lung.
    [[nodiscard]] static bool livesElsewhere(const Finding& finding, const PlaceGroup& group) {
        const auto own = finding.placePresent.resolve(std::nullopt);
        const auto said = group.regions();
        const auto isMidline = [](auto region) { return !domain::regionSide(region); };
        return !own.empty() && !said.empty() && std::ranges::all_of(own, isMidline) &&
               std::ranges::none_of(said, isMidline);
    }

    // After its noun an adjective's place holds on only where nothing else says a place: in a denied list, after a
    // subject ("the lungs show no infiltrate or mass").
    [[nodiscard]] bool sharesForward(std::size_t next, const PlaceGroup& group) const {
        return m_parts.scopes[next].has(CueEffect::Absent) && findingAfter(group) == std::nullopt &&
               isAnywhereInLungs(m_parts.ontology.findings[item(next).index(Kind::Finding)]);
    }

    [[nodiscard]] bool hasGroup(std::size_t findingItem) const {
        return std::ranges::any_of(m_mentions,
                                   [&](const Mention& m) { return m.item == findingItem && !m.groups.empty(); });
    }

    [[nodiscard]] std::optional<std::size_t> coordinateBefore(std::size_t i) const { return coordinate(i, -1); }
    [[nodiscard]] std::optional<std::size_t> coordinateAfter(std::size_t i) const { return coordinate(i, +1); }

    // The neighbouring finding of a list ("A, B and C"), or one that stands right beside ("calcified granuloma").
    [[nodiscard]] std::optional<std::size_t> coordinate(std::size_t i, int step) const {
        for (std::size_t j = i + static_cast<std::size_t>(step), n = 0; j < size() && n < kPlaceReach;
             j += static_cast<std::size_t>(step), ++n) {
            if (item(j).is(Kind::Finding)) return j;
            const bool joining = item(j).isAny(Kind::List, Kind::Alternative, Kind::Versus, Kind::Filler,
                                               Kind::Severity, Kind::Change, Kind::Hidden) ||
                                 item(j).unknown();
            if (!joining) return std::nullopt;
        }
        return std::nullopt;
    }

    std::vector<Mention>& m_mentions;
    const SentenceParts& m_parts;
};

}  // namespace

void attachPlaces(std::vector<Mention>& mentions, const SentenceParts& parts) {
    PlaceAttacher(mentions, parts).attach();
}

bool isAnywhereInLungs(const Finding& finding) {
    const auto& right = finding.placeAbsent.right;
    return right.size() == 1 && domain::regionName(right.front()) == "right lung";
}

}  // namespace asg::text
