#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace asg::phantom {

/// A smooth function of one coordinate in millimetres through given points, tabulated once for speed: monotone cubic
/// between points (Fritsch and Carlson 1980), constant beyond the ends.
class Curve {
public:
    struct Knot {
        double at;
        double value;
    };

    Curve() = default;
    explicit Curve(std::span<const Knot> knots) : m_start(static_cast<float>(knots.front().at)) {
        const double end = knots.back().at;
        std::size_t k = 0;
        for (double at = knots.front().at; at <= end; at += kStep) {
            while (k + 2 < knots.size() && at > knots[k + 1].at) ++k;
            m_values.push_back(static_cast<float>(hermite(knots, k, at)));
        }
    }
    Curve(std::initializer_list<Knot> knots) : Curve(std::span<const Knot>(knots.begin(), knots.size())) {}

    [[nodiscard]] float operator()(float at) const {
        const float position = (at - m_start) * static_cast<float>(1 / kStep);
        if (position <= 0) return m_values.front();
        const auto i = static_cast<std::size_t>(position);
        if (i + 1 >= m_values.size()) return m_values.back();
        const float t = position - static_cast<float>(i);
        return m_values[i] + t * (m_values[i + 1] - m_values[i]);
    }

private:
    static constexpr double kStep = 0.5;

    static double slope(std::span<const Knot> k, std::size_t i) {
        const auto secant = [&](std::size_t j) { return (k[j + 1].value - k[j].value) / (k[j + 1].at - k[j].at); };
        if (i == 0) return secant(0);
        if (i + 1 == k.size()) return secant(i - 1);
        const double a = secant(i - 1);
        const double b = secant(i);
        return a * b <= 0 ? 0 : 2 * a * b / (a + b);
    }

    static double hermite(std::span<const Knot> k, std::size_t i, double at) {
        const double h = k[i + 1].at - k[i].at;
        const double t = (at - k[i].at) / h;
        const double u = 1 - t;
        return (1 + 2 * t) * u * u * k[i].value + t * u * u * h * slope(k, i) + t * t * (3 - 2 * t) * k[i + 1].value -
               t * t * u * h * slope(k, i + 1);
    }

    float m_start = 0;
    std::vector<float> m_values;
};

}  // namespace asg::phantom
