#pragma once

#include "core/domain/radiograph.h"

#include <cstdint>

namespace asg::vision {

/// The entry for an input, which is rounded; outside the table its nearest end (PS3.3 C.11.1.1). The table must have
/// entries. Pure.
[[nodiscard]] double entryFor(const domain::LookUpTable& table, double input);

/// What a stored value is after the modality transform (PS3.3 C.11.1): the value that windows and statistics speak of.
/// Pure.
[[nodiscard]] double modalityOutput(const domain::Radiograph& radiograph, std::int32_t stored);

}  // namespace asg::vision
