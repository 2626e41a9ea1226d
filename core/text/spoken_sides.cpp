#include "core/text/spoken_sides.h"

#include "core/text/members.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace asg::text {
namespace {

using domain::Side;

constexpr std::size_t kSideReach = 40;  // items that a look back goes at most, to stay linear

bool within(std::size_t from, std::size_t to) {
    return from < to && from + kSideReach > to;
}

/// A verb and nothing else that could begin a clause.
bool oneClauseBetween(const SentenceParts& parts, std::size_t from, std::size_t to) {
    bool verb = false;
    for (std::size_t j = from; j < to; ++j) {
        if (parts.items[j].isAny(Kind::Break, Kind::Reset, Kind::List, Kind::Finding)) return false;
        verb = verb || parts.items[j].is(Kind::Verb);
    }
    return verb;
}

/// The nearest word of a kind before an item, in its clause.
std::optional<std::size_t> wordBefore(const SentenceParts& parts, std::size_t item, Kind kind) {
    std::size_t at = item;
    while (at-- > 0 && !parts.items[at].is(kind)) {
        const bool clauseEnds = parts.items[at].isAny(Kind::Break, Kind::Reset, Kind::Verb, Kind::Copula);
        if (at + kSideReach < item || clauseEnds || (kind == Kind::With && parts.items[at].is(Kind::List))) return {};
    }
    return at < item ? std::optional(at) : std::nullopt;
}

/// "On the left there is …": the side that a clause begins with.
std::optional<Neighbour> topicBefore(const SentenceParts& parts, std::size_t item) {
    std::size_t first = item;
    while (first > 0 && first + kSideReach > item && !parts.items[first - 1].is(Kind::Break)) --first;
    for (const PlaceGroup& group : parts.groups) {
        if (!group.side || group.side == Side::Both || !group.preposition || !group.places.empty()) continue;
        if (group.firstItem < first || group.endItem > item || group.firstItem > first + 2) continue;
        std::size_t next = group.endItem;
        while (next < item && parts.items[next].is(Kind::List) && parts.items[next].mark) ++next;
        if (parts.items[next].isAny(Kind::Reset, Kind::Verb, Kind::Copula)) return Neighbour{*group.side, false};
    }
    return std::nullopt;
}

bool isAtBase(std::span<const domain::RegionId> regions) {
    return !regions.empty() && std::ranges::all_of(regions, [](domain::RegionId region) {
        const auto name = domain::regionName(region);
        return name.ends_with("costophrenic angle") || name.ends_with("hemidiaphragm") ||
               name.ends_with("lower lung zone");
    });
}

bool isDevice(const Mention& mention, const SentenceParts& parts) {
    return Members(parts.items, parts.ontology).isDevice(mention.item);
}

}  // namespace

bool breakBetween(const SentenceParts& parts, std::size_t from, std::size_t to) {
    for (std::size_t j = from + 1; j < to; ++j)
        if (parts.items[j].isAny(Kind::Break, Kind::Reset)) return true;
    return false;
}

std::optional<Side> sideOfLungBefore(const SentenceParts& parts, const PlaceGroup& group) {
    for (const PlaceGroup& other : parts.groups) {
        if (!within(other.firstItem, group.firstItem)) continue;
        const auto regions = other.regions();
        const bool oneLung = regions.size() == 1 && domain::regionName(regions.front()).ends_with(" lung");
        if (oneLung && oneClauseBetween(parts, other.endItem, group.firstItem))
            return domain::regionSide(regions.front());
    }
    return std::nullopt;
}

std::optional<Neighbour> neighbourOf(const SentenceParts& parts, std::span<const Mention> mentions, std::size_t item) {
    auto joint = wordBefore(parts, item, Kind::Nearby);
    const bool near = joint.has_value();
    if (!joint) joint = wordBefore(parts, item, Kind::With);
    if (!joint) return topicBefore(parts, item);
    std::optional<Neighbour> neighbour;
    for (const PlaceGroup& group : parts.groups) {
        if (!group.side || !within(group.firstItem, *joint) || breakBetween(parts, group.firstItem, *joint)) continue;
        if (!near && neighbour && neighbour->side != group.side) return std::nullopt;
        neighbour = Neighbour{*group.side, isAtBase(group.regions())};
    }
    const Mention* beside = nullptr;
    for (const Mention& mention : mentions)
        if (mention.item < *joint && (beside == nullptr || mention.item > beside->item)) beside = &mention;
    if (neighbour && beside != nullptr && !breakBetween(parts, beside->item, *joint)) {
        const auto& regions = parts.ontology.findings[beside->finding].placePresent.resolve(neighbour->side);
        neighbour->atBase = neighbour->atBase || isAtBase(regions);
        if (!near && isDevice(*beside, parts)) return std::nullopt;
    }
    return neighbour;
}

std::optional<Side> sideOfStatement(const SentenceParts& parts, const Mention& mention) {
    const Scope& scope = parts.scopes[mention.item];
    if (scope.cue == nullptr || mention.existence != domain::Existence::Uncertain) return std::nullopt;
    for (const StatementUse& use : parts.statements.uses)
        if (use.qualityItem < scope.cueItem && within(use.qualityItem, mention.item) && use.place->side &&
            !breakBetween(parts, use.qualityItem, mention.item))
            return use.place->side;
    return std::nullopt;
}

void placeEllipses(std::vector<Mention>& mentions, const SentenceParts& parts) {
    for (Mention& mention : mentions) {
        if (!mention.standsFor || !mention.existence) continue;
        const Finding& finding = parts.ontology.findings[mention.finding];
        mention.side = parts.ontology.sides[parts.items[mention.item].index(Kind::Side)];
        for (const Mention& meant : mentions) {
            const bool named = meant.pointing != Pointing::Implied && meant.pointing != Pointing::Nowhere;
            if (meant.item != *mention.standsFor || meant.finding != mention.finding || !named) continue;
            for (const domain::RegionId region : meant.regions) {
                const bool same = domain::regionSide(region) == mention.side;
                addRegions(mention.regions, std::array{same ? region : domain::mirroredRegion(region)});
            }
            mention.pointing = Pointing::Inherited;
        }
        if (!mention.regions.empty()) continue;
        mention.regions = finding.impliedPlace(*mention.existence, mention.side);
        mention.pointing = mention.regions.empty() ? Pointing::Nowhere : Pointing::Implied;
    }
}

}  // namespace asg::text
