#pragma once

#include "models/training/prepared_images.h"

namespace asg::tags {

/// The picture with its mean grey brought to `mean` of 0..1 by a gamma (light stays lighter than dark). A picture of
/// one grey is returned as it is. Pure.
[[nodiscard]] training::PreparedImage levelled(training::PreparedImage image, double mean);

/// 0..1.
[[nodiscard]] double meanGrey(const training::PreparedImage& image);

}  // namespace asg::tags
