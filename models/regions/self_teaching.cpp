#include "models/regions/self_teaching.h"

#include "models/regions/region_loss.h"

#include <ATen/ops/sigmoid.h>
#include <torch/utils.h>

#include <algorithm>

namespace asg::regions {
namespace {

using base::Box;

constexpr double kSure = 0.8;
constexpr double kAlike = 0.7;
constexpr int kCopies = 3;

/// Where the network sees the regions in one view of a picture, in fractions of the picture.
struct View {
    std::vector<Box> boxes;
    std::vector<float> presence;
};

/// The placements have neither rotation nor stretch, so that corners map to corners.
Box toPicture(const Placement& placement, const float* edges) {
    const auto topLeft = placement.toPicture({edges[0], edges[1]});
    const auto bottomRight = placement.toPicture({edges[2], edges[3]});
    return base::intersection({topLeft.x, topLeft.y, bottomRight.x, bottomRight.y}, {0, 0, 1, 1});
}

std::vector<View> lookAt(nets::AsgNetwork& network, const training::PreparedImage& image,
                         const vision::InputSpec& spec) {
    PlacementLimits limits{.scale = 0.12, .aspect = 0.04, .shift = 0.05, .rotation = 0, .warp = 0, .cutChance = 0};
    std::vector<Placement> placements{Placement(image.rows, image.columns)};
    base::Random random(20);
    while (placements.size() < kCopies) placements.emplace_back(image.rows, image.columns, limits, random);
    std::vector<RegionExample> examples(placements.size());
    for (std::size_t i = 0; i < placements.size(); ++i) examples[i].crop = sampleCrop(image, placements[i], spec.crop);

    const auto found = network->findRegions(network->encodeImages(makeBatch(examples, spec).images));
    const auto boxes = found.boxes.contiguous();
    const auto presence = at::sigmoid(found.presenceLogits).contiguous();
    std::vector<View> views(placements.size());
    for (std::size_t i = 0; i < views.size(); ++i)
        for (std::size_t r = 0; r < domain::kModelRegionCount; ++r) {
            const std::size_t at = i * domain::kModelRegionCount + r;
            views[i].boxes.push_back(toPicture(placements[i], boxes.data_ptr<float>() + at * 4));
            views[i].presence.push_back(presence.data_ptr<float>()[at]);
        }
    return views;
}

RegionLabel agreedLabel(const std::vector<View>& views, std::size_t region) {
    Box sum;
    double alike = 0;
    for (const View& view : views) {
        if (view.presence[region] < kSure) return {};
        const Box& box = view.boxes[region];
        alike += base::intersectionOverUnion(box, views.front().boxes[region]);
        sum = {sum.x1 + box.x1, sum.y1 + box.y1, sum.x2 + box.x2, sum.y2 + box.y2};
    }
    const auto count = static_cast<double>(views.size());
    // The first view agrees with itself and says nothing.
    if ((alike - 1) / (count - 1) < kAlike) return {};
    return {
        LabelState::Known, LabelSource::SelfTaught, {sum.x1 / count, sum.y1 / count, sum.x2 / count, sum.y2 / count}};
}

}  // namespace

std::optional<int> teachUnlabelled(nets::AsgNetwork& network, std::vector<PoolItem>& items,
                                   const vision::InputSpec& spec, const std::stop_token& stop) {
    const torch::NoGradGuard off;
    std::vector<RegionLabels> taught;
    for (const PoolItem& item : items) {
        if (stop.stop_requested()) return std::nullopt;
        const auto views = lookAt(network, item.image, spec);
        taught.push_back(item.sample.labels);
        for (std::size_t region = 0; region < domain::kModelRegionCount; ++region) {
            RegionLabel& label = taught.back()[region];
            if (label.state == LabelState::Unknown || label.source == LabelSource::SelfTaught)
                label = agreedLabel(views, region);
        }
    }
    int boxes = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].sample.labels = taught[i];
        boxes += static_cast<int>(std::ranges::count(taught[i], LabelSource::SelfTaught, &RegionLabel::source));
    }
    return boxes;
}

}  // namespace asg::regions
