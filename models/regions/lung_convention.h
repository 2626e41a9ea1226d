#pragma once

#include "models/regions/region_pool.h"

#include <array>
#include <vector>

namespace asg::regions {

/// How radiologists' lung boxes differ from read ones of the same pictures.
///
/// Readers who do not talk to each other draw the lung's border at different places, each consistently: the read boxes
/// of this data end inside the radiologists', by a twentieth of the lung or more. One border is taught, on the way from
/// the reader's to the radiologists'.
struct LungConvention {
    /// By region id of right and left lung: how far each edge (x1, y1, x2, y2) is moved, in fractions of the read box's
    /// width and height; medians over pictures that have both.
    std::array<std::array<double, 4>, domain::kModelRegionCount> shift{};
    int pictures = 0;  ///< that have both
};

/// Compares where radiologists and reader marked the same lung. Nothing is moved when no picture has both.
[[nodiscard]] LungConvention learnLungConvention(const std::vector<PoolItem>& items);

/// Moves every lung to the border that is taught and derives anew what follows from lungs. `border` is 0 where the
/// reader draws it, 1 where radiologists do: read lungs that no radiologist marked go that share of the way (source
/// ReadAdjusted), marked ones the rest of it back.
void applyLungConvention(const LungConvention& convention, double border, std::vector<PoolItem>& items);

}  // namespace asg::regions
