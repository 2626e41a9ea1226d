#include "core/review/standing_changes.h"

#include "core/review/in_force.h"

#include <algorithm>
#include <utility>

namespace asg::review {

std::vector<StandingChange> standingChanges(const domain::Report& report,
                                            std::span<const domain::ReviewDecision> given) {
    std::vector<StandingChange> standing;
    for (const auto* decision : inForce(given)) {
        const auto* verdict = decision->as<domain::ChangeVerdict>();
        if (verdict == nullptr) continue;
        const auto sentence = std::ranges::find(report.sentences, verdict->sentence, &domain::Sentence::span);
        if (sentence == report.sentences.end()) continue;
        StandingChange now{sentence->id,         verdict->change, verdict->regions,
                           verdict->priorSha256, verdict->holds,  decision->sequence};
        std::erase_if(standing, [&](const StandingChange& before) {
            return before.sentence == now.sentence && before.change == now.change && before.regions == now.regions;
        });
        standing.push_back(std::move(now));
    }
    return standing;
}

}  // namespace asg::review
