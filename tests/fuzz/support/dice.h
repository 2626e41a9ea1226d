#pragma once

#include <cstddef>
#include <random>

namespace asg::fuzz {

/// What a mutator decides by: the same seed, the same decisions.
class Dice {
public:
    explicit Dice(unsigned seed) : m_random(seed) {}

    /// 0 … sides - 1; 0 where there is no side.
    std::size_t below(std::size_t sides) { return sides == 0 ? 0 : m_random() % sides; }
    bool oneIn(std::size_t sides) { return below(sides) == 0; }
    template <typename List>
    decltype(auto) pick(List&& list) {
        return list[below(std::size(list))];
    }
    unsigned any() { return static_cast<unsigned>(m_random()); }

private:
    std::mt19937 m_random;
};

}  // namespace asg::fuzz
