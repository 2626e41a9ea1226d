#pragma once

#include "models/inference/model_folder.h"
#include "models/metrics/estimate.h"
#include "models/tags/nih_labels.h"

#include <string>
#include <vector>

namespace asg::tags {

/// What a model said of one tag in one picture, and what is right.
struct TagScore {
    std::string patient;
    View view = View::PA;
    double score = 0;  ///< a logit, or a probability
    bool positive = false;
};

/// How a tag is shown: fitted and judged on pictures that the scoring models did not see.
struct TagCalibration {
    inference::Calibration calibration;
    metrics::Estimate withinView;  ///< AUROC of pairs within one view
    /// Whether the interval above ends over one half: only then is the tag shown.
    bool trusted = false;
};

/// Probability that a positive picture has a higher score than a negative one of the same view; ties count half.
[[nodiscard]] metrics::Estimate withinViewAuroc(const std::vector<TagScore>& scores);

/// Scale and shift by Platt's method (logistic regression on the logit with his smoothed targets; the scale is never
/// negative), threshold by the best F1. `scores` hold logits.
[[nodiscard]] TagCalibration calibrate(const std::vector<TagScore>& scores);

}  // namespace asg::tags
