#include "core/review/standing.h"

#include "core/review/in_force.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace asg::review {
namespace {

using domain::LinkVerdict;
using domain::RegionId;
using domain::Report;
using domain::ReviewDecision;
using domain::TextSpan;
using domain::WarningCode;

/// What a verdict is on, as the journal names it.
using Judged = std::pair<TextSpan, std::vector<RegionId>>;

/// The newest of the verdicts that nobody took back, by what they are on.
std::map<Judged, const ReviewDecision*> newestVerdicts(std::span<const ReviewDecision> given) {
    std::map<Judged, const ReviewDecision*> newest;
    for (const auto* decision : inForce(given))
        if (const auto* verdict = decision->as<LinkVerdict>())
            for (const auto sentence : verdict->sentences) newest[{sentence, verdict->regions}] = decision;
    return newest;
}

/// Each sentence's share in a link of a report, with what a verdict on it is on.
std::vector<std::pair<domain::LinkedSentence, Judged>> linkedSentences(const Report& report) {
    std::vector<std::pair<domain::LinkedSentence, Judged>> all;
    for (const auto& link : report.links)
        for (const auto id : link.sentences)
            all.push_back({{link.id, id}, {report.sentences[id.value].span, link.regions}});
    return all;
}

std::string namesOf(const std::vector<RegionId>& regions) {
    std::string names;
    for (const auto region : regions) names += (names.empty() ? "" : ", ") + std::string(domain::regionName(region));
    return names;
}

domain::Warning ofVerdict(WarningCode code, const ReviewDecision& decision, const LinkVerdict& verdict) {
    return {code,
            {std::string(domain::name(verdict.verdict)), namesOf(verdict.regions), std::to_string(decision.sequence),
             decision.reader}};
}

domain::Warning lostWarning(const ReviewDecision& decision) {
    if (const auto* verdict = decision.as<LinkVerdict>())
        return ofVerdict(WarningCode::VerdictNotKept, decision, *verdict);
    if (const auto* change = decision.as<domain::ChangeVerdict>())
        return ofVerdict(WarningCode::VerdictNotKept, decision,
                         {{change->sentence},
                          change->regions,
                          change->holds ? domain::ReviewVerdict::Accepted : domain::ReviewVerdict::Rejected});
    return {WarningCode::CorrectionNotKept, {std::to_string(decision.sequence), decision.reader}};
}

}  // namespace

StandingVerdicts standingVerdicts(const Report& report, std::span<const ReviewDecision> given) {
    const auto newest = newestVerdicts(given);
    StandingVerdicts standing;
    for (const auto& [linked, judged] : linkedSentences(report))
        if (const auto found = newest.find(judged); found != newest.end()) standing.emplace(linked, *found->second);
    return standing;
}

std::vector<domain::Warning> notKept(const Report& report, const DecisionsOnReport& decisions) {
    std::vector<domain::Warning> warnings;
    for (const auto& decision : decisions.lost) warnings.push_back(lostWarning(decision));
    const auto newest = newestVerdicts(decisions.given);
    std::set<Judged> there;
    std::map<TextSpan, std::uint64_t> lastThatHolds;  // by sentence
    for (const auto& [linked, judged] : linkedSentences(report)) {
        there.insert(judged);
        const auto found = newest.find(judged);
        if (found == newest.end()) continue;
        auto& last = lastThatHolds[judged.first];
        last = std::max(last, found->second->sequence);
    }
    for (const auto& [judged, decision] : newest) {
        const auto& verdict = *decision->as<LinkVerdict>();
        const auto later = lastThatHolds.find(judged.first);
        const bool judgedAgain = later != lastThatHolds.end() && later->second > decision->sequence;
        if (verdict.verdict == domain::ReviewVerdict::Accepted && !there.contains(judged) && !judgedAgain)
            warnings.push_back(ofVerdict(WarningCode::VerdictMoved, *decision, verdict));
    }
    return warnings;
}

}  // namespace asg::review
