#include "models/regions/region_prediction.h"

#include <torch/utils.h>

namespace asg::regions {

PredictedRegions predictRegions(inference::LoadedModel& model, const nets::ImageFeatures& features,
                                const vision::InputTransform& transform) {
    const torch::NoGradGuard off;
    const auto found = model.network->findRegions(features);
    const auto logits = found.presenceLogits.contiguous();
    const auto boxes = found.boxes.contiguous();
    PredictedRegions predicted;
    for (const auto& [region, learned] : model.regions) {
        if (region.value >= predicted.size()) continue;
        auto& entry = predicted[region.value];
        entry.presenceLogit = logits.data_ptr<float>()[learned.output];
        entry.presence = learned.calibration.probability(entry.presenceLogit);
        entry.threshold = learned.calibration.threshold;
        const float* edge = boxes.data_ptr<float>() + learned.output * 4;
        const double crop = transform.crop;
        const base::Box inImage = transform.toImage({edge[0] * crop, edge[1] * crop, edge[2] * crop, edge[3] * crop});
        entry.boxInFractions =
            base::intersection({inImage.x1 / transform.originalColumns, inImage.y1 / transform.originalRows,
                                inImage.x2 / transform.originalColumns, inImage.y2 / transform.originalRows},
                               {0, 0, 1, 1});
    }
    return predicted;
}

}  // namespace asg::regions
