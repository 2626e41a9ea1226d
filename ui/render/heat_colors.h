#pragma once

#include "core/domain/analysis.h"

#include <QColor>
#include <QImage>

namespace asg::render {

inline constexpr double kHeatOpacity = 0.4;  ///< of the largest value; zero is clear

/// Viridis at 0..1 (van der Walt and Smith, 2015; sixth-order polynomial by M. Zucker), opaque.
[[nodiscard]] QColor viridis(double value);

/// The map as side × side pixels, premultiplied, scaled so that its largest value is 1. Null when the map has none.
[[nodiscard]] QImage heatImage(const domain::HeatMap& map);

}  // namespace asg::render
