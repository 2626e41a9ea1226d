#pragma once

#include "models/metrics/score.h"

#include <span>

namespace asg::metrics {

/// Decisions about one class against the truth, as (weighted) counts.
struct Confusion {
    double truePositives = 0;
    double falsePositives = 0;
    double falseNegatives = 0;
    double trueNegatives = 0;

    Confusion& operator+=(const Confusion& other);
};

/// Counts decisions: decided positive from `threshold` up. `positive` holds 0 or 1; both are equally long.
[[nodiscard]] Confusion confusionAt(std::span<const std::uint8_t> positive, std::span<const double> scores,
                                    double threshold, Counts counts = {});

/// Not defined without a positive example when none was decided positive either.
[[nodiscard]] Score f1(const Confusion& confusion);
/// Not defined without an example.
[[nodiscard]] Score accuracy(const Confusion& confusion);

/// The share of examples whose class was decided right. Not defined without an example.
[[nodiscard]] Score accuracy(std::span<const int> truth, std::span<const int> decided, Counts counts = {});

}  // namespace asg::metrics
