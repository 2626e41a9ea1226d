#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace asg::base {

/// An integer that says what it counts: ids of different things cannot be mixed up.
template <typename Tag, typename Representation = std::uint32_t>
struct StrongId {
    Representation value{};

    constexpr StrongId() = default;
    constexpr explicit StrongId(Representation v) : value(v) {}

    friend constexpr auto operator<=>(StrongId, StrongId) = default;
};

}  // namespace asg::base

template <typename Tag, typename Representation>
struct std::hash<asg::base::StrongId<Tag, Representation>> {
    std::size_t operator()(asg::base::StrongId<Tag, Representation> id) const noexcept {
        return std::hash<Representation>{}(id.value);
    }
};
