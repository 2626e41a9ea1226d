#include "models/weights/tensor_layout.h"

#include <algorithm>
#include <array>
#include <utility>

namespace asg::weights {

namespace {

using Entry = std::pair<std::string_view, c10::ScalarType>;

constexpr std::array kTypes = {
    Entry{"F64", c10::ScalarType::Double},
    Entry{"F32", c10::ScalarType::Float},
    Entry{"F16", c10::ScalarType::Half},
    Entry{"BF16", c10::ScalarType::BFloat16},
    Entry{"F8_E4M3", c10::ScalarType::Float8_e4m3fn},
    Entry{"F8_E5M2", c10::ScalarType::Float8_e5m2},
    Entry{"I64", c10::ScalarType::Long},
    Entry{"I32", c10::ScalarType::Int},
    Entry{"I16", c10::ScalarType::Short},
    Entry{"I8", c10::ScalarType::Char},
    Entry{"U64", c10::ScalarType::UInt64},
    Entry{"U32", c10::ScalarType::UInt32},
    Entry{"U16", c10::ScalarType::UInt16},
    Entry{"U8", c10::ScalarType::Byte},
    Entry{"BOOL", c10::ScalarType::Bool},
};

}  // namespace

std::optional<c10::ScalarType> scalarTypeFromName(std::string_view name) {
    const auto* found = std::ranges::find(kTypes, name, &Entry::first);
    if (found == kTypes.end()) return std::nullopt;
    return found->second;
}

std::optional<std::string_view> scalarTypeName(c10::ScalarType type) {
    const auto* found = std::ranges::find(kTypes, type, &Entry::second);
    if (found == kTypes.end()) return std::nullopt;
    return found->first;
}

std::optional<std::int64_t> elementCount(std::span<const std::int64_t> shape) {
    std::int64_t count = 1;
    for (const std::int64_t size : shape) {
        if (size < 0 || __builtin_mul_overflow(count, size, &count)) return std::nullopt;
    }
    return count;
}

std::optional<std::int64_t> byteCount(std::span<const std::int64_t> shape, c10::ScalarType type) {
    const auto count = elementCount(shape);
    std::int64_t bytes = 0;
    if (!count || __builtin_mul_overflow(*count, static_cast<std::int64_t>(c10::elementSize(type)), &bytes)) {
        return std::nullopt;
    }
    return bytes;
}

}  // namespace asg::weights
