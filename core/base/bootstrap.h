#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace asg::base {

/// A bootstrap: so many times as many units are drawn with replacement as there are, and the figure of each draw is
/// taken. `figure(counts)` gets how often each unit was drawn and gives a number, or none where it is not defined;
/// those draws are left out. `random()` gives the next random number. The figures, ascending.
template <typename Random, typename Figure>
std::vector<double> bootstrapFigures(std::size_t units, int draws, Random&& random, const Figure& figure) {
    std::vector<double> figures;
    std::vector<std::uint32_t> counts(units);
    for (int draw = 0; draw < draws; ++draw) {
        std::ranges::fill(counts, 0U);
        for (std::size_t i = 0; i < units; ++i) ++counts[random() % units];
        if (const std::optional<double> value = figure(std::span<const std::uint32_t>(counts)))
            figures.push_back(*value);
    }
    std::ranges::sort(figures);
    return figures;
}

/// Where the middle 95 % of ascending figures, at least one, begin and end.
inline std::pair<double, double> middle95(const std::vector<double>& ascending) {
    const auto size = static_cast<double>(ascending.size());
    return {ascending[static_cast<std::size_t>(0.025 * size)],
            ascending[static_cast<std::size_t>(std::max(std::ceil(0.975 * size) - 1, 0.0))]};
}

}  // namespace asg::base
