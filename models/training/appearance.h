#pragma once

#include "core/base/random.h"

#include <vector>

namespace asg::training {

/// How strongly grey values are changed in training.
struct AppearanceLimits {
    double gamma = 0.5;        ///< exponent log-uniform in 1/(1+g) … 1+g
    double contrast = 0.3;     ///< ± about the mean
    double brightness = 0.12;  ///< ± of the full range
    double noise = 0.05;       ///< largest deviation of added noise, of the full range
    double blurChance = 0.25;
    double eraseChance = 0.35;  ///< of rectangles of grey, white or noise: labels, plates, devices, hands
    /// Of soft, light blobs that veil what is beneath, as consolidations and effusions do: a lung that is hard to see
    /// keeps its place. Not for trainings that learn findings.
    double opacityChance = 0;
};

/// A square picture, side × side values of 0..255, rows first, with what of it is picture and not padding.
struct Crop {
    int side = 0;
    std::vector<float> grey;
    std::vector<bool> inside;
};

/// Opacities, gamma, contrast, brightness, blur, noise and erased rectangles, each by chance; padding stays black.
void varyAppearance(Crop& crop, const AppearanceLimits& limits, base::Random& random);

/// Light and dark exchanged, padding left as it is.
void invert(Crop& crop);

}  // namespace asg::training
