#include "core/session/reading_state.h"

namespace asg::session {

std::shared_ptr<const domain::Report> reportOf(const std::shared_ptr<const domain::Analysis>& analysis) {
    if (!analysis || !analysis->report) return nullptr;
    return {analysis, &*analysis->report};
}

domain::Seen seenIn(const ReadingState& shown) {
    const auto& history = shown.review.history;
    return {history.empty() ? 0 : history.back().sequence, !shown.original->model.name.empty(),
            shown.review.showsOthers};
}

}  // namespace asg::session
