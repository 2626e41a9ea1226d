#include "core/review/in_force.h"

#include <algorithm>
#include <map>

namespace asg::review {

using domain::ReviewDecision;
using domain::TakenBack;

const ReviewDecision* decisionOf(std::span<const ReviewDecision> history, std::uint64_t sequence) {
    const auto found = std::ranges::lower_bound(history, sequence, {}, &ReviewDecision::sequence);
    return found == history.end() || found->sequence != sequence ? nullptr : &*found;
}

const ReviewDecision* subjectOf(std::span<const ReviewDecision> history, const ReviewDecision& decision) {
    const ReviewDecision* subject = &decision;
    // A decision takes back an earlier one: this ends.
    while (subject != nullptr && subject->as<TakenBack>() != nullptr)
        subject = subject->reverts < subject->sequence ? decisionOf(history, subject->reverts) : nullptr;
    return subject;
}

bool givesAgain(std::span<const ReviewDecision> history, const ReviewDecision& takenBack) {
    bool again = true;
    const ReviewDecision* at = &takenBack;
    for (; at != nullptr && at->as<TakenBack>() != nullptr; again = !again)
        at = at->reverts < at->sequence ? decisionOf(history, at->reverts) : nullptr;
    return at != nullptr && again;
}

std::vector<const ReviewDecision*> inForce(std::span<const ReviewDecision> history) {
    struct Turn {
        const ReviewDecision* subject;
        bool counts;
    };
    std::map<std::uint64_t, Turn> turns;
    std::map<std::uint64_t, const ReviewDecision*> counting;
    for (const auto& decision : history) {
        Turn turn{&decision, true};
        if (decision.as<TakenBack>() != nullptr) {
            const auto reverted = turns.find(decision.reverts);
            if (reverted == turns.end()) continue;
            turn = {reverted->second.subject, !reverted->second.counts};
        }
        turns.emplace(decision.sequence, turn);
        if (turn.counts)
            counting[turn.subject->sequence] = turn.subject;
        else
            counting.erase(turn.subject->sequence);
    }
    std::vector<const ReviewDecision*> decisions;
    for (const auto& [sequence, decision] : counting) decisions.push_back(decision);
    return decisions;
}

}  // namespace asg::review
