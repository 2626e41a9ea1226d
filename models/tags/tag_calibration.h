#pragma once

#include "models/inference/loaded_model.h"
#include "models/tags/tag_evidence.h"

#include <vector>

namespace asg::tags {

/// How a tag's logit is shown, fitted on pictures that the scoring models did not see: scale and shift by Platt's
/// method (logistic regression on the logit with his smoothed targets; the scale is never negative), threshold by the
/// best F1. `scores` hold logits.
[[nodiscard]] inference::Calibration calibrate(const std::vector<TagScore>& scores);

/// The calibration by all scores, and the calibration error when each fifth of the patients is calibrated by the
/// others.
struct CrossFitted {
    inference::Calibration calibration;
    double error = 0;
};
[[nodiscard]] CrossFitted calibrateCrossFitted(const std::vector<TagScore>& scores);

}  // namespace asg::tags
