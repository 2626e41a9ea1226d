#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace asg::evaluation {

/// What was right, extra and missed in one part (report, finding) of a comparison.
struct Parts {
    std::size_t right = 0;
    std::size_t extra = 0;
    std::size_t missed = 0;
    Parts& operator+=(const Parts& other);
};

/// 2·right / (2·right + extra + missed); 0 where there is nothing.
[[nodiscard]] double f1(const Parts& parts);

/// The F1 over the sum of the parts.
[[nodiscard]] double sumF1(std::span<const Parts> parts);
[[nodiscard]] Parts sum(std::span<const Parts> parts);

template <typename T>
[[nodiscard]] Parts compare(const std::set<T>& mine, const std::set<T>& gold) {
    Parts parts;
    for (const T& one : mine) ++(gold.contains(one) ? parts.right : parts.extra);
    parts.missed = gold.size() - parts.right;
    return parts;
}

/// One figure with what it was counted on.
struct Figure {
    std::string name;
    double value = 0;
    std::optional<std::pair<double, double>> interval;  ///< 95 %
    std::vector<std::size_t> counts;
};

/// The 95 % interval of a figure over `size` parts: 1 000 times as many are drawn with replacement and the figure of
/// their counts is taken (`weights`: how often each part was drawn). The same every time.
[[nodiscard]] std::pair<double, double> bootstrap(
    std::size_t size, const std::function<double(std::span<const unsigned> weights)>& figure);

/// The same of a figure that is not defined for every draw: those are left out. Nothing where it never is.
[[nodiscard]] std::optional<std::pair<double, double>> bootstrapWhereDefined(
    std::size_t size, const std::function<std::optional<double>(std::span<const unsigned> weights)>& figure);

/// An F1 over parts, with interval and counts (right, extra, missed).
[[nodiscard]] Figure f1Figure(std::string name, std::span<const Parts> parts);

}  // namespace asg::evaluation
