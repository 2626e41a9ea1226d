#include "core/text/scopes.h"

#include "core/text/members.h"

#include <utility>

namespace asg::text {
namespace {

constexpr std::size_t kScopeReach = 40;  // items that a look ahead or back goes at most, to stay linear

constexpr Cue kAlternative{
    .effect = CueEffect::Uncertain, .direction = CueDirection::Either, .certainty = domain::Certainty::Alternative};
/// "Neither … can be excluded", "it is not true that there is no …".
constexpr Cue kDeniedDenial{.effect = CueEffect::Uncertain, .direction = CueDirection::Either};
/// "No noncalcified nodule": says nothing of calcification.
constexpr Cue kDeniedOwn{.effect = CueEffect::Unsaid, .direction = CueDirection::Own};
/// "Neither … has changed": the change is denied, not the finding.
constexpr Cue kDeniedChange{.effect = CueEffect::Present, .direction = CueDirection::Either};

class ScopeReader {
public:
    ScopeReader(std::span<const Item> items, std::span<const Ellipsis> ellipses, const Ontology& ontology)
        : m_items(items),
          m_ellipses(ellipses),
          m_ontology(ontology),
          m_members(items, ontology),
          m_scopes(items.size()) {}

    std::vector<Scope> read() {
        forward();
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (!m_items[i].is(Kind::Cue)) continue;
            if (cueAt(i).direction == CueDirection::Own)
                m_scopes[i] = {m_scopes[i].has(CueEffect::Absent) ? &kDeniedOwn : &cueAt(i), i};
            else if (actsBackwards(i))
                backward(i);
        }
        alternatives();
        return std::move(m_scopes);
    }

private:
    // ---- which way a cue acts ----

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

    [[nodiscard]] bool actsForwards(std::size_t i) const {
        return cueAt(i).direction != CueDirection::Own && !actsBackwards(i);
    }

    // "likely overlapping structures", "likely chronic" say something of their own, "… is likely." does not.
    [[nodiscard]] bool endsClause(std::size_t i) const {
        if (i >= m_items.size()) return true;
        return !m_items[i].unknown() && !m_items[i].isAny(Kind::Filler, Kind::Change, Kind::Severity);
    }

    [[nodiscard]] bool statementAhead(std::size_t i) const {
        for (std::size_t j = i + 1; j < m_items.size() && j < i + kScopeReach; ++j) {
            const Item& item = m_items[j];
            if (item.statesSomething()) return true;
            if (item.isAny(Kind::Break, Kind::Verb, Kind::Reset, Kind::List, Kind::Relative)) return false;
        }
        return false;
    }

    // ---- forwards: where a scope begins and ends ----

    struct Open {
        Scope scope;
        bool stated = false;    ///< it has met something that it decides
        bool spent = false;     ///< it was said of a verb alone ("the base is not well seen")
        bool complete = false;  ///< its list has come to "or" or "and": a further comma ends it
        std::size_t head = 0;   ///< what it has met last
    };

    void forward() {
        Open open;
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            const Item& item = m_items[i];
            if (item.is(Kind::Cue) && actsForwards(i))
                begin(open, i);
            else if (open.scope.cue != nullptr && ends(open, i))
                open = {};
            if (item.statesSomething()) {
                open.stated = true;
                open.head = i;
            }
            m_scopes[i] = open.scope;
        }
    }

    void begin(Open& open, std::size_t i) const {
        const Cue& cue = cueAt(i);
        if (open.scope.has(CueEffect::Hypothetical)) return;
        const bool denied = open.scope.has(CueEffect::Absent) || open.scope.has(CueEffect::Unsaid);
        if (cue.subordinate && (denied || open.scope.has(CueEffect::Uncertain))) return;
        const bool twice = open.scope.has(CueEffect::Absent) && cue.effect == CueEffect::Absent && !open.stated &&
                           clauseBetween(open.scope.cueItem, i);
        open = {};
        open.scope = {twice ? &kDeniedDenial : &echoed(cue, i), i};
    }

    // "… cannot be excluded, nor can …", "… has not changed, nor has …": what was said behind the first holds again.
    [[nodiscard]] const Cue& echoed(const Cue& cue, std::size_t i) const {
        if (!cue.echoes) return cue;
        for (std::size_t j = i; j-- > 0 && j + kScopeReach > i;)
            if (m_items[j].is(Kind::Cue) && actsBackwards(j)) return cueAt(j);
        return cue;
    }

    // "It is not true that there is no …": the first denial is of the second.
    [[nodiscard]] bool clauseBetween(std::size_t from, std::size_t to) const {
        bool clause = false;
        for (std::size_t j = from + 1; j < to; ++j) {
            if (jointOf(m_items[j]) != Joint::None) return false;
            clause = clause || m_items[j].isAny(Kind::Relative, Kind::Reset);
        }
        return clause;
    }

    /// The one place that says where a scope ends: at a contrast; and once it has met what it decides, at a verb of its
    /// own, at a joint behind which a member stands alone, and where a new thing begins without any joint.
    [[nodiscard]] bool ends(Open& open, std::size_t i) const {
        const Item& item = m_items[i];
        const Joint joint = jointOf(item);
        if (joint == Joint::Break) return true;
        if (!open.stated) {
            const bool list = joint == Joint::Comma || joint == Joint::And;
            const bool over =
                list && !open.scope.has(CueEffect::Hypothetical) && (open.spent || beginsAnew(open.scope.cueItem, i));
            open.spent = open.spent || item.is(Kind::Verb);
            return over;
        }
        if (open.scope.cue->devices && item.statesSomething() && !m_members.isDevice(i)) return true;
        if (open.scope.has(CueEffect::Absent) && complements(open.head, i)) return true;
        if (joint != Joint::None && joint != Joint::With) {
            const Joint whole = strongest(i, joint);
            const bool ended = !goesOn(open, i, whole);
            open.complete = open.complete || whole == Joint::Or || whole == Joint::And;
            return ended;
        }
        if (open.scope.has(CueEffect::Hypothetical)) return false;
        if (item.is(Kind::Verb) && i + 1 < m_items.size() && m_items[i + 1].is(Kind::Finding)) return false;
        return item.isAny(Kind::Verb, Kind::Copula, Kind::Reset, Kind::With) || runsOn(i);
    }

    // "No other event, stable granuloma": what was denied is a word that the tables do not know.
    [[nodiscard]] bool beginsAnew(std::size_t cue, std::size_t joint) const {
        const Member next = m_members.from(joint + 1);
        bool strange = false;
        for (std::size_t j = cue + 1; j < joint; ++j) strange = strange || m_items[j].unknown();
        return next.predicate || (strange && next.asserted);
    }

    // "No enlargement of the nodule": the enlargement is denied, not the nodule.
    [[nodiscard]] bool complements(std::size_t head, std::size_t i) const {
        if (!m_items[i].is(Kind::Finding) || m_items[head].is(Kind::Finding)) return false;
        for (std::size_t j = head + 1; j < i; ++j)
            if (m_items[j].is(Kind::Preposition)) return true;
        return false;
    }

    // ", or" is one joint.
    [[nodiscard]] Joint strongest(std::size_t i, Joint joint) const {
        if (joint != Joint::Comma || i + 1 >= m_items.size()) return joint;
        const Joint next = jointOf(m_items[i + 1]);
        return next == Joint::And || next == Joint::Or ? next : joint;
    }

    [[nodiscard]] bool goesOn(const Open& open, std::size_t at, Joint joint) const {
        const Cue& cue = *open.scope.cue;
        if (cue.single) return joint == Joint::Or;
        const Member member = m_members.from(at + 1);
        if (member.cueFirst) return !member.interpreted;
        if (!member.head) return !member.qualified;
        if (joint == Joint::Or) return true;
        if (member.predicate) return false;
        if (cue.effect == CueEffect::Hypothetical) return !member.asserted || m_members.listEndsInOr(member);
        if (member.asserted) return false;
        // "removal of the endotracheal tube and left chest tube": devices go by their side.
        if (cue.devices && joint == Joint::And && member.device && member.sideOnly && !member.placed) return true;
        const bool otherKind = member.device && !m_members.isDevice(open.head);
        if (member.qualified || member.placed || otherKind || open.complete) return m_members.listEndsInOr(member);
        if (!member.seen) return true;
        return joint == Joint::And ? member.number != Number::Singular : member.number == Number::None;
    }

    // "no effusion heart size normal", "no pneumothorax small left nodule": a new thing begins where a comma is
    // missing.
    [[nodiscard]] bool runsOn(std::size_t i) const {
        const Item& item = m_items[i];
        std::size_t before = i - 1;
        while (before > 0 && m_items[before].is(Kind::Filler) && !m_items[before].is(Kind::Preposition)) --before;
        if (!m_items[before].is(Kind::Finding)) return false;
        if (item.is(Kind::Finding))
            return m_members.from(i).predicate || (m_members.isDevice(i) && !m_members.isDevice(before));
        if (item.is(Kind::Place)) return m_members.from(i).predicate;
        // "no consolidation linear opacities at both bases"
        const bool adjective = item.is(Kind::Filler) && !item.isAny(Kind::Preposition, Kind::Seen);
        if (adjective && i + 1 < m_items.size() && m_items[i + 1].is(Kind::Finding)) {
            const Member member = m_members.from(i);
            return member.placed || member.predicate;
        }
        if (!item.isAny(Kind::Severity, Kind::Change, Kind::Side, Kind::Article)) return false;
        for (std::size_t j = i + 1; j < m_items.size() && j < i + kScopeReach; ++j) {
            if (m_items[j].is(Kind::Finding)) return true;
            if (!m_items[j].isAny(Kind::Severity, Kind::Change, Kind::Side, Kind::Article, Kind::Place, Kind::Filler) ||
                m_items[j].is(Kind::Preposition))
                return false;
        }
        return false;
    }

    // ---- backwards: a cue behind its findings ----

    // It takes what it is said of, and the list that ends in it.
    void backward(std::size_t i) {
        if (const Ellipsis* ellipsis = ellipsisAround(m_ellipses, m_items, i)) {
            m_scopes[ellipsis->side] = {&cueAt(i), i};
            return;
        }
        std::size_t end = i;
        bool found = takeMember(i, end, false);
        if (!found) found = takeSubjectBefore(i, end);
        bool joined = false;
        while (found && end > 0) {
            Joint joint = jointOf(m_items[end - 1]);
            for (; end > 1 && joint != Joint::None && jointOf(m_items[end - 2]) != Joint::None; --end)
                if (joint == Joint::Comma) joint = jointOf(m_items[end - 2]);
            const Member member = m_members.from(memberBefore(end - 1));
            if (!member.head || !shares(i, joint, member, joined)) return;
            const Scope& own = m_scopes[*member.head];
            if (own.cue != nullptr && !own.cue->paired) return;
            joined = joined || joint == Joint::And || joint == Joint::Or;
            end -= 1;
            found = takeMember(i, end, true);
        }
    }

    // A list shares what is said behind it: "A, B and C are not seen", "A or B is not seen"; not "small A, B not seen".
    [[nodiscard]] bool shares(std::size_t cue, Joint joint, const Member& member, bool joined) const {
        if (joint == Joint::None || joint == Joint::Break || joint == Joint::With) return false;
        if (member.predicate || member.cueFirst) return false;
        const bool plural = saidOfSeveral(cue);
        const bool bare = !member.qualified && !member.placed && !member.seen;
        if (joint == Joint::Or) return true;
        if (joint == Joint::And) return bare || (plural && !member.seen);
        return (joined || plural || cueAt(cue).devices) && bare;
    }

    // "… have both resolved"
    [[nodiscard]] bool saidOfSeveral(std::size_t cue) const {
        std::size_t verb = cue;
        while (verb > 0 && m_items[verb].number == Number::None &&
               m_items[verb - 1].isAny(Kind::Verb, Kind::Copula, Kind::Side, Kind::Filler))
            --verb;
        return m_items[verb].number == Number::Plural;
    }

    // Sets the scope of what is stated before `end`, back to the joint; false where nothing is.
    bool takeMember(std::size_t cue, std::size_t& end, bool listed) {
        bool found = false;
        bool otherSubject = false;  // "…, tension should be considered"
        std::size_t j = end;
        while (j > 0 && j + kScopeReach > cue) {
            const Item& item = m_items[j - 1];
            if (jointOf(item) != Joint::None && (found || otherSubject || jointOf(item) == Joint::Break)) break;
            otherSubject = otherSubject || item.unknown();
            if (item.is(Kind::Relative) || (item.is(Kind::Cue) && !actsBackwards(j - 1) && found)) break;
            if (found && !listed && item.isAny(Kind::Verb, Kind::Reset, Kind::Copula)) break;
            --j;
            found = found || item.statesSomething();
        }
        decide(j, end, cue);
        end = j;
        return found;
    }

    // "The tip of the tube is not seen": said of the tip alone.
    void decide(std::size_t first, std::size_t end, std::size_t cue) {
        bool tip = false;
        for (std::size_t j = first; j < end && !cueAt(cue).devices; ++j) tip = tip || m_members.isTip(j);
        for (std::size_t j = first; j < end; ++j)
            if (m_items[j].statesSomething() && (!tip || !m_members.isDevice(j) || m_members.isTip(j))) set(j, cue);
    }

    // "…, which has cleared", "… but is not seen today": what is spoken of stands before the word that goes on.
    bool takeSubjectBefore(std::size_t cue, std::size_t& end) {
        if (end == 0 || !m_items[end - 1].isAny(Kind::Relative, Kind::Break)) return false;
        for (std::size_t j = end; j < cue; ++j)
            if (m_items[j].isAny(Kind::Finding, Kind::Quality, Kind::Place)) return false;
        const bool relative = m_items[end - 1].is(Kind::Relative);
        std::size_t before = end - 1;
        while (before > 0 && before + kScopeReach > cue && !m_items[before - 1].statesSomething()) --before;
        if (before == 0 || before + kScopeReach <= cue) return false;
        if (cueAt(cue).devices && !m_members.isDevice(before - 1)) return false;
        m_scopes[before - 1] = {&cueAt(cue), cue};
        end = relative ? 0 : before - 1;
        return true;
    }

    [[nodiscard]] std::size_t memberBefore(std::size_t joint) const {
        std::size_t first = joint;
        while (first > 0 && first + kScopeReach > joint && jointOf(m_items[first - 1]) == Joint::None) --first;
        // "Neither A nor B has …": the verb is that of both.
        if (m_items[first].is(Kind::Cue) && cueAt(first).paired) ++first;
        return first;
    }

    // What is said in front and behind of the same thing.
    void set(std::size_t i, std::size_t cueItem) {
        const Cue& cue = cueAt(cueItem);
        if (cue.devices && !m_members.isDevice(i)) return;
        Scope& scope = m_scopes[i];
        const bool ends = cue.effect == CueEffect::Absent || cue.effect == CueEffect::Resolved;
        if (scope.cue == nullptr || cue.devices)
            scope = {&cue, cueItem};
        else if (scope.has(CueEffect::Absent) && cue.excludes)
            scope = {&kDeniedDenial, cueItem};
        else if (scope.has(CueEffect::Absent) &&
                 (cue.effect == CueEffect::Resolved || cue.effect == CueEffect::Present))
            scope = {&kDeniedChange, cueItem};
        else if (scope.has(CueEffect::Uncertain) && ends)
            scope = {&cue, cueItem};
    }

    // ---- alternatives ----

    // "A versus B", "A or B": nobody knows which, unless both are denied.
    void alternatives() {
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (!m_items[i].is(Kind::Versus) && (!m_items[i].is(Kind::Alternative) || m_items[i].is(Kind::Cue)))
                continue;
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
        constexpr std::size_t kNear = 8;
        for (std::size_t j = i + static_cast<std::size_t>(step), n = 0; j < m_items.size() && n < kNear;
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
    std::span<const Ellipsis> m_ellipses;
    const Ontology& m_ontology;
    Members m_members;
    std::vector<Scope> m_scopes;
};

}  // namespace

std::vector<Scope> readScopes(std::span<const Item> items, std::span<const Ellipsis> ellipses,
                              const Ontology& ontology) {
    return ScopeReader(items, ellipses, ontology).read();
}

}  // namespace asg::text
