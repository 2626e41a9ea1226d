#pragma once

#include "core/base/random.h"

#include <cstddef>
#include <span>

namespace asg::training {

/// One of the pools that a training draws from: labelled pictures, others, phantoms.
struct PoolShare {
    std::size_t pictures = 0;
    double share = 0;  ///< of what is drawn
};

struct DrawnPicture {
    std::size_t pool = 0;
    std::size_t picture = 0;  ///< of that pool
};

/// Draws a pool by its share, then one of its pictures. Shares sum to 1; a pool without pictures leaves its share to
/// the next one that has some, the last ones to those before them. One pool must have a picture.
[[nodiscard]] DrawnPicture drawByShare(std::span<const PoolShare> pools, base::Random& random);

}  // namespace asg::training
