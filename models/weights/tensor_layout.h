#pragma once

// Private to models/: includes Torch.

#include <c10/core/ScalarType.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace asg::weights {

/// Torch's type for safetensors' name ("F32", "BF16", …), if both have it, and back.
[[nodiscard]] std::optional<c10::ScalarType> scalarTypeFromName(std::string_view name);
[[nodiscard]] std::optional<std::string_view> scalarTypeName(c10::ScalarType type);

/// Bytes of a dense tensor; nothing when a size is negative or the product does not fit 63 bits.
[[nodiscard]] std::optional<std::int64_t> byteCount(std::span<const std::int64_t> shape, c10::ScalarType type);

/// Product of the sizes; nothing when a size is negative or the product does not fit 63 bits.
[[nodiscard]] std::optional<std::int64_t> elementCount(std::span<const std::int64_t> shape);

}  // namespace asg::weights
