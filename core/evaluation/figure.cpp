#include "core/evaluation/figure.h"

#include "core/base/bootstrap.h"

#include <cstdint>
#include <random>

namespace asg::evaluation {
namespace {

constexpr int kRounds = 1000;
constexpr std::uint64_t kSeed = 1;

}  // namespace

Parts& Parts::operator+=(const Parts& other) {
    right += other.right;
    extra += other.extra;
    missed += other.missed;
    return *this;
}

double f1(const Parts& parts) {
    const auto all = 2 * parts.right + parts.extra + parts.missed;
    return all == 0 ? 0.0 : 2.0 * static_cast<double>(parts.right) / static_cast<double>(all);
}

Parts sum(std::span<const Parts> parts) {
    Parts all;
    for (const Parts& part : parts) all += part;
    return all;
}

double sumF1(std::span<const Parts> parts) {
    return f1(sum(parts));
}

std::pair<double, double> bootstrap(std::size_t size,
                                    const std::function<double(std::span<const unsigned> weights)>& figure) {
    return base::middle95(base::bootstrapFigures(size, kRounds, std::mt19937_64(kSeed), figure));
}

std::optional<std::pair<double, double>> bootstrapWhereDefined(
    std::size_t size, const std::function<std::optional<double>(std::span<const unsigned> weights)>& figure) {
    const auto figures = base::bootstrapFigures(size, kRounds, std::mt19937_64(kSeed), figure);
    if (figures.empty()) return std::nullopt;
    return base::middle95(figures);
}

Figure f1Figure(std::string name, std::span<const Parts> parts) {
    const Parts all = sum(parts);
    const auto interval = bootstrap(parts.size(), [&](std::span<const unsigned> weights) {
        Parts drawn;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            drawn.right += weights[i] * parts[i].right;
            drawn.extra += weights[i] * parts[i].extra;
            drawn.missed += weights[i] * parts[i].missed;
        }
        return f1(drawn);
    });
    return {std::move(name), f1(all), interval, {all.right, all.extra, all.missed}};
}

}  // namespace asg::evaluation
