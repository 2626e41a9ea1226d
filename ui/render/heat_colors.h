#pragma once

#include "core/domain/analysis.h"

#include <QColor>
#include <QImage>

namespace asg::render {

inline constexpr double kHeatOpacity = 0.4;  ///< at 1; 0 is clear

/// Viridis at 0..1 (van der Walt and Smith, 2015; sixth-order polynomial by M. Zucker), opaque.
[[nodiscard]] QColor viridis(double value);

/// A map of places on the scale of colours, 0..1, as side × side pixels, premultiplied. Null when nothing in it is
/// above 0.
[[nodiscard]] QImage heatImage(const domain::HeatMap& onScale);

}  // namespace asg::render
