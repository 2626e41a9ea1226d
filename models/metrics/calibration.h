#pragma once

#include <vector>

namespace asg::metrics {

/// A probability that was stated and what turned out.
struct Forecast {
    double probability = 0;
    bool happened = false;
};

/// Expected calibration error over ten bins of equal width: mean |frequency - mean probability|, weighted by count. 0
/// for none.
[[nodiscard]] double expectedCalibrationError(const std::vector<Forecast>& forecasts);

/// probability = sigmoid(logit * scale + shift).
struct PlattScaling {
    double scale = 1;
    double shift = 0;
    [[nodiscard]] double probability(double logit) const;
};

/// A logit that was given and what turned out.
struct Statement {
    double logit = 0;
    bool happened = false;
};

/// Platt's scaling (1999): logistic regression on the logit with his smoothed targets, and a weak pull of the scale
/// towards 1 so that a separable sample does not become certainty. The scale is never negative: what a logit says is
/// not turned round. The identity for none.
[[nodiscard]] PlattScaling fitPlatt(const std::vector<Statement>& statements);

}  // namespace asg::metrics
