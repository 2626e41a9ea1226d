#pragma once

#include "models/metrics/estimate.h"
#include "models/tags/lesion_boxes.h"
#include "models/tags/scored_picture.h"

#include <functional>
#include <vector>

namespace asg::tags {

/// The pointing game: how often a map's highest cell has its middle inside a radiologist's box of that tag. One vote
/// for each tag that is marked in a picture.
struct PointingFigures {
    int boxes = 0;           ///< in pictures that were asked
    int withoutMap = 0;      ///< marked tags that the judging model has not learned: no vote
    metrics::Estimate peak;  ///< its count is the votes
    /// Who knows only where the lungs are, and always points at the middle of the same one: the better one.
    metrics::Estimate lungCentre;
    /// Who points where most boxes of other patients lie.
    metrics::Estimate usualPlace;
};

/// Which answer stands for a tag in a picture, and none where there is none.
using AnswerFor = std::function<const Answer*(const ScoredPicture&, domain::TagId)>;

/// The judged pictures among `scored` that have boxes.
[[nodiscard]] PointingFigures pointAt(const std::vector<ScoredPicture>& scored, const LesionBoxes& boxes,
                                      const AnswerFor& answerFor);

}  // namespace asg::tags
