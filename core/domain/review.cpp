#include "core/domain/review.h"

#include <algorithm>
#include <array>

namespace asg::domain {
namespace {

constexpr std::array<std::string_view, 3> kVerdictNames{"accepted", "rejected", "nothing to point at"};

}  // namespace

std::string_view name(ReviewVerdict verdict) noexcept {
    const auto index = static_cast<std::size_t>(verdict);
    return index < kVerdictNames.size() ? kVerdictNames[index] : std::string_view{};
}

std::optional<ReviewVerdict> reviewVerdictFromName(std::string_view name) noexcept {
    const auto it = std::ranges::find(kVerdictNames, name);
    if (it == kVerdictNames.end()) return std::nullopt;
    return static_cast<ReviewVerdict>(it - kVerdictNames.begin());
}

}  // namespace asg::domain
