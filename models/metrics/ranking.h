#pragma once

#include "models/metrics/score.h"

#include <span>
#include <vector>

namespace asg::metrics {

/// The cut with the best F1.
struct F1Cut {
    double threshold = 0;  ///< positive from here up
    double f1 = 0;
};

/// Scores of one class with their truth, sorted once, so that a thousand bootstrap draws cost one pass each. Equal
/// scores are one step of the curve. All figures equal scikit-learn's with `counts` as sample weights.
class Ranking {
public:
    /// `positive` holds 0 or 1 for each score; where `known` is not empty, examples with 0 there are left out (their
    /// truth is uncertain), and counts still go by all examples. Errors: InvalidData for unequal lengths or a score
    /// that is not finite.
    [[nodiscard]] static base::Result<Ranking> make(std::span<const std::uint8_t> positive,
                                                    std::span<const double> scores,
                                                    std::span<const std::uint8_t> known = {});

    /// Area under the ROC curve (ties count half). Not defined without a positive or without a negative example.
    [[nodiscard]] Score auroc(Counts counts = {}) const;
    /// Pairs of a positive and a negative example, each counted as often as both are: what `auroc` is a mean over.
    [[nodiscard]] double pairs(Counts counts = {}) const;
    /// Average precision, the step sum without interpolation. Not defined without a positive example.
    [[nodiscard]] Score averagePrecision(Counts counts = {}) const;
    /// Of equally good cuts the highest. Not defined without a positive example.
    [[nodiscard]] base::Result<F1Cut> bestF1(Counts counts = {}) const;

private:
    struct Example {
        double score = 0;
        bool positive = false;
        std::size_t index = 0;
    };
    struct Totals {
        double positives = 0;
        double negatives = 0;
    };
    [[nodiscard]] Totals totals(Counts counts) const;
    /// Tells the cumulated true and false positives after each distinct score, from the highest score down.
    template <typename Visit>
    void walk(Counts counts, const Visit& visit) const;

    std::vector<Example> m_examples;  ///< highest score first
};

/// The mean of the classes' figures; classes without one are left out, and when none has one it is not defined.
[[nodiscard]] Score meanAuroc(std::span<const Ranking> classes, Counts counts = {});

}  // namespace asg::metrics
