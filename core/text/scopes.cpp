#include "core/text/scopes.h"

#include <utility>

namespace asg::text {
namespace {

constexpr std::size_t kScopeReach = 40;  // items that a look ahead or back goes at most, to stay linear

constexpr Cue kAlternative{
    .effect = CueEffect::Uncertain, .direction = CueDirection::Either, .certainty = domain::Certainty::Alternative};

bool statesSomething(const Item& item) {
    return item.isAny(Kind::Finding, Kind::Quality);
}

class ScopeReader {
public:
    ScopeReader(std::span<const Item> items, const Ontology& ontology)
        : m_items(items), m_ontology(ontology), m_scopes(items.size()) {}

    std::vector<Scope> read() {
        forward();
        for (std::size_t i = 0; i < m_items.size(); ++i)
            if (m_items[i].is(Kind::Cue) && actsBackwards(i)) backward(i);
        alternatives();
        return std::move(m_scopes);
    }

private:
    // Words that act both ways ("resolved") act forwards where a finding follows.
    [[nodiscard]] const Cue& cueAt(std::size_t i) const {
        const Cue* backward = nullptr;
        const Cue* other = nullptr;
        for (const Meaning& meaning : m_items[i].meanings) {
            if (meaning.kind != Kind::Cue) continue;
            const Cue& cue = m_ontology.cues[meaning.index];
            (cue.direction == CueDirection::Backward ? backward : other) = &cue;
        }
        if (backward == nullptr || (other != nullptr && statementAhead(i))) return *other;
        return *backward;
    }

    [[nodiscard]] bool actsBackwards(std::size_t i) const {
        const Cue& cue = cueAt(i);
        return cue.direction == CueDirection::Backward ||
               (cue.direction == CueDirection::Either && !statementAhead(i) && endsClause(i + 1));
    }

    // "likely overlapping structures" says something of its own, "… is likely." does not.
    [[nodiscard]] bool endsClause(std::size_t i) const {
        return i >= m_items.size() || !(m_items[i].unknown() || m_items[i].is(Kind::Filler));
    }

    [[nodiscard]] bool statementAhead(std::size_t i) const {
        for (std::size_t j = i + 1; j < m_items.size() && j < i + kScopeReach; ++j) {
            const Item& item = m_items[j];
            if (statesSomething(item)) return true;
            if (item.isAny(Kind::Break, Kind::Verb, Kind::Reset, Kind::List, Kind::Relative)) return false;
        }
        return false;
    }

    void forward() {
        Scope active;
        bool seen = false;
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            const Item& item = m_items[i];
            if (item.is(Kind::Cue) && !actsBackwards(i)) {
                open(active, seen, i);
            } else if (item.is(Kind::Break)) {
                active = {};
            } else if (statesSomething(item)) {
                seen = true;
            } else if (active.cue != nullptr && seen && ends(active, i)) {
                active = {};
            }
            m_scopes[i] = active;
        }
    }

    void open(Scope& active, bool& seen, std::size_t i) const {
        const Cue& cue = cueAt(i);
        if (active.has(CueEffect::Hypothetical)) return;
        const bool denied = active.has(CueEffect::Absent) || active.has(CueEffect::Unsaid);
        if (cue.subordinate && (denied || active.has(CueEffect::Uncertain))) return;
        active = {&cue, i};
        seen = false;
    }

    [[nodiscard]] bool ends(const Scope& active, std::size_t i) const {
        if (active.has(CueEffect::Hypothetical)) return false;
        const Item& item = m_items[i];
        // "or identified mass": a participle before its noun is no verb of the clause.
        if (item.is(Kind::Verb) && i + 1 < m_items.size() && m_items[i + 1].is(Kind::Finding)) return false;
        if (item.isAny(Kind::Verb, Kind::Copula, Kind::Reset, Kind::With) || runsOn(i)) return true;
        return item.is(Kind::List) && (active.cue->single || !listGoesOn(i));
    }

    // "no effusion heart size normal": a normal statement begins where a comma is missing.
    [[nodiscard]] bool runsOn(std::size_t i) const {
        if (!m_items[i].is(Kind::Place) || !m_items[i - 1].is(Kind::Finding)) return false;
        std::size_t j = i + 1;
        while (j < m_items.size() && m_items[j].isAny(Kind::Copula, Kind::Filler)) ++j;
        if (j == m_items.size() || !m_items[j].is(Kind::Quality)) return false;
        const auto said = m_ontology.statements.find({m_items[i].index(Kind::Place), m_items[j].index(Kind::Quality)});
        return said != m_ontology.statements.end() && said->second.front().existence == domain::Existence::Absent;
    }

    // "no consolidation, effusion or pneumothorax" goes on; "no consolidation, small effusion" does not.
    [[nodiscard]] bool listGoesOn(std::size_t i) const {
        bool qualified = false;
        bool found = false;
        for (std::size_t j = i + 1; j < m_items.size() && j < i + kScopeReach; ++j) {
            const Item& item = m_items[j];
            // "…, findings compatible with emphysema" begins a clause of its own.
            if (!found && item.is(Kind::Cue) && cueAt(j).subordinate) return false;
            if (item.isAny(Kind::Cue, Kind::Break)) return found ? !qualified : true;
            if (item.is(Kind::Alternative)) return true;
            if (item.isAny(Kind::Verb, Kind::Copula, Kind::Reset, Kind::With)) return found && !qualified;
            if (!found && item.isAny(Kind::Severity, Kind::Change, Kind::Side)) qualified = true;
            if (statesSomething(item)) found = true;
        }
        return !qualified;
    }

    // A cue behind its findings takes the list of findings that it follows.
    void backward(std::size_t i) {
        bool found = false;
        for (std::size_t j = i; j-- > 0 && j + kScopeReach > i;) {
            const Item& item = m_items[j];
            if (item.isAny(Kind::Break, Kind::Relative) || (item.is(Kind::Cue) && !actsBackwards(j))) return;
            if (found && item.isAny(Kind::Verb, Kind::Reset, Kind::With, Kind::Copula)) return;
            if (!statesSomething(item)) continue;
            if (m_scopes[j].cue == nullptr) m_scopes[j] = {&cueAt(i), i};
            found = true;
        }
    }

    // "A versus B", "A or B": nobody knows which, unless both are denied.
    void alternatives() {
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (!m_items[i].isAny(Kind::Versus, Kind::Alternative)) continue;
            const auto left = neighbour(i, -1);
            const auto right = neighbour(i, +1);
            if (!left || !right || sameTag(*left, *right)) continue;
            makeUncertain(*left, i);
            makeUncertain(*right, i);
        }
    }

    // "fibrosis/scar": whichever it is, the tag holds.
    [[nodiscard]] bool sameTag(std::size_t left, std::size_t right) const {
        const auto tag = [&](std::size_t i) { return m_ontology.findings[m_items[i].index(Kind::Finding)].tag; };
        return tag(left) && tag(left) == tag(right);
    }

    [[nodiscard]] std::optional<std::size_t> neighbour(std::size_t i, int step) const {
        for (std::size_t j = i + static_cast<std::size_t>(step), n = 0; j < m_items.size() && n < kScopeReach;
             j += static_cast<std::size_t>(step), ++n) {
            const Item& item = m_items[j];
            if (item.is(Kind::Finding)) return j;
            if (item.isAny(Kind::Break, Kind::Verb, Kind::Reset, Kind::With, Kind::Relative, Kind::Quality,
                           Kind::Copula, Kind::List))
                return std::nullopt;
        }
        return std::nullopt;
    }

    void makeUncertain(std::size_t i, std::size_t at) {
        if (m_scopes[i].cue == nullptr || m_scopes[i].has(CueEffect::Present)) m_scopes[i] = {&kAlternative, at};
    }

    std::span<const Item> m_items;
    const Ontology& m_ontology;
    std::vector<Scope> m_scopes;
};

}  // namespace

std::vector<Scope> readScopes(std::span<const Item> items, const Ontology& ontology) {
    return ScopeReader(items, ontology).read();
}

}  // namespace asg::text
