#include "core/text/sentence_reader.h"

#include "core/text/device_tips.h"
#include "core/text/finding_places.h"
#include "core/text/items.h"
#include "core/text/members.h"
#include "core/text/place_groups.h"
#include "core/text/scopes.h"
#include "core/text/spoken_sides.h"
#include "core/text/statements.h"

#include <algorithm>

namespace asg::text {
namespace {

using domain::Existence;

constexpr std::size_t kModifierReach = 8;  // items between a modifier and what it modifies

class SentenceReader {
public:
    SentenceReader(std::span<const Token> tokens, std::size_t first, std::size_t end, const Ontology& ontology)
        : m_ontology(ontology),
          m_items(matchItems(tokens, first, end, ontology)),
          m_groups(groupPlaces(m_items, ontology)),
          m_ellipses(findEllipses(m_items, ontology)),
          m_scopes(readScopes(m_items, m_ellipses, ontology)),
          m_statements(readStatements(m_items, m_groups, ontology)) {}

    SentenceReading read() {
        auto mentions = findMentions();
        const SentenceParts parts{m_items, m_groups, m_scopes, m_statements, m_ellipses, m_ontology};
        placeFindings(mentions, parts);
        leaveLeadsOut(mentions, parts);
        SentenceReading reading;
        for (const Mention& mention : mentions) addTriplet(reading, mention);
        for (const StatementUse& use : m_statements.uses) {
            auto side = use.place->side;
            if (!side) side = sideOfDoer(parts, mentions, use.qualityItem);
            if (const auto beside = side ? std::nullopt : neighbourOf(parts, mentions, use.place->item))
                side = beside->side;
            addStatement(reading, use, side);
        }
        addBarePlaces(reading, mentions);
        std::ranges::stable_sort(reading.triplets, {}, [](const ReadTriplet& t) { return t.findingWords.first; });
        merge(reading.triplets);
        return reading;
    }

private:
    [[nodiscard]] std::vector<Mention> findMentions() const {
        std::vector<Mention> mentions;
        for (std::size_t i = 0; i < m_items.size(); ++i)
            for (const Meaning& meaning : m_items[i].meanings)
                if (meaning.kind == Kind::Finding && !statedAt(i, meaning.index))
                    mentions.push_back(mention(i, meaning.index));
        for (const Ellipsis& ellipsis : m_ellipses)
            for (const Meaning& meaning : m_items[ellipsis.finding].meanings)
                if (meaning.kind == Kind::Finding) {
                    mentions.push_back(mention(ellipsis.side, meaning.index));
                    mentions.back().standsFor = ellipsis.finding;
                }
        return mentions;
    }

    // "obscuring the left hemidiaphragm": the place that it is said of says it already.
    [[nodiscard]] bool statedAt(std::size_t i, std::uint16_t finding) const {
        return std::ranges::any_of(m_statements.uses, [&](const StatementUse& use) {
            return use.qualityItem == i && use.statement.finding == finding;
        });
    }

    [[nodiscard]] Mention mention(std::size_t i, std::uint16_t finding) const {
        Mention mention;
        mention.item = i;
        mention.finding = finding;
        if (std::ranges::find(m_statements.deniedFindings, i) != m_statements.deniedFindings.end())
            mention.existence = Existence::Absent;
        else
            mention.existence = existenceIn(m_scopes[i]);
        // A tip that is not seen is somewhere all the same.
        if (m_scopes[i].has(CueEffect::Absent) && Members(m_items, m_ontology).isTip(i)) mention.existence.reset();
        return mention;
    }

    /// Nothing: neither asserted nor denied.
    static std::optional<Existence> existenceIn(const Scope& scope) {
        if (scope.cue == nullptr) return Existence::Present;
        switch (scope.cue->effect) {
            case CueEffect::Present: return Existence::Present;
            case CueEffect::Absent:
            case CueEffect::Resolved: return Existence::Absent;
            case CueEffect::Uncertain: return Existence::Uncertain;
            case CueEffect::Unsaid:
            case CueEffect::Hypothetical: return std::nullopt;
        }
        return std::nullopt;
    }

    [[nodiscard]] Words wordsOf(std::size_t item) const { return {m_items[item].firstToken, m_items[item].endToken}; }

    void addTriplet(SentenceReading& reading, const Mention& mention) const {
        if (!mention.existence) {
            if (m_scopes[mention.item].has(CueEffect::Unsaid) && !mention.regions.empty())
                reading.places.push_back({mention.regions, mention.pointing, mention.side, wordsOf(mention.item)});
            return;
        }
        ReadTriplet triplet;
        triplet.finding = mention.finding;
        triplet.existence = *mention.existence;
        if (triplet.existence == Existence::Uncertain) triplet.certainty = m_scopes[mention.item].cue->certainty;
        triplet.regions = mention.regions;
        triplet.pointing = mention.pointing;
        triplet.laterality = mention.side;
        triplet.findingWords = wordsOf(mention.item);
        triplet.regionWords = mention.regionWords;
        describe(triplet, mention.item);
        reading.triplets.push_back(std::move(triplet));
    }

    // What a quality says of a place, unless the words around it take it back.
    void addStatement(SentenceReading& reading, const StatementUse& use, std::optional<domain::Side> side) const {
        const Scope& scope = m_scopes[use.qualityItem];
        const auto said = existenceIn(scope);
        if (!said) return;
        const bool asserts = use.statement.existence == Existence::Present;
        if (!asserts && *said == Existence::Absent) return;
        ReadTriplet triplet;
        triplet.finding = use.statement.finding;
        triplet.existence = asserts ? *said : use.statement.existence;
        if (triplet.existence == Existence::Uncertain)
            triplet.certainty = asserts ? scope.cue->certainty : use.statement.certainty;
        triplet.laterality = side;
        triplet.findingWords = wordsOf(use.qualityItem);
        triplet.regions =
            side == use.place->side ? use.place->regions : m_ontology.places[use.place->place].regions.resolve(side);
        triplet.regionWords = wordsOf(use.place->item);
        triplet.pointing =
            m_ontology.places[use.place->place].role == PlaceRole::Enclosing ? Pointing::Enclosing : Pointing::Named;
        auto own = m_ontology.findings[triplet.finding].impliedPlace(triplet.existence, side);
        if (triplet.regions.empty() || liesWithin(own, triplet.regions)) {
            const PlaceGroup* const behind = use.place->item < use.qualityItem ? placeBehind(use.qualityItem) : nullptr;
            triplet.regions = behind != nullptr ? behind->regions() : std::move(own);
            triplet.pointing = triplet.regions.empty() ? Pointing::Nowhere
                               : behind != nullptr     ? Pointing::Named
                                                       : Pointing::Implied;
        }
        describe(triplet, use.qualityItem);
        reading.triplets.push_back(std::move(triplet));
    }

    // "The pleura is thickened at the right apex"
    [[nodiscard]] const PlaceGroup* placeBehind(std::size_t quality) const {
        for (const PlaceGroup& group : m_groups) {
            if (group.firstItem <= quality) continue;
            for (std::size_t j = quality + 1; j < group.firstItem; ++j)
                if (!m_items[j].isAny(Kind::Preposition, Kind::Filler, Kind::Side)) return nullptr;
            return group.regions().empty() ? nullptr : &group;
        }
        return nullptr;
    }

    // "Lungs and pleura are clear": an effusion would be in the angles.
    [[nodiscard]] static bool liesWithin(std::span<const domain::RegionId> own,
                                         std::span<const domain::RegionId> place) {
        return !own.empty() && std::ranges::all_of(own, [&](domain::RegionId region) {
            const auto parent = domain::parentRegion(region);
            return domain::regionSide(region) && parent && std::ranges::find(place, *parent) != place.end();
        });
    }

    // Cue, severity and change of what stands at an item.
    void describe(ReadTriplet& triplet, std::size_t item) const {
        const Scope& scope = m_scopes[item];
        if (scope.cue != nullptr) triplet.cueWords = wordsOf(scope.cueItem);
        if (scope.has(CueEffect::Resolved)) triplet.change = domain::Change::Resolved;
        if (const auto at = modifierOf(item, Kind::Severity))
            triplet.severity = m_ontology.severities[m_items[*at].index(Kind::Severity)];
        if (const auto at = modifierOf(item, Kind::Change); at && !triplet.change)
            triplet.change = m_ontology.changes[m_items[*at].index(Kind::Change)];
    }

    [[nodiscard]] std::optional<std::size_t> modifierOf(std::size_t item, Kind kind) const {
        const bool elliptic = !m_items[item].statesSomething();
        for (std::size_t j = item; j-- > 0 && j + kModifierReach > item;) {
            if (m_items[j].is(kind)) return j;
            if (elliptic && m_items[j].is(Kind::List)) break;
            if (m_items[j].isAny(Kind::Break, Kind::Finding, Kind::With)) break;
        }
        for (std::size_t j = item + 1; j < m_items.size() && j < item + kModifierReach; ++j) {
            if (m_items[j].is(kind) && !findingFollows(j)) return j;
            if (m_items[j].isAny(Kind::Break, Kind::Finding, Kind::With, Kind::List)) break;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool findingFollows(std::size_t j) const {
        return j + 1 < m_items.size() && m_items[j + 1].is(Kind::Finding);
    }

    // Places that no finding and no statement took are what the sentence speaks of.
    void addBarePlaces(SentenceReading& reading, const std::vector<Mention>& mentions) const {
        for (const PlaceGroup& group : m_groups) {
            const bool taken = std::ranges::any_of(
                mentions, [&](const Mention& m) { return std::ranges::find(m.groups, &group) != m.groups.end(); });
            if (taken || m_scopes[group.firstItem].has(CueEffect::Hypothetical) || saidCloser(group, mentions))
                continue;
            for (const PlaceUse& use : group.places) {
                if (!use.points || use.regions.empty() || stated(use)) continue;
                const bool part = m_ontology.places[use.place].role == PlaceRole::Enclosing;
                reading.places.push_back(
                    {use.regions, part ? Pointing::Enclosing : Pointing::Named, use.side, wordsOf(use.item)});
            }
        }
    }

    // "The lungs show perihilar edema": what is shown is at a part of the place that shows it.
    [[nodiscard]] bool saidCloser(const PlaceGroup& group, const std::vector<Mention>& mentions) const {
        const auto regions = group.regions();
        const auto inside = [&](domain::RegionId region) {
            const auto parent = domain::parentRegion(region);
            return parent && std::ranges::find(regions, *parent) != regions.end();
        };
        const auto verb = std::find_if(m_items.begin() + static_cast<std::ptrdiff_t>(group.endItem), m_items.end(),
                                       [](const Item& item) { return !item.is(Kind::Filler); });
        if (verb == m_items.end() || !verb->is(Kind::Verb)) return false;
        const auto shown = std::ranges::find_if(mentions, [&](const Mention& m) { return m.item >= group.endItem; });
        return shown != mentions.end() && shown->pointing == Pointing::Named && !shown->regions.empty() &&
               std::ranges::all_of(shown->regions, inside);
    }

    [[nodiscard]] bool stated(const PlaceUse& place) const {
        return std::ranges::any_of(m_statements.uses, [&](const StatementUse& use) { return use.place == &place; });
    }

    // One finding said twice of the same place in one sentence is one triplet.
    static void merge(std::vector<ReadTriplet>& triplets) {
        std::vector<ReadTriplet> kept;
        for (ReadTriplet& triplet : triplets) {
            const bool repeated = std::ranges::any_of(kept, [&](const ReadTriplet& other) {
                return other.finding == triplet.finding && other.existence == triplet.existence &&
                       other.regions == triplet.regions;
            });
            if (!repeated) kept.push_back(std::move(triplet));
        }
        triplets = std::move(kept);
    }

    const Ontology& m_ontology;
    std::vector<Item> m_items;
    std::vector<PlaceGroup> m_groups;
    std::vector<Ellipsis> m_ellipses;
    std::vector<Scope> m_scopes;
    Statements m_statements;
};

}  // namespace

SentenceReading readSentence(std::span<const Token> tokens, std::size_t first, std::size_t end,
                             const Ontology& ontology) {
    return SentenceReader(tokens, first, end, ontology).read();
}

}  // namespace asg::text
