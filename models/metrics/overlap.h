#pragma once

#include <cstdint>
#include <span>

namespace asg::metrics {

/// How two masks of one size lie on each other; a pixel that is not 0 belongs to the mask.
struct Overlap {
    std::int64_t both = 0;
    std::int64_t first = 0;   ///< pixels of the first mask
    std::int64_t second = 0;  ///< pixels of the second mask

    /// 2 · both / (first + second); 1 when both masks are empty (nothing was there and nothing was found).
    [[nodiscard]] double dice() const;
    /// both / (first + second - both); 1 when both masks are empty.
    [[nodiscard]] double iou() const;
};

/// Masks of equal length.
[[nodiscard]] Overlap overlap(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second);

}  // namespace asg::metrics
