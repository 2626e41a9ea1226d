#include "models/regions/region_validation.h"

#include "models/regions/region_import.h"
#include "models/regions/region_loss.h"
#include "models/regions/region_metrics.h"

#include <torch/utils.h>

namespace asg::regions {
namespace {

RegionLabels targetsAsLabels(const RegionExample& example) {
    RegionLabels labels;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (example.regions[i].boxWeight > 0)
            labels[i] = {LabelState::Known, LabelSource::None, example.regions[i].boxInFractions};
    return labels;
}

}  // namespace

ValidationFigures validateRegions(nets::AsgNetwork& network, const std::vector<PoolItem>& items,
                                  const vision::InputSpec& spec) {
    const torch::NoGradGuard off;
    RegionMetrics lungs;
    RegionMetrics read;
    for (const PoolItem& item : items) {
        const std::vector<RegionExample> marked{plainExample(item.image, item.sample.radiologist, spec.crop)};
        const auto images = makeBatch(marked, spec).images;
        const auto found = network->findRegions(network->encodeImages(images));
        const auto boxes = found.boxes.squeeze(0).contiguous();
        const auto* edges = boxes.data_ptr<float>();
        PredictedRegions predicted;
        for (auto& region : predicted) {
            // The log follows the boxes alone; presence has a figure of its own in `asg evaluate regions`.
            region.presence = 1;
            region.boxInFractions = base::intersection({edges[0], edges[1], edges[2], edges[3]}, {0, 0, 1, 1});
            edges += 4;
        }
        lungs.add(item.sample.patient, targetsAsLabels(marked.front()), predicted);
        read.add(item.sample.patient, targetsAsLabels(plainExample(item.image, item.sample.read, spec.crop)),
                 predicted);
    }
    const std::vector both{*domain::regionFromName("right lung"), *domain::regionFromName("left lung")};
    return {lungs.iou(both).value, read.meanOfMeans(readRegions()).value};
}

}  // namespace asg::regions
