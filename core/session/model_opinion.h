#pragma once

#include "core/domain/analysis.h"
#include "core/domain/own_reading.h"
#include "core/domain/second_opinion.h"

#include <vector>

namespace asg::session {

/// What is known of a picture without the opinion of a model or of imported boxes: `bare` (analysis::withoutModel, with
/// the report), and of `full` the warnings of technique alone: inverted, rotated, mirrored, not a frontal chest. Pure.
[[nodiscard]] domain::Analysis withoutOpinion(domain::Analysis bare, const domain::Analysis& full);

/// What an analysis tells of the picture that its report does not: of which kinds, in their order. Empty: nothing. A
/// probability tells that something is there, what it is, and a number; a box or a map tells where. Pure.
[[nodiscard]] std::vector<domain::SeenKind> opinionIn(const domain::Analysis& analysis);
/// The same of what another model says: scores tell that something is there, what it is, and a number. Pure.
[[nodiscard]] std::vector<domain::SeenKind> opinionIn(const domain::SecondOpinion& second);

}  // namespace asg::session
