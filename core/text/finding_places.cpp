#include "core/text/finding_places.h"

#include "core/text/device_tips.h"
#include "core/text/members.h"
#include "core/text/spoken_sides.h"

#include <algorithm>

namespace asg::text {
namespace {

using domain::Existence;
using domain::Side;

constexpr std::size_t kPlaceReach = 40;
constexpr std::size_t kUnknownWordsToPlace = 3;

class FindingPlacer {
public:
    FindingPlacer(std::vector<Mention>& mentions, const SentenceParts& parts)
        : m_mentions(mentions), m_parts(parts), m_members(parts.items, parts.ontology) {}

    void place() {
        for (const PlaceGroup& group : m_parts.groups) attach(group);
        for (const PlaceGroup& group : m_parts.groups) attachToNeighbours(group);
        for (Mention& mention : m_mentions) takeSaidPlaces(mention);
        for (std::size_t i = 0; i < size(); ++i)
            if (item(i).is(Kind::Respective)) dealOut(i);
        for (std::size_t k = 0; k < m_mentions.size(); ++k) {
            Mention& mention = m_mentions[k];
            if (mention.pointing == Pointing::Nowhere && !mention.placed() && !mention.standsFor) inheritOrImply(k);
        }
        for (Mention& mention : m_mentions) shareOneWord(mention);
        placeEllipses(m_mentions, m_parts);
        joinTips(m_mentions, m_parts);
    }

private:
    [[nodiscard]] const Item& item(std::size_t i) const { return m_parts.items[i]; }
    [[nodiscard]] std::size_t size() const { return m_parts.items.size(); }

    // ---- which finding a place belongs to ----

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

    [[nodiscard]] bool stated(const PlaceUse& place) const {
        return std::ranges::any_of(m_parts.statements.uses,
                                   [&](const StatementUse& use) { return use.place == &place; });
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

    [[nodiscard]] bool takenByStatement(const PlaceGroup& group) const {
        return std::ranges::any_of(m_parts.statements.uses, [&](const StatementUse& use) {
            return use.place->item >= group.firstItem && use.place->item < group.endItem;
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
               anywhereInLungs(m_parts.ontology.findings[item(next).index(Kind::Finding)]);
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

    // ---- from places to regions ----

    [[nodiscard]] const Finding& findingOf(const Mention& mention) const {
        return m_parts.ontology.findings[mention.finding];
    }

    [[nodiscard]] Words wordsOf(const PlaceGroup& group) const {
        return {item(group.firstItem).firstToken, item(group.endItem - 1).endToken};
    }

    void takeSaidPlaces(Mention& mention) const {
        const PlaceGroup* last = nullptr;
        for (const PlaceGroup* group : mention.groups) {
            if (!group->side) continue;
            // "moderate on the right and small on the left"
            const bool both = last != nullptr && last->preposition && group->preposition && last->side != group->side;
            // "bilateral effusions, worse on the right" are on both sides.
            if (mention.side != Side::Both) mention.side = both ? Side::Both : group->side;
            last = group;
        }
        const bool behindOnly = isTip(mention, m_parts) && std::ranges::any_of(mention.groups, [](const auto* g) {
                                    return g->preposition && g->points();
                                });
        for (const PlaceGroup* group : mention.groups) {
            if (!group->points() || (behindOnly && !group->preposition)) continue;
            const bool unstated =
                std::ranges::any_of(group->places, [&](const PlaceUse& use) { return use.points && !stated(use); });
            for (const PlaceUse& use : group->places)
                if (use.points && !(unstated && stated(use)))
                    addRegions(mention.regions, regionsOf(use, mention, *group));
            mention.regionWords = wordsOf(*group);
            mention.pointing = group->enclosing(m_parts.ontology) ? Pointing::Enclosing : Pointing::Named;
        }
        keepMostSpecific(mention.regions);
        if (mention.regions.empty()) mention.pointing = Pointing::Nowhere;
        addOwnPlaceToExtent(mention);
    }

    // "effusion to the level of the mid zone": it begins at its own place.
    void addOwnPlaceToExtent(Mention& mention) const {
        const bool reaches = !mention.regions.empty() && std::ranges::all_of(mention.groups, [](const auto* group) {
            return group->extent || !group->points();
        });
        if (reaches) addRegions(mention.regions, findingOf(mention).placePresent.resolve(mention.side));
    }

    // "Consolidation and atelectasis in the right upper and left lower lobes, respectively."
    void dealOut(std::size_t word) {
        const PlaceGroup* group = nullptr;
        for (const PlaceGroup& other : m_parts.groups)
            if (other.endItem <= word && other.endItem + kPlaceReach > word) group = &other;
        if (group == nullptr) return;
        std::vector<const PlaceUse*> uses;
        for (const PlaceUse& use : group->places)
            if (use.points && !use.regions.empty()) uses.push_back(&use);
        std::vector<Mention*> mentions;
        for (Mention& mention : m_mentions)
            if (std::ranges::find(mention.groups, group) != mention.groups.end()) mentions.push_back(&mention);
        if (uses.size() != mentions.size()) return;
        for (std::size_t k = 0; k < uses.size(); ++k) {
            mentions[k]->regions = uses[k]->regions;
            mentions[k]->side = uses[k]->side;
        }
    }

    // Rule 1: a region that holds another named one adds nothing.
    static void keepMostSpecific(std::vector<domain::RegionId>& regions) {
        const auto all = regions;
        std::erase_if(regions, [&](domain::RegionId region) {
            return domain::regionSide(region) && std::ranges::any_of(all, [&](domain::RegionId other) {
                       return domain::parentRegion(other) == region;
                   });
        });
    }

    // "left pneumothorax … at the apex": the finding's side holds for a place that has none of its own, and so does
    // that of the lung which is spoken of ("the right lung shows a basal opacity").
    [[nodiscard]] std::vector<domain::RegionId> regionsOf(const PlaceUse& use, const Mention& mention,
                                                          const PlaceGroup& group) const {
        auto side = use.side ? use.side : mention.side;
        if (!side) side = sideOfLungBefore(m_parts, group);
        if (!side && isTip(mention, m_parts)) side = sideOfDeviceBefore(mention);
        if (!side)
            if (const auto beside = neighbourOf(m_parts, m_mentions, group.firstItem)) side = beside->side;
        return m_parts.ontology.places[use.place].regions.resolve(side);
    }

    // "Right chest drain, tip at the apex"
    [[nodiscard]] std::optional<Side> sideOfDeviceBefore(const Mention& tip) const {
        std::optional<Side> side;
        for (const Mention& mention : m_mentions)
            if (mention.item < tip.item && findingOf(mention).placePresent.sided()) side = mention.side;
        return side == Side::Both ? std::nullopt : side;
    }

    void inheritOrImply(std::size_t k) {
        Mention& mention = m_mentions[k];
        const auto existence = mention.existence.value_or(Existence::Absent);
        const bool absent = existence == Existence::Absent;
        const auto source = absent ? std::nullopt : explainedBy(k, antecedent(k));
        const RegionPattern& implied = findingOf(mention).place(existence);
        const bool shares = source && mayShare(findingOf(mention), implied, k, *source);
        if (shares && !ownSide(mention)) {
            inherit(k, *source);
        } else {
            if (!mention.side && source && implied.sided()) mention.side = m_mentions[*source].side;
            if (!mention.side && !source && !absent && implied.sided())
                mention.side = sideOfStatement(m_parts, mention);
            if (!mention.side && !absent && (implied.sided() || implied.empty())) takePlaceBeside(mention, implied);
            if (mention.regions.empty()) mention.regions = findingOf(mention).impliedPlace(existence, mention.side);
            if (!mention.regions.empty()) mention.pointing = Pointing::Implied;
        }
    }

    // "calcified plaque": what one phrase names is in one place.
    void shareOneWord(Mention& mention) const {
        if (!mention.regions.empty() || mention.existence == Existence::Absent) return;
        for (const Mention& other : m_mentions) {
            if (other.item != mention.item || other.regions.empty()) continue;
            mention.regions = other.regions;
            mention.pointing = other.pointing;
            mention.side = other.side;
        }
    }

    // "right effusion with compressive atelectasis": at the right base.
    void takePlaceBeside(Mention& mention, const RegionPattern& implied) const {
        const auto beside = neighbourOf(m_parts, m_mentions, mention.item);
        if (!beside || (!beside->explained.empty() && !implied.empty())) return;
        mention.side = beside->side;
        if (!implied.empty() || !anywhereInLungs(findingOf(mention))) return;
        if (!beside->explained.empty())
            mention.regions = beside->explained;
        else if (beside->atBase)
            mention.regions = lowerZone(beside->side);
    }

    static std::vector<domain::RegionId> lowerZone(Side side) {
        static const auto right = *domain::regionFromName("right lower lung zone");
        const auto left = domain::mirroredRegion(right);
        if (side == Side::Both) return {right, left};
        return {side == Side::Right ? right : left};
    }

    // "density due to effusion and atelectasis": the atelectasis is where the density is, not where the effusion is.
    [[nodiscard]] std::optional<std::size_t> explainedBy(std::size_t k, std::optional<std::size_t> source) const {
        const Scope& scope = m_parts.scopes[m_mentions[k].item];
        if (!source || scope.cue == nullptr || !scope.cue->interprets) return source;
        for (std::size_t j = *source + 1; j-- > 0 && m_mentions[j].item + kPlaceReach > m_mentions[k].item;) {
            const Finding& from = findingOf(m_mentions[j]);
            const bool placedHere = m_mentions[j].existence == Existence::Present && m_mentions[j].placed();
            if (breakBetween(m_parts, m_mentions[j].item, m_mentions[k].item)) break;
            if (m_mentions[j].item < scope.cueItem && placedHere && anywhereInLungs(from)) return j;
        }
        return source;
    }

    // A finding of the lungs is where its neighbour of the lungs is, if it has no place of its own or explains it.
    [[nodiscard]] bool mayShare(const Finding& finding, const RegionPattern& implied, std::size_t k,
                                std::size_t source) const {
        const Finding& from = findingOf(m_mentions[source]);
        if (m_members.isDevice(m_mentions[source].item)) return false;
        if (!anywhereInLungs(from) && !from.placeAbsent.empty()) return false;
        return implied.empty() || (anywhereInLungs(finding) && explains(m_mentions[k], source));
    }

    // Denied, it would be looked for in both lungs: it has no place of its own ("effusion" has).
    [[nodiscard]] static bool anywhereInLungs(const Finding& finding) {
        const auto& right = finding.placeAbsent.right;
        return right.size() == 1 && domain::regionName(right.front()) == "right lung";
    }

    [[nodiscard]] static bool ownSide(const Mention& mention) { return mention.side.has_value(); }

    [[nodiscard]] bool explains(const Mention& mention, std::size_t source) const {
        const Scope& scope = m_parts.scopes[mention.item];
        const Mention& from = m_mentions[source];
        if (scope.cue == nullptr) return false;
        if (scope.cue->interprets) return from.item < scope.cueItem;
        return mention.existence == Existence::Uncertain && from.existence == Existence::Present && from.placed();
    }

    // The asserted finding before it, with a place, in the same clause.
    [[nodiscard]] std::optional<std::size_t> antecedent(std::size_t k) const {
        for (std::size_t j = k; j-- > 0;) {
            const Mention& other = m_mentions[j];
            if (breakBetween(m_parts, other.item, m_mentions[k].item)) return std::nullopt;
            if (other.existence == Existence::Absent || !other.existence) continue;
            if (!other.regions.empty() || other.placed()) return j;
        }
        return std::nullopt;
    }

    // What explains several findings is where all of them are.
    void inherit(std::size_t k, std::size_t source) {
        Mention& mention = m_mentions[k];
        const bool all = explains(mention, source);
        for (std::size_t j = 0; j <= source; ++j) {
            const Mention& other = m_mentions[j];
            const bool shares =
                j == source || (all && other.existence == Existence::Present && other.pointing != Pointing::Implied &&
                                !breakBetween(m_parts, other.item, mention.item));
            if (!shares) continue;
            addRegions(mention.regions, other.regions);
            mention.side = other.side;
            mention.regionWords = other.regionWords;
        }
        const Mention& from = m_mentions[source];
        mention.pointing = from.pointing == Pointing::Implied ? Pointing::Implied : Pointing::Inherited;
        if (mention.regions.empty()) mention.pointing = Pointing::Nowhere;
        mention.groups = from.groups;
    }

    std::vector<Mention>& m_mentions;
    const SentenceParts& m_parts;
    const Members m_members;
};

}  // namespace

void placeFindings(std::vector<Mention>& mentions, const SentenceParts& parts) {
    FindingPlacer(mentions, parts).place();
}

}  // namespace asg::text
