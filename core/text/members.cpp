#include "core/text/members.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace asg::text {
namespace {

constexpr std::size_t kMemberReach = 40;  // items that a look ahead goes at most, to stay linear

bool isAsserted(domain::Change change) {
    return change == domain::Change::Unchanged || change == domain::Change::Better;
}

}  // namespace

Joint jointOf(const Item& item) {
    if (item.is(Kind::Break)) return Joint::Break;
    if (item.isAny(Kind::Alternative, Kind::Versus)) return Joint::Or;
    if (item.is(Kind::List)) return item.mark ? Joint::Comma : Joint::And;
    return item.is(Kind::With) ? Joint::With : Joint::None;
}

Member Members::from(std::size_t first) const {
    Member member;
    bool subject = false;
    std::size_t i = first;
    const std::size_t reach = std::min(m_items.size(), first + kMemberReach);
    for (; i < reach; ++i) {
        const Item& item = m_items[i];
        const Joint joint = jointOf(item);
        if (joint == Joint::Break || (joint != Joint::None && member.head)) break;
        if (item.is(Kind::Cue) && !neverForward(i)) {
            member.cueFirst = !member.head;
            member.interpreted = m_ontology.cues[item.index(Kind::Cue)].subordinate;
            break;
        }
        if (member.head)
            behindHead(member, i);
        else
            beforeHead(member, i, subject);
    }
    member.end = i;
    return member;
}

void Members::beforeHead(Member& member, std::size_t i, bool& subject) const {
    const Item& item = m_items[i];
    if (item.statesSomething()) {
        setHead(member, i, subject);
    } else if (item.is(Kind::Severity)) {
        member.qualified = true;
        member.sideOnly = false;
        member.asserted = member.asserted || m_ontology.severities[item.index(Kind::Severity)] != "severe";
    } else if (item.is(Kind::Change)) {
        member.qualified = true;
        member.sideOnly = false;
        member.asserted = member.asserted || isAsserted(m_ontology.changes[item.index(Kind::Change)]);
    } else if (item.isAny(Kind::Side, Kind::Article)) {
        member.qualified = true;
        member.sideOnly = member.sideOnly && !item.is(Kind::Article);
    } else if (item.is(Kind::Place)) {
        const Place& place = m_ontology.places[item.index(Kind::Place)];
        subject = subject || place.role != PlaceRole::Word;
        if (place.role == PlaceRole::Named && place.regions.sided()) member.qualified = true;
    } else if (item.isAny(Kind::Reset, Kind::Verb, Kind::Copula)) {
        member.predicate = member.predicate || item.is(Kind::Reset) || subject;
    }
}

void Members::setHead(Member& member, std::size_t i, bool subject) const {
    member.head = i;
    member.device = isDevice(i);
    // "…, heart enlarged"; not "…, cardiac enlargement"
    const bool last = i + 1 >= m_items.size() || jointOf(m_items[i + 1]) != Joint::None;
    if (subject && m_items[i].is(Kind::Predicate) && (last || !m_items[i].is(Kind::Finding))) member.predicate = true;
}

void Members::behindHead(Member& member, std::size_t i) const {
    const Item& item = m_items[i];
    const bool onset = item.is(Kind::Change) && m_ontology.changes[item.index(Kind::Change)] == domain::Change::New;
    if (item.is(Kind::Seen) || (onset && item.is(Kind::Verb))) {
        member.seen = true;
        if (item.number != Number::None) member.number = item.number;
    } else if (item.is(Kind::Copula) && sharedVerbFollows(i)) {
        member.number = item.number;
    } else if (item.isAny(Kind::Copula, Kind::Verb, Kind::Predicate, Kind::Cue)) {
        member.predicate = member.predicate || !statementFollows(i) || item.isAny(Kind::Copula, Kind::Cue);
    } else if (item.is(Kind::Change) && !onset) {
        member.predicate = member.predicate || !statementFollows(i);
    } else if (item.is(Kind::Preposition) ? placeFollows(i) : standsAtSide(i)) {
        member.placed = true;
    }
}

bool Members::listEndsInOr(const Member& member) const {
    Member at = member;
    while (at.end < m_items.size()) {
        const Joint joint = jointOf(m_items[at.end]);
        if (joint != Joint::Comma && joint != Joint::Or) return false;
        const std::size_t from = at.end + 1;
        at = this->from(from);
        if (!at.head || at.cueFirst || at.predicate) return false;
        if (joint == Joint::Or) return true;
        if (at.asserted || at.end >= member.end + kMemberReach) return false;
    }
    return false;
}

bool Members::isDevice(std::size_t item) const {
    static constexpr std::array<std::string_view, 9> kDevices{"tube", "line",     "tip",      "device", "pacemaker",
                                                              "wire", "hardware", "drainage", "stent"};
    if (!m_items[item].is(Kind::Finding)) return false;
    const auto tag = m_ontology.findings[m_items[item].index(Kind::Finding)].tag;
    return tag && std::ranges::find(kDevices, domain::tagName(*tag)) != kDevices.end();
}

bool Members::isTip(std::size_t item) const {
    static const auto tip = domain::tagFromName("tip");
    return m_items[item].is(Kind::Finding) && m_ontology.findings[m_items[item].index(Kind::Finding)].tag == tip;
}

bool Members::neverForward(std::size_t cue) const {
    return std::ranges::all_of(m_items[cue].meanings, [&](const Meaning& meaning) {
        if (meaning.kind != Kind::Cue) return true;
        const CueDirection direction = m_ontology.cues[meaning.index].direction;
        return direction == CueDirection::Backward || direction == CueDirection::Own;
    });
}

bool Members::placeFollows(std::size_t preposition) const {
    for (std::size_t i = preposition + 1; i < m_items.size() && i < preposition + kMemberReach; ++i) {
        if (m_items[i].isAny(Kind::Place, Kind::Side)) return true;
        if (!m_items[i].isAny(Kind::Filler, Kind::Article, Kind::Severity, Kind::Hidden) && !m_items[i].unknown())
            return false;
    }
    return false;
}

// "…, atelectasis left base": a side right behind the head.
bool Members::standsAtSide(std::size_t i) const {
    if (!m_items[i].is(Kind::Side) || !m_items[i - 1].is(Kind::Finding) || m_items[i].is(Kind::Place)) return false;
    return m_ontology.sides[m_items[i].index(Kind::Side)] != domain::Side::Both;
}

// "identified mass": a participle before its noun is no verb of the clause.
bool Members::statementFollows(std::size_t i) const {
    return i + 1 < m_items.size() && m_items[i + 1].statesSomething();
}

bool Members::sharedVerbFollows(std::size_t copula) const {
    std::size_t i = copula + 1;
    while (i < m_items.size() && m_items[i].is(Kind::Filler) && !m_items[i].is(Kind::Seen)) ++i;
    return i < m_items.size() && m_items[i].is(Kind::Seen);
}

}  // namespace asg::text
