#pragma once

#include "core/base/random.h"
#include "models/training/appearance.h"

namespace asg::regions {

/// Pictures that are no chest X-ray, for the gate, made without any picture from elsewhere: the tiles of an X-ray in
/// disorder, smooth noise, slices (bright ellipses on black), scenes of shapes on a gradient, pages of text, flat
/// grey. `crop` is an X-ray of the wanted size and is taken as raw material. Real photographs are not among them, so
/// how well the gate knows those has to be measured, not assumed.
[[nodiscard]] training::Crop drawNotChest(const training::Crop& crop, base::Random& random);

}  // namespace asg::regions
