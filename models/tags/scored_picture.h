#pragma once

#include "core/base/geometry.h"
#include "models/tags/nih_labels.h"

#include <optional>
#include <vector>

namespace asg::tags {

/// What the judging model said of one tag.
struct Answer {
    double logit = 0;  ///< before any calibration
    double probability = 0;
    bool isPositive = false;  ///< at this model's own threshold
    /// The middle of the map's highest cell, in fractions of the picture; of a cell beside it, outside 0..1.
    base::Point peakInFractions;
    std::optional<double> outsideThorax;  ///< the map's share there; nothing where the model finds no lungs
};

/// The two lungs as the model finds them, in fractions of the picture.
struct Lungs {
    base::Box right;
    base::Box left;
    [[nodiscard]] base::Box thorax() const { return base::enclosing(right, left); }
};

/// A picture with what a model said of it.
struct ScoredPicture {
    LabelledPicture labels;
    std::size_t model = 0;  ///< in the order of the folders
    bool isJudged = false;  ///< by a model that was trained on no picture of this patient; else `features` alone count
    std::vector<std::optional<Answer>> answers = std::vector<std::optional<Answer>>(domain::tagCount());
    double meanGrey = 0;          ///< 0..1
    std::vector<float> features;  ///< the encoder's global ones
    std::optional<Lungs> lungs;
    std::optional<double> evenOutsideThorax;  ///< the share of a map that is the same everywhere
};

}  // namespace asg::tags
