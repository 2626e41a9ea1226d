#pragma once

#include "core/domain/measured.h"
#include "core/domain/measurement.h"
#include "core/domain/radiograph.h"

#include <optional>

namespace asg::vision {

/// The values of the pixels whose middle lies within a rectangle, an ellipse or an outline (where that crosses itself,
/// by the even-odd rule), or of the pixel that a pixel value is in. Padding is left out. Nothing where no pixel is
/// within, for other kinds, and for a measurement on another frame than the radiograph's. Takes a few milliseconds for
/// a million pixels; pure, any thread.
[[nodiscard]] std::optional<domain::GreyStatistics> greyStatistics(const domain::Measurement& measurement,
                                                                   const domain::Radiograph& radiograph);

}  // namespace asg::vision
