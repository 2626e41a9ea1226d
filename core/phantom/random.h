#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace asg::phantom {

/// Random numbers that are the same on every machine: xoshiro256** (Blackman and Vigna 2018) seeded by splitmix64,
/// with distributions of our own because those of the standard library differ between implementations.
class Random {
public:
    /// Streams with different numbers are independent, so that one part may draw more without changing the others.
    Random(std::uint64_t seed, std::uint64_t stream) {
        std::uint64_t x = seed * 0x9E3779B97F4A7C15ULL + stream * 0xD1B54A32D192ED03ULL;
        for (auto& word : m_state) word = splitMix(x);
    }

    std::uint64_t next() {
        const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
        const std::uint64_t t = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= t;
        m_state[3] = std::rotl(m_state[3], 45);
        return result;
    }

    /// [0, 1)
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    double uniform(double low, double high) { return low + (high - low) * unit(); }
    bool chance(double probability) { return unit() < probability; }
    /// 0 .. count - 1; count > 0
    int index(int count) { return static_cast<int>(unit() * count); }
    /// Mean 0, deviation 1, within ±6: the sum of twelve uniforms.
    double normal() {
        double sum = -6;
        for (int i = 0; i < 12; ++i) sum += unit();
        return sum;
    }
    /// A normal one kept within two deviations, so that no chest is absurd.
    double around(double mean, double deviation) {
        for (;;)
            if (const double z = normal(); z > -2 && z < 2) return mean + deviation * z;
    }
    /// Mean 0, deviation 1, one draw: four 16-bit uniforms of one word (for noise, where there are many).
    float quickNormal() {
        const std::uint64_t word = next();
        const auto sum = static_cast<std::int32_t>(word & 0xFFFF) + static_cast<std::int32_t>(word >> 16 & 0xFFFF) +
                         static_cast<std::int32_t>(word >> 32 & 0xFFFF) + static_cast<std::int32_t>(word >> 48);
        return static_cast<float>(sum - 131070) * (1.7320508F / 65536.0F);
    }

private:
    static std::uint64_t splitMix(std::uint64_t& x) {
        std::uint64_t z = (x += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    std::array<std::uint64_t, 4> m_state{};
};

}  // namespace asg::phantom
