#include "core/review/own_reading.h"

#include "core/review/in_force.h"

#include <algorithm>
#include <map>
#include <utility>

namespace asg::review {
namespace {

using domain::ModelSeen;
using domain::ReadingCommit;
using domain::ReviewDecision;
using domain::SeenKind;
using domain::StatementChange;

/// Whether the reader had a model's opinion by the time of this decision, or because of it.
bool tellsOfModel(const ReviewDecision& decision) {
    return decision.as<ModelSeen>() != nullptr || (decision.seen && decision.seen->model);
}

/// Verdicts, corrections and statements are what is committed; a measurement or what was seen is not.
bool isOfReading(std::span<const ReviewDecision> given, const ReviewDecision& decision) {
    const auto* subject = subjectOf(given, decision);
    return subject != nullptr &&
           (subject->as<domain::LinkVerdict>() != nullptr || subject->as<domain::Correction>() != nullptr ||
            subject->as<domain::ChangeVerdict>() != nullptr || subject->as<StatementChange>() != nullptr);
}

}  // namespace

const CommittedReading* OwnReading::standing() const {
    const auto latest =
        std::find_if(committed.rbegin(), committed.rend(), [](const auto& one) { return !one.withdrawn; });
    return latest == committed.rend() ? nullptr : &*latest;
}

std::vector<StandingStatement> standingStatements(std::span<const ReviewDecision> given) {
    std::map<std::uint64_t, StandingStatement> standing;
    for (const auto* decision : inForce(given)) {
        const auto* change = decision->as<StatementChange>();
        if (change == nullptr) continue;
        const auto id = change->statedBy != 0 ? change->statedBy : decision->sequence;
        // Of one that was taken back itself nothing holds, whatever was changed about it.
        if (change->statedBy != 0 && !standing.contains(id)) continue;
        if (change->after)
            standing[id] = {id, decision->sequence, *change->after};
        else
            standing.erase(id);
    }
    std::vector<StandingStatement> list;
    for (auto& [id, statement] : standing) list.push_back(std::move(statement));
    return list;
}

OwnReading ownReading(std::span<const ReviewDecision> given) {
    OwnReading reading;
    const auto counting = inForce(given);
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto& decision = given[i];
        if (decision.as<ReadingCommit>() != nullptr) {
            const bool stands = std::ranges::find(counting, &decision) != counting.end();
            reading.committed.push_back({decision.sequence, decision.time,
                                         !reading.hasSeenModel && !tellsOfModel(decision), !stands,
                                         standingStatements(given.first(i))});
        }
        reading.hasSeenModel = reading.hasSeenModel || tellsOfModel(decision);
    }
    reading.statements = standingStatements(given);
    if (const auto* latest = reading.standing())
        reading.isRevised = std::ranges::any_of(given, [&](const auto& decision) {
            return decision.sequence > latest->decision && isOfReading(given, decision);
        });
    return reading;
}

std::vector<SeenKind> seenOf(std::span<const ReviewDecision> given, const std::string& modelSha256) {
    std::vector<SeenKind> kinds;
    for (const auto& decision : given)
        if (const auto* seen = decision.as<ModelSeen>(); seen != nullptr && decision.modelSha256 == modelSha256)
            kinds.insert(kinds.end(), seen->kinds.begin(), seen->kinds.end());
    std::ranges::sort(kinds);
    kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
    return kinds;
}

}  // namespace asg::review
