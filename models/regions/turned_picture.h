#pragma once

#include "core/domain/radiograph.h"

namespace asg::regions {

/// The same picture turned clockwise about its middle, as large as before: what leaves it is cut off, and what was
/// beyond its edge has the smallest stored value. Between pixels bilinear.
[[nodiscard]] domain::Radiograph turnedBy(const domain::Radiograph& radiograph, double degrees);

}  // namespace asg::regions
