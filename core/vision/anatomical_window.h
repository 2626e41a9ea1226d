#pragma once

#include "core/domain/analysis.h"
#include "core/domain/radiograph.h"

#include <cstdint>
#include <span>

namespace asg::vision {

/// What a window is to show best.
enum class WindowAim : std::uint8_t { Thorax, Lungs, Mediastinum, Bones };

/// The window between two percentiles of the picture's own values, after the modality transform and without padding:
/// radiographs have no common scale, so no number of a list would fit. The values are those within the boxes of these
/// regions; where `regions` has none of them, those of the middle of the picture, 0.7 of its sides. Percentiles count
/// from what is shown dark.
///
/// | aim | regions | percentiles |
/// | --- | --- | --- |
/// | thorax | lungs, mediastinum, heart, spine | 1 to 99 |
/// | lungs | lungs | 1 to 80 |
/// | mediastinum | mediastinum, heart | 20 to 99.5 |
/// | bones | clavicles, upper mediastinum (the spine is behind it) | 10 to 99.5 |
///
/// Of large pictures every n-th row and column is looked at, at most some 100 000 values: a few milliseconds. Pure;
/// any thread. The radiograph has its pixels.
[[nodiscard]] domain::Window anatomicalWindow(WindowAim aim, const domain::Radiograph& radiograph,
                                              std::span<const domain::RegionBox> regions);

}  // namespace asg::vision
