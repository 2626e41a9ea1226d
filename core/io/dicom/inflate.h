#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace asg::io {

/// A deflated data set (PS3.5 A.5), inflated; a damaged end is left to the parser, which sees a cut-off file. Error:
/// TooLarge for more than kMostInflatedBytes. A stop ends it soon, as if the data ended there.
[[nodiscard]] base::Result<std::vector<std::uint8_t>> inflate(std::span<const std::uint8_t> bytes,
                                                              const std::stop_token& stop);

}  // namespace asg::io
