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

/// A verb and nothing else that could begin a clause, or an exception ("the right lung is clear aside from").
bool oneClauseBetween(const SentenceParts& parts, std::size_t from, std::size_t to) {
    bool verb = false;
    for (std::size_t j = from; j < to; ++j) {
        if (parts.items[j].is(Kind::Exception)) return true;
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
        if (parts.items[next].isAny(Kind::Reset, Kind::Verb, Kind::Copula)) return Neighbour{*group.side, false, {}};
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

/// The last finding before an item, in its clause.
const Mention* lastBefore(const SentenceParts& parts, std::span<const Mention> mentions, std::size_t item) {
    const Mention* last = nullptr;
    for (const Mention& mention : mentions)
        if (mention.item < item && (last == nullptr || mention.item > last->item)) last = &mention;
    return last == nullptr || breakBetween(parts, last->item, item) ? nullptr : last;
}

/// What was said last before an item and has a side.
std::optional<Neighbour> nearest(const SentenceParts& parts, std::span<const Mention> mentions, std::size_t item) {
    std::optional<Neighbour> neighbour;
    for (const PlaceGroup& group : parts.groups)
        if (group.side && within(group.firstItem, item) && !breakBetween(parts, group.firstItem, item))
            neighbour = Neighbour{*group.side, isAtBase(group.regions()), {}};
    const Mention* beside = lastBefore(parts, mentions, item);
    if (!neighbour || beside == nullptr) return neighbour;
    const auto own = parts.ontology.findings[beside->finding].placePresent.resolve(neighbour->side);
    neighbour->atBase = neighbour->atBase || isAtBase(own);
    return neighbour;
}

/// Whether all sides that are said in the clause before an item are one.
bool oneSideBefore(const SentenceParts& parts, std::size_t item) {
    std::optional<Side> side;
    for (const PlaceGroup& group : parts.groups) {
        if (!group.side || !within(group.firstItem, item) || breakBetween(parts, group.firstItem, item)) continue;
        if (side && side != group.side) return false;
        side = group.side;
    }
    return side.has_value();
}

/// "Right effusion with atelectasis"; not "right PICC with atelectasis".
std::optional<Neighbour> company(const SentenceParts& parts, std::span<const Mention> mentions, std::size_t with) {
    const Mention* beside = lastBefore(parts, mentions, with);
    const bool device = beside != nullptr && Members(parts.items, parts.ontology).isDevice(beside->item);
    return device || !oneSideBefore(parts, with) ? std::nullopt : nearest(parts, mentions, with);
}

/// "Opacity at the left base, consistent with lower lobe pneumonia": the side of what is explained.
std::optional<Neighbour> explainedBefore(const SentenceParts& parts, std::size_t item) {
    const Scope& scope = parts.scopes[item];
    if (scope.cue == nullptr || !scope.cue->interprets || scope.cueItem > item) return std::nullopt;
    if (!oneSideBefore(parts, scope.cueItem)) return std::nullopt;
    auto explained = nearest(parts, {}, scope.cueItem);
    for (const PlaceGroup& group : parts.groups)
        if (group.endItem <= scope.cueItem && within(group.firstItem, scope.cueItem))
            explained->explained = group.regions();
    return explained;
}

/// "Small right pneumothorax, I mean effusion": the side of what is taken back.
std::optional<Neighbour> correctedBefore(const SentenceParts& parts, std::span<const Mention> mentions,
                                         std::size_t item) {
    std::size_t at = item;
    while (at > 0 && at + kSideReach > item && !parts.items[at].is(Kind::Break)) --at;
    const bool corrects = std::ranges::any_of(parts.items[at].meanings, [&](const Meaning& meaning) {
        return meaning.kind == Kind::Cue && parts.ontology.cues[meaning.index].effect == CueEffect::Unsaid;
    });
    if (!parts.items[at].is(Kind::Break) || !corrects) return std::nullopt;
    auto neighbour = nearest(parts, mentions, at);
    if (neighbour) neighbour->atBase = false;
    return neighbour;
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
    if (const auto near = wordBefore(parts, item, Kind::Nearby)) return nearest(parts, mentions, *near);
    std::optional<Neighbour> neighbour;
    if (const auto with = wordBefore(parts, item, Kind::With)) neighbour = company(parts, mentions, *with);
    if (!neighbour) neighbour = explainedBefore(parts, item);
    if (!neighbour) neighbour = topicBefore(parts, item);
    return neighbour ? neighbour : correctedBefore(parts, mentions, item);
}

const PlaceUse* explainedState(const SentenceParts& parts, const Mention& mention) {
    const Scope& scope = parts.scopes[mention.item];
    const std::size_t behind = scope.cue != nullptr ? scope.cueItem : mention.item;
    for (const StatementUse& use : parts.statements.uses)
        if (use.qualityItem < behind && within(use.qualityItem, mention.item) &&
            use.statement.existence == domain::Existence::Present &&
            !breakBetween(parts, use.qualityItem, mention.item))
            return use.place;
    return nullptr;
}

std::optional<Side> sideOfDoer(const SentenceParts& parts, std::span<const Mention> mentions, std::size_t state) {
    std::size_t i = state;
    while (i > 0 && parts.items[i - 1].isAny(Kind::Filler, Kind::Severity, Kind::Copula)) --i;
    for (const Mention& mention : mentions)
        if (mention.item + 1 == i && mention.side != Side::Both) return mention.side;
    return std::nullopt;
}

bool isWayIn(const SentenceParts& parts, std::span<const Mention> mentions, const Mention& mention) {
    const Members members(parts.items, parts.ontology);
    if (&mention == &mentions.front() || !members.isDevice(mention.item)) return false;
    std::size_t i = mention.item;
    while (i > 0 && (parts.items[i - 1].isAny(Kind::Filler, Kind::Side) || parts.items[i - 1].unknown())) --i;
    return i > 0 && parts.items[i - 1].is(Kind::Way);
}

void placeEllipses(std::vector<Mention>& mentions, const SentenceParts& parts) {
    for (Mention& mention : mentions) {
        if (!mention.standsFor || !mention.existence) continue;
        const Finding& finding = parts.ontology.findings[mention.finding];
        mention.side = parts.ontology.sides[parts.items[mention.item].index(Kind::Side)];
        for (const PlaceGroup& group : parts.groups)
            if (group.firstItem <= mention.item && mention.item < group.endItem) mention.regions = group.regions();
        if (!mention.regions.empty()) mention.pointing = Pointing::Named;
        for (const Mention& meant : mentions) {
            const bool named = meant.pointing != Pointing::Implied && meant.pointing != Pointing::Nowhere;
            const bool said = mention.pointing == Pointing::Named;
            if (said || meant.item != *mention.standsFor || meant.finding != mention.finding || !named) continue;
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
