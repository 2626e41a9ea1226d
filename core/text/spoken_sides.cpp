#include "core/text/spoken_sides.h"

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

std::optional<Side> sideNearby(const SentenceParts& parts, std::size_t item) {
    std::size_t at = item;
    while (at-- > 0 && !parts.items[at].is(Kind::Nearby))
        if (at + kSideReach < item || parts.items[at].isAny(Kind::Break, Kind::Reset, Kind::Verb, Kind::Copula))
            return std::nullopt;
    if (at >= item) return std::nullopt;
    std::optional<Side> side;
    for (const PlaceGroup& group : parts.groups)
        if (group.side && within(group.firstItem, at) && !breakBetween(parts, group.firstItem, at)) side = group.side;
    return side;
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

}  // namespace asg::text
