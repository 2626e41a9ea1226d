#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace asg::evaluation {

/// What readers said of the same things, in categories numbered from 0.
struct Ratings {
    std::size_t categories = 0;
    /// A row for each thing, a column for each reader; nothing where a reader did not judge it.
    std::vector<std::vector<std::optional<std::size_t>>> rows;
    /// For each row the unit that it belongs to, from 0 (its picture): the bootstrap draws these.
    std::vector<std::size_t> units;
};

/// How often each row counts: empty, once; else one number a row.
using RowWeights = std::span<const unsigned>;
[[nodiscard]] inline double weightOf(RowWeights weights, std::size_t row) {
    return weights.empty() ? 1.0 : static_cast<double>(weights[row]);
}

// All of them: 1 is full agreement, 0 what chance gives. Nothing where chance alone would agree always, or nobody
// shares a thing. Pure.

/// Two readers, over the things that both judged (Cohen, Educational and Psychological Measurement 1960).
[[nodiscard]] std::optional<double> cohensKappa(const Ratings& ratings, std::size_t first, std::size_t second,
                                                RowWeights weights = {});
/// Over the things that all readers judged (Fleiss, Psychological Bulletin 1971).
[[nodiscard]] std::optional<double> fleissKappa(const Ratings& ratings, RowWeights weights = {});
/// Nominal, over all things that two or more judged (Krippendorff, Content Analysis, chapter 12).
[[nodiscard]] std::optional<double> krippendorffsAlpha(const Ratings& ratings, RowWeights weights = {});
/// The same, with a chance that rare categories do not inflate (Gwet, British Journal of Mathematical and Statistical
/// Psychology 2008); its categories are those that somebody used.
[[nodiscard]] std::optional<double> gwetsAc1(const Ratings& ratings, RowWeights weights = {});

/// The share of pairs of readers that said the same of a thing, over all things that two or more judged.
[[nodiscard]] std::optional<double> pairwiseAgreement(const Ratings& ratings, RowWeights weights = {});

/// The weights of rows, whose units these are, from how often each unit was drawn.
[[nodiscard]] std::vector<unsigned> rowWeights(std::span<const std::size_t> units, std::span<const unsigned> drawn);

}  // namespace asg::evaluation
