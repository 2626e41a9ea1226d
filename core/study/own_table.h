#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace asg::study {

/// No table is larger: more is not read.
inline constexpr std::uintmax_t kMostTableBytes = 1U << 20U;

/// Where a table of that name lies that users write themselves: in $ASG_DATA where that is set, else in asg in the
/// user's configuration folder (XDG). Empty where neither is known.
[[nodiscard]] std::filesystem::path ownTable(std::string_view name);

}  // namespace asg::study
