#pragma once

#include "models/inference/model_folder.h"
#include "models/metrics/estimate.h"
#include "models/tags/nih_labels.h"

#include <string>
#include <vector>

namespace asg::tags {

/// What a model, or the picture's mean grey alone, says of one tag in one picture, and what is right.
struct TagScore {
    std::string patient;
    View view = View::PA;
    double score = 0;  ///< a logit, a probability, or a mean grey
    bool positive = false;
};

/// How a tag is shown: fitted and judged on pictures that the scoring models did not see.
struct TagCalibration {
    inference::Calibration calibration;
    metrics::Estimate withinView;  ///< AUROC of pairs within one view
};

/// Whether a tag is shown, and why not.
enum class Standing { Shown, NoBetterThanChance, NoBetterThanMeanGrey };

/// A tag is shown when the interval of its AUROC begins above one half and its value lies above the one that the mean
/// grey alone reaches on the same pictures. What is no better than that may be nothing but the brightness.
[[nodiscard]] Standing standingOf(const metrics::Estimate& withinView, const metrics::Estimate& byBrightness);

/// Probability that a positive picture has a higher score than a negative one of the same view; ties count half.
[[nodiscard]] metrics::Estimate withinViewAuroc(const std::vector<TagScore>& scores);

/// Whether, of two pictures of one view, the lighter one is rather the positive one. `greys`: mean greys as scores.
[[nodiscard]] bool lighterIsPositive(const std::vector<TagScore>& greys);

/// `withinViewAuroc` of the mean grey alone. `parts[i]` is the part of a cross-validation that greys[i] belongs to:
/// whether light or dark speaks for the tag is learned, for each part, from the other parts' pictures.
[[nodiscard]] metrics::Estimate brightnessAuroc(std::vector<TagScore> greys, const std::vector<int>& parts);

/// Scale and shift by Platt's method (logistic regression on the logit with his smoothed targets; the scale is never
/// negative), threshold by the best F1. `scores` hold logits.
[[nodiscard]] TagCalibration calibrate(const std::vector<TagScore>& scores);

}  // namespace asg::tags
