#pragma once

#include "core/base/geometry.h"

#include <cmath>

namespace asg::review {

/// Whether two boxes are the same for a reader: no edge is off by half a pixel. A model's box differs in its last
/// digits between devices. Pure.
[[nodiscard]] inline bool isSameBox(const base::Box& a, const base::Box& b) {
    constexpr double kHalfPixel = 0.5;
    const auto near = [](double one, double other) { return std::abs(one - other) < kHalfPixel; };
    return near(a.x1, b.x1) && near(a.y1, b.y1) && near(a.x2, b.x2) && near(a.y2, b.y2);
}

}  // namespace asg::review
