#pragma once

#include "models/training/region_pool.h"

#include <array>
#include <vector>

namespace asg::training {

/// How radiologists' lung boxes differ from read ones of the same pictures.
///
/// Readers who do not talk to each other draw the lung's border at different places, each consistently: the read boxes
/// of this data end inside the radiologists', by a twentieth of the lung or more. Moved by that, read lungs teach what
/// the radiologists call a lung.
struct LungConvention {
    /// By region id of right and left lung: how far each edge (x1, y1, x2, y2) is moved, in fractions of the read box's
    /// width and height; medians over pictures that have both.
    std::array<std::array<double, 4>, domain::kModelRegionCount> shift{};
    int pictures = 0;  ///< that have both
};

/// Compares where radiologists and reader marked the same lung. Nothing is moved when no picture has both.
[[nodiscard]] LungConvention learnLungConvention(const std::vector<PoolItem>& items);

/// Moves the read lungs that no radiologist marked, source ReadAdjusted, and derives anew what follows from lungs.
void applyLungConvention(const LungConvention& convention, std::vector<PoolItem>& items);

}  // namespace asg::training
