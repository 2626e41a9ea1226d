#pragma once

#include "core/phantom/canvas.h"
#include "core/phantom/random.h"

namespace asg::phantom {

/// Burns the lead letter of the patient's side into the picture (R at the picture's left, L at its right), sometimes
/// with a word below it, and now and then the borders of the collimator. Values are display values, 0 .. 1.
void burnMarker(Plane& picture, double mmPerPixel, bool bedside, Random& random);

}  // namespace asg::phantom
