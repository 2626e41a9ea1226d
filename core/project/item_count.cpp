#include "core/project/item_count.h"

#include "core/review/in_force.h"

#include <algorithm>

namespace asg::project {
namespace {

bool saysSomething(const review::ReviewState& state) {
    return std::ranges::any_of(review::inForce(state.history), [](const auto* decision) {
        return decision->template as<domain::ModelSeen>() == nullptr;
    });
}

}  // namespace

ItemCount countOf(const review::ReviewState& state) {
    ItemCount count;
    if (state.report)
        for (const auto& link : state.report->links)
            for (const auto sentence : link.sentences) {
                const auto said = state.verdicts.find({link.id, sentence});
                const bool isJudged = said != state.verdicts.end();
                ++count.questions;
                count.judged += isJudged || state.corrections.contains(sentence) ? 1 : 0;
                count.unsure += isJudged && said->second == domain::ReviewVerdict::Unsure ? 1 : 0;
            }
    if (count.questions > 0) return count;
    return {1, saysSomething(state) ? std::size_t{1} : std::size_t{0}, 0};
}

}  // namespace asg::project
