#pragma once

#include "core/vision/model_input.h"
#include "models/downstream/labelled_set.h"

#include <cstdint>
#include <vector>

namespace asg::downstream {

/// The picture's mask as the network sees it: crop × crop, rows first, 1 where the middle of a pixel lies in a box or
/// in a run; padding is 0. `masks` says which of the two counts.
[[nodiscard]] std::vector<std::uint8_t> maskInCrop(const LabelledPicture& picture, Masks masks,
                                                   const vision::InputTransform& transform);

/// A point of the crop in pixels of the published square.
[[nodiscard]] base::Point toPublished(base::Point inCrop, const vision::InputTransform& transform);

}  // namespace asg::downstream
