#pragma once

#include "core/phantom/random.h"
#include "core/phantom/tissue.h"

#include <cstdint>
#include <vector>

namespace asg::phantom {

/// How the exposure was made and processed for presentation.
struct Exposure {
    double softPerMm = 0.0175;  ///< linear attenuation of soft tissue at about 120 kVp, hardened
    double bonePerMm = 0.026;   ///< of bone mineral beyond soft tissue
    double metalPerMm = 0.35;
    double scatter = 0.22;   ///< scattered to primary after the grid, of the mean
    double noise = 0.012;    ///< deviation of the quantum noise where the body is thinnest
    double latitude = 0.45;  ///< share of the coarse contrast that the processing takes away
    double edge = 0.5;       ///< share of fine contrast that it adds
    double brightness = 0;   ///< shift of the display curve, in optical depths
    double contrast = 1;     ///< slope of the display curve
};

[[nodiscard]] Exposure drawExposure(Random& random, bool bedside);

/// Attenuation (Beer and Lambert), scatter and veiling glare, quantum noise, logarithmic response, processing for
/// presentation: a display value of 0 .. 1 for each pixel, bone bright.
/// `mmPerPixel` is in the detector's plane.
[[nodiscard]] Plane expose(const Tissue& tissue, const Exposure& exposure, double mmPerPixel, Random& random);

}  // namespace asg::phantom
