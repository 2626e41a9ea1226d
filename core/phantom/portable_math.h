#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

/// Elementary functions from additions, multiplications, divisions and square roots alone, which IEEE 754 rounds the
/// same way everywhere. The C library's differ in the last bit between versions and processors, and one bit is
/// enough to change a pixel.
namespace asg::phantom::math {

inline constexpr double kPi = 3.14159265358979323846;

/// e^x for |x| <= 80, relative error below 2e-7.
inline float exponential(float x) {
    const float halves = std::floor(x * 1.44269504F + 0.5F);
    const float rest = (x - halves * 0.693359375F) + halves * 2.12194440e-4F;
    float sum = 1.0F / 720.0F;
    for (const float term : {1.0F / 120.0F, 1.0F / 24.0F, 1.0F / 6.0F, 0.5F, 1.0F, 1.0F}) sum = sum * rest + term;
    return sum * std::bit_cast<float>((static_cast<std::int32_t>(halves) + 127) << 23);
}

/// ln x for normal positive x, absolute error below 1e-6: x = m 2^k, then the series of artanh((m-1)/(m+1)).
inline float logarithm(float x) {
    const auto bits = std::bit_cast<std::uint32_t>(x);
    auto exponent = static_cast<std::int32_t>(bits >> 23) - 127;
    float mantissa = std::bit_cast<float>((bits & 0x007FFFFFU) | 0x3F800000U);
    if (mantissa > 1.41421356F) {
        mantissa *= 0.5F;
        ++exponent;
    }
    const float z = (mantissa - 1.0F) / (mantissa + 1.0F);
    const float z2 = z * z;
    const float series = 2.0F * z * (1.0F + z2 * (1.0F / 3.0F + z2 * (0.2F + z2 * (1.0F / 7.0F + z2 / 9.0F))));
    return static_cast<float>(exponent) * 0.693147181F + series;
}

/// sin x for |x| <= 100, absolute error below 1e-9 after reduction to [-pi/2, pi/2].
inline double sine(double x) {
    const double turns = std::floor(x / kPi + 0.5);
    const double r = x - turns * kPi;
    const double r2 = r * r;
    double sum = -1.0 / 39916800.0;
    for (const double term : {1.0 / 362880.0, -1.0 / 5040.0, 1.0 / 120.0, -1.0 / 6.0, 1.0}) sum = sum * r2 + term;
    const bool odd = std::fmod(turns, 2.0) != 0.0;
    return odd ? -r * sum : r * sum;
}

inline double cosine(double x) {
    return sine(x + kPi / 2);
}

/// Half the chord through a unit circle at distance `t` from its centre; 0 outside.
inline float halfChord(float t) {
    return std::sqrt(std::max(0.0F, 1.0F - t * t));
}

/// 0 below `low`, 1 above `high`, smooth between.
inline float smoothStep(float low, float high, float x) {
    const float t = std::clamp((x - low) / (high - low), 0.0F, 1.0F);
    return t * t * (3.0F - 2.0F * t);
}

/// Maximum of two with a rounded crease: both within `k` of each other blend.
inline float smoothMaximum(float a, float b, float k) {
    const float h = std::max(k - std::abs(a - b), 0.0F) / k;
    return std::max(a, b) + h * h * k * 0.25F;
}

}  // namespace asg::phantom::math
