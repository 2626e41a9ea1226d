#pragma once

#include "core/domain/report.h"

#include <optional>

namespace asg::text {

/// What a reader must know of a report of which nothing ("nothing-read") or little ("little-read") was read; nothing
/// where most of its sentences were understood.
[[nodiscard]] std::optional<domain::Warning> warnOfUnread(const domain::Report& report);

}  // namespace asg::text
