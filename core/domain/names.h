#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace asg::domain {

// Enumerators and their names in files: by their place in a list. Pure.

template <std::size_t N, typename Enum>
[[nodiscard]] std::string_view nameIn(const std::array<std::string_view, N>& names, Enum value) noexcept {
    const auto index = static_cast<std::size_t>(value);
    return index < N ? names[index] : std::string_view{};
}

/// Nothing where no enumerator has that name.
template <typename Enum, std::size_t N>
[[nodiscard]] std::optional<Enum> namedIn(const std::array<std::string_view, N>& names,
                                          std::string_view name) noexcept {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

}  // namespace asg::domain
