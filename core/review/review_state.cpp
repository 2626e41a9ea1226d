#include "core/review/review_state.h"

#include "core/review/correction.h"
#include "core/review/standing.h"
#include "core/review/standing_boxes.h"

#include <utility>

namespace asg::review {
namespace {

void addReport(ReviewState& state, const std::shared_ptr<const domain::Analysis>& analysis,
               const DecisionsOnReport& decisions) {
    auto corrected = correctReport(*analysis->report, decisions.given);
    state.report = {analysis, &*analysis->report};
    state.corrections = std::move(corrected.standing);
    if (!state.corrections.empty()) state.report = std::make_shared<const domain::Report>(std::move(corrected.report));
    for (const auto& [judged, decision] : standingVerdicts(*state.report, decisions.given)) {
        state.verdicts[judged] = decision.as<domain::LinkVerdict>()->verdict;
        if (!decision.reason.empty()) state.reasons[judged] = decision.reason;
    }
    state.notKept = notKept(*state.report, decisions);
}

void addBoxes(ReviewState& state, const domain::Analysis& analysis) {
    for (const auto& [region, decision] : standingBoxes(analysis.regions, state.history))
        state.boxes[region] = decision.as<domain::BoxVerdict>()->fits;
    for (auto& warning : boxesNotKept(analysis.regions, state.history)) state.notKept.push_back(std::move(warning));
}

}  // namespace

ReviewState reviewState(const std::shared_ptr<const domain::Analysis>& analysis, const DecisionsOnReport& decisions) {
    ReviewState state;
    state.history = decisions.given;
    state.lost = decisions.lost;
    if (analysis->report) addReport(state, analysis, decisions);
    if (!analysis->model.name.empty()) addBoxes(state, *analysis);
    return state;
}

}  // namespace asg::review
