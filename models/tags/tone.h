#pragma once

#include "core/vision/model_input.h"
#include "models/regions/prepared_images.h"

namespace asg::tags {

/// The picture with its mean grey brought to `mean` of 0..1 by a gamma (light stays lighter than dark). A picture of
/// one grey is returned as it is. Pure.
[[nodiscard]] training::PreparedImage levelled(training::PreparedImage image, double mean);

/// 0..1.
[[nodiscard]] double meanGrey(const training::PreparedImage& image);
/// The same of a picture as a network gets it, without the padding around it.
[[nodiscard]] double meanGrey(const vision::ModelInput& input);

}  // namespace asg::tags
