#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace asg::base {

/// Random numbers that are the same on every machine (splitmix64; Steele, Lea, Flood 2014), unlike the standard
/// library's distributions. One for each picture of each step, made from seed, step and index: a training that resumes
/// draws what it would have drawn.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}
    Random(std::uint64_t seed, std::uint64_t step, std::uint64_t index)
        : m_state(mix(seed ^ mix(step ^ mix(index + 0x9E3779B97F4A7C15ULL)))) {}

    [[nodiscard]] std::uint64_t next() { return mix(m_state += 0x9E3779B97F4A7C15ULL); }
    /// 0 ≤ x < 1.
    [[nodiscard]] double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    [[nodiscard]] double uniform(double low, double high) { return low + (high - low) * unit(); }
    [[nodiscard]] bool chance(double probability) { return unit() < probability; }
    /// 0 … count - 1; count > 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t count) { return next() % count; }
    /// Mean 0, deviation 1 (Box and Muller).
    [[nodiscard]] double normal() {
        const double radius = std::sqrt(-2 * std::log(1 - unit()));
        return radius * std::cos(2 * std::numbers::pi * unit());
    }

private:
    static std::uint64_t mix(std::uint64_t z) {
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }

    std::uint64_t m_state;
};

}  // namespace asg::base
