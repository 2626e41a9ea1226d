#pragma once

#include "models/metrics/score.h"

#include <span>
#include <vector>

namespace asg::metrics {

/// Decisions about one class against the truth, as (weighted) counts.
struct Confusion {
    double truePositives = 0;
    double falsePositives = 0;
    double falseNegatives = 0;
    double trueNegatives = 0;

    Confusion& operator+=(const Confusion& other);
};

/// Counts decisions; `positive` and `decided` hold 0 or 1 and are equally long.
[[nodiscard]] Confusion confusion(std::span<const std::uint8_t> positive, std::span<const std::uint8_t> decided,
                                  Counts counts = {});
/// Decided positive from `threshold` up.
[[nodiscard]] Confusion confusionAt(std::span<const std::uint8_t> positive, std::span<const double> scores,
                                    double threshold, Counts counts = {});

/// Not defined when nothing was decided positive.
[[nodiscard]] Score precision(const Confusion& confusion);
/// Not defined without a positive example.
[[nodiscard]] Score recall(const Confusion& confusion);
/// Not defined without a negative example.
[[nodiscard]] Score specificity(const Confusion& confusion);
/// Not defined without a positive example when none was decided positive either.
[[nodiscard]] Score f1(const Confusion& confusion);
/// Not defined without an example.
[[nodiscard]] Score accuracy(const Confusion& confusion);

/// F1 of the classes' summed counts.
[[nodiscard]] Score microF1(std::span<const Confusion> classes);
/// Mean of the classes' F1; classes without one are left out (scikit-learn's zero_division = nan).
[[nodiscard]] Score macroF1(std::span<const Confusion> classes);

/// One class of several for each example (0 …): the confusion of each class, class against the rest.
[[nodiscard]] std::vector<Confusion> classConfusions(std::span<const int> truth, std::span<const int> decided,
                                                     int classes, Counts counts = {});
/// The share of examples whose class was decided right. Not defined without an example.
[[nodiscard]] Score accuracy(std::span<const int> truth, std::span<const int> decided, Counts counts = {});

}  // namespace asg::metrics
