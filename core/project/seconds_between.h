#pragma once

#include <optional>
#include <string_view>

namespace asg::project {

/// Seconds from one time of a decision to another (UTC, "2026-11-30T10:00:00.000Z"); nothing where one of the two is
/// written otherwise. Pure; knows no locale.
[[nodiscard]] std::optional<double> secondsBetween(std::string_view from, std::string_view to);

}  // namespace asg::project
