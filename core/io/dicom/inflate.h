#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace asg::io {

/// More than the largest accepted picture has.
inline constexpr std::size_t kMaximumInflatedBytes = std::size_t{256} << 20;

/// A deflated data set (PS3.5 A.5), inflated; a damaged end is left to the parser, which sees a cut-off file. Error:
/// TooLarge for more than kMaximumInflatedBytes.
[[nodiscard]] base::Result<std::vector<std::uint8_t>> inflate(std::span<const std::uint8_t> bytes);

}  // namespace asg::io
