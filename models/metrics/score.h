#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>

namespace asg::metrics {

/// A figure, or why there is none on these numbers ("no positive example"). Never NaN, never infinite.
using Score = base::Result<double>;

/// How often each example counts, in the order of the examples; empty: each once. What a bootstrap draws.
using Counts = std::span<const std::uint32_t>;

/// "Not defined", with the reason.
[[nodiscard]] inline base::Error notDefined(base::Sentence reason) {
    return {base::ErrorCode::InvalidData, std::move(reason)};
}

/// How often example `index` counts.
[[nodiscard]] inline double countOf(Counts counts, std::size_t index) {
    return counts.empty() ? 1.0 : static_cast<double>(counts[index]);
}

}  // namespace asg::metrics
