#pragma once

#include <cstdint>
#include <span>

namespace asg::io {

/// Of a file or a stream, owned by somebody else.
using Bytes = std::span<const std::uint8_t>;

}  // namespace asg::io
