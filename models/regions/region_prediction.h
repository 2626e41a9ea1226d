#pragma once

// Private to models/: includes Torch.

#include "core/vision/model_input.h"
#include "models/inference/loaded_model.h"
#include "models/nets/image_features.h"
#include "models/regions/region_metrics.h"

namespace asg::regions {

/// What a model's region head says of one picture whose features these are.
[[nodiscard]] PredictedRegions predictRegions(inference::LoadedModel& model, const nets::ImageFeatures& features,
                                              const vision::InputTransform& transform);

}  // namespace asg::regions
