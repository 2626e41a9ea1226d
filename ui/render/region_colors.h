#pragma once

#include "core/domain/region.h"

#include <array>
#include <cstdint>

namespace asg::render {

/// Okabe and Ito's colours without black, which would vanish on lung (0xRRGGBB): orange, sky blue, bluish green,
/// yellow, blue, vermillion, reddish purple (Color Universal Design, 2008).
inline constexpr std::array<std::uint32_t, 7> kOkabeIto{0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442,
                                                        0x0072B2, 0xD55E00, 0xCC79A7};

/// The colour of a region's outline: one of kOkabeIto, the same in every picture; regions that touch or lie in one
/// another differ, left and right partners are alike.
[[nodiscard]] std::uint32_t colorOf(domain::RegionId region) noexcept;

}  // namespace asg::render
