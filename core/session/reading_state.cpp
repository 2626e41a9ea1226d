#include "core/session/reading_state.h"

namespace asg::session {

std::shared_ptr<const domain::Report> reportOf(const std::shared_ptr<const domain::Analysis>& analysis) {
    if (!analysis || !analysis->report) return nullptr;
    return {analysis, &*analysis->report};
}

Shown shownIn(const ReadingState& state) {
    const auto& history = state.review.history;
    return {
        state.reportVersion,
        state.reader,
        {history.empty() ? 0 : history.back().sequence, !state.original->model.name.empty(), state.review.showsOthers}};
}

}  // namespace asg::session
