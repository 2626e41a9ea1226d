#pragma once

#include "core/domain/region.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace asg::render {

/// Okabe and Ito's colours without black, which would vanish on lung (0xRRGGBB): orange, sky blue, bluish green,
/// yellow, blue, vermillion, reddish purple (Color Universal Design, 2008).
inline constexpr std::array<std::uint32_t, 7> kOkabeIto{0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442,
                                                        0x0072B2, 0xD55E00, 0xCC79A7};

/// The colour of a region's outline: one of kOkabeIto, the same in every picture; regions that touch or lie in one
/// another differ, left and right partners are alike.
[[nodiscard]] std::uint32_t colorOf(domain::RegionId region) noexcept;

/// What kind of region it is, for the overlay of all of them: one colour and one name for each kind.
enum class RegionKind : std::uint8_t { Lung, Hilum, Border, Heart, Mediastinum, Airway, Other };

[[nodiscard]] RegionKind kindOf(domain::RegionId region) noexcept;
/// One of kOkabeIto, different for each kind.
[[nodiscard]] std::uint32_t colorOf(RegionKind kind) noexcept;
/// English, for the legend ("lungs and zones").
[[nodiscard]] std::string_view nameOf(RegionKind kind) noexcept;

}  // namespace asg::render
