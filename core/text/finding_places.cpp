#include "core/text/finding_places.h"

#include "core/text/device_tips.h"
#include "core/text/members.h"
#include "core/text/place_attachment.h"
#include "core/text/spoken_sides.h"
#include "core/text/spread.h"

#include <algorithm>

namespace asg::text {
namespace {

using domain::Existence;
using domain::Side;

constexpr std::size_t kInheritReach = 40;  // items that a look goes at most, to stay linear

class FindingPlacer {
public:
    FindingPlacer(std::vector<Mention>& mentions, const SentenceParts& parts)
        : m_mentions(mentions), m_parts(parts), m_members(parts.items, parts.ontology) {}

    void place() {
        attachPlaces(m_mentions, m_parts);
        for (Mention& mention : m_mentions) takeSaidPlaces(mention);
        for (std::size_t i = 0; i < size(); ++i)
            if (item(i).is(Kind::Respective)) dealOut(i);
        for (std::size_t k = 0; k < m_mentions.size(); ++k) {
            Mention& mention = m_mentions[k];
            if (mention.pointing == Pointing::Nowhere && !mention.placed() && !mention.standsFor) inheritOrImply(k);
        }
        for (Mention& mention : m_mentions) leaveBackground(mention);
        for (Mention& mention : m_mentions) shareOneWord(mention);
        placeEllipses(m_mentions, m_parts);
        joinTips(m_mentions, m_parts);
    }

private:
    [[nodiscard]] const Item& item(std::size_t i) const { return m_parts.items[i]; }
    [[nodiscard]] std::size_t size() const { return m_parts.items.size(); }

    // ---- from places to regions ----

    [[nodiscard]] bool stated(const PlaceUse& place) const {
        return std::ranges::any_of(m_parts.statements.uses,
                                   [&](const StatementUse& use) { return use.place == &place; });
    }

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
        std::vector<domain::RegionId> most;
        for (const PlaceGroup* group : mention.groups) {
            if (!group->points() || (behindOnly && !group->preposition)) continue;
            auto& regions = isEmphasised(m_parts, *group) ? most : mention.regions;
            const bool unstated =
                std::ranges::any_of(group->places, [&](const PlaceUse& use) { return use.points && !stated(use); });
            for (const PlaceUse& use : group->places)
                if (use.points && !(unstated && stated(use))) addRegions(regions, regionsOf(use, mention, *group));
            mention.regionWords = wordsOf(*group);
            mention.pointing = group->enclosing(m_parts.ontology) ? Pointing::Enclosing : Pointing::Named;
        }
        keepMostSpecific(mention.regions);
        keepMostSpecific(most);
        if (!most.empty() && mention.regions.empty() && isWidespread(mention))
            mention.regions = findingOf(mention).placeAbsent.resolve(Side::Both);
        addRegions(mention.regions, most);
        if (mention.regions.empty()) mention.pointing = Pointing::Nowhere;
        addOwnPlaceToExtent(mention);
    }

    // "Diffuse bilateral opacities, worse in the right base": in both lungs, and most of it at the base.
    [[nodiscard]] bool isWidespread(const Mention& mention) const {
        if (mention.existence == Existence::Absent || !isAnywhereInLungs(findingOf(mention))) return false;
        return isEverywhere(m_parts, mention.item) || std::ranges::any_of(mention.groups, [](const auto* group) {
                   return group->side == Side::Both && !group->points();
               });
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
            if (other.endItem <= word && other.endItem + kInheritReach > word) group = &other;
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
        if (isWayIn(m_parts, m_mentions, mention)) return;
        const auto existence = mention.existence.value_or(Existence::Absent);
        const bool absent = existence == Existence::Absent;
        // "Chest drain not seen": nobody says where it would be.
        const bool unseen = m_parts.scopes[mention.item].has(CueEffect::Absent) && !mention.side;
        if (unseen && findingOf(mention).placeAbsent.sided() && m_members.isDevice(mention.item)) return;
        const auto source = absent ? std::nullopt : explainedBy(k, antecedent(k));
        const RegionPattern& implied = findingOf(mention).place(existence);
        const bool shares = source && mayShare(findingOf(mention), implied, k, *source);
        const PlaceUse* const state = mention.side || absent ? nullptr : explainedState(m_parts, mention);
        if (state != nullptr && livesAt(*state, implied)) {
            mention.side = state->side;
            if (const auto beside = neighbourOf(m_parts, m_mentions, state->item); beside && !mention.side)
                mention.side = beside->side;
            mention.regions = m_parts.ontology.places[state->place].regions.resolve(mention.side);
            mention.pointing = Pointing::Inherited;
        } else if (shares && !ownSide(mention)) {
            inherit(k, *source);
        } else {
            if (!mention.side && source && implied.sided()) mention.side = m_mentions[*source].side;
            const bool explained = state != nullptr && existence == Existence::Uncertain;
            if (explained && !mention.side && !source && implied.sided()) mention.side = state->side;
            if (!mention.side && !absent && (implied.sided() || implied.empty())) takePlaceBeside(mention, implied);
            if (mention.regions.empty() && !absent && implied.empty() && isEverywhere(m_parts, mention.item))
                mention.regions = findingOf(mention).placeAbsent.resolve(mention.side);
            if (mention.regions.empty()) mention.regions = findingOf(mention).impliedPlace(existence, mention.side);
            if (!mention.regions.empty()) mention.pointing = Pointing::Implied;
        }
    }

    // "Blunting of the left angle, likely pleural thickening": of the places where it may be, the one that shows it.
    [[nodiscard]] static bool livesAt(const PlaceUse& state, const RegionPattern& implied) {
        const auto own = implied.resolve(std::nullopt);
        return !state.regions.empty() && std::ranges::all_of(state.regions, [&](domain::RegionId region) {
            return std::ranges::find(own, region) != own.end();
        });
    }

    // "Biapical scarring on a background of COPD", "cardiomegaly after sternotomy": what was there before points where
    // nothing else does.
    void leaveBackground(Mention& mention) const {
        const std::string_view name = findingOf(mention).name;
        if (mention.pointing != Pointing::Implied || mention.existence == Existence::Absent || mention.side) return;
        if (name == "sternotomy" && placesAnother(mention)) mention.regions.clear();
        if (name != "copd") return;
        const bool placed = std::ranges::any_of(m_mentions, [&](const Mention& other) {
            return other.existence == Existence::Present && other.pointing == Pointing::Named &&
                   std::ranges::any_of(other.regions, [&](domain::RegionId region) {
                       const auto parent = domain::parentRegion(region);
                       return parent && std::ranges::find(mention.regions, *parent) != mention.regions.end();
                   });
        });
        if (placed) mention.regions.clear();
    }

    [[nodiscard]] bool placesAnother(const Mention& mention) const {
        return std::ranges::any_of(m_mentions, [&](const Mention& other) {
            return other.item != mention.item && other.existence == Existence::Present && !other.regions.empty();
        });
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
        auto beside = neighbourOf(m_parts, m_mentions, mention.item);
        if (!beside) beside = besideEffusion(mention);
        if (!beside || (!beside->explained.empty() && !implied.empty())) return;
        mention.side = beside->side;
        if (!implied.empty() || !isAnywhereInLungs(findingOf(mention))) return;
        if (!beside->explained.empty())
            mention.regions = beside->explained;
        else if (beside->atBase)
            mention.regions = lowerZone(beside->side);
    }

    // "Left effusion and atelectasis"
    [[nodiscard]] std::optional<Neighbour> besideEffusion(const Mention& mention) const {
        static const auto effusion = domain::tagFromName("pleural effusion");
        static const auto atelectasis = domain::tagFromName("atelectasis");
        if (findingOf(mention).tag != atelectasis || mention.item < 2) return std::nullopt;
        std::size_t i = mention.item;
        while (i > 1 && item(i - 1).isAny(Kind::Filler, Kind::Severity)) --i;
        if (!item(i - 1).is(Kind::List) || item(i - 1).mark) return std::nullopt;
        for (const Mention& other : m_mentions)
            if (other.item + 2 == i && findingOf(other).tag == effusion && other.side && other.existence)
                return Neighbour{*other.side, *other.existence != Existence::Absent, {}};
        return std::nullopt;
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
        for (std::size_t j = *source + 1; j-- > 0 && m_mentions[j].item + kInheritReach > m_mentions[k].item;) {
            const Finding& from = findingOf(m_mentions[j]);
            const bool placedHere = m_mentions[j].existence == Existence::Present && m_mentions[j].placed();
            if (breakBetween(m_parts, m_mentions[j].item, m_mentions[k].item)) break;
            if (m_mentions[j].item < scope.cueItem && placedHere && isAnywhereInLungs(from)) return j;
        }
        return source;
    }

    // A finding of the lungs is where its neighbour of the lungs is, if it has no place of its own or explains it.
    [[nodiscard]] bool mayShare(const Finding& finding, const RegionPattern& implied, std::size_t k,
                                std::size_t source) const {
        const Finding& from = findingOf(m_mentions[source]);
        if (m_members.isDevice(m_mentions[source].item)) return false;
        if (!isAnywhereInLungs(from) && !from.placeAbsent.empty()) return false;
        return implied.empty() || ((isAnywhereInLungs(finding) || layersInLung(finding, m_mentions[source])) &&
                                   explains(m_mentions[k], source));
    }

    // "Opacities at both bases, likely effusions": fluid is seen where the opacity is that it explains.
    [[nodiscard]] static bool layersInLung(const Finding& finding, const Mention& source) {
        static const auto effusion = domain::tagFromName("pleural effusion");
        return finding.tag == effusion && source.pointing != Pointing::Implied;
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
