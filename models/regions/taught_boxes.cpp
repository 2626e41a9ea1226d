#include "models/regions/taught_boxes.h"

#include <nlohmann/json.hpp>

namespace asg::regions {

using nlohmann::json;

/// [[picture, region, x1, y1, x2, y2], …]
std::string taughtBoxes(const std::vector<PoolItem>& items) {
    json boxes = json::array();
    for (std::size_t i = 0; i < items.size(); ++i)
        for (const auto region : domain::modelRegions()) {
            const RegionLabel& label = items[i].sample.labels[region.value];
            const base::Box& box = label.boxInFractions;
            if (label.source == LabelSource::SelfTaught && label.state == LabelState::Known)
                boxes.push_back({i, region.value, box.x1, box.y1, box.x2, box.y2});
        }
    return boxes.dump();
}

void takeTaughtBoxes(const std::string& notes, std::vector<PoolItem>& items) {
    for (const auto& entry : json::parse(notes)) {
        auto& labels = items.at(entry.at(0).get<std::size_t>()).sample.labels;
        labels.at(entry.at(1).get<std::size_t>()) = {
            LabelState::Known, LabelSource::SelfTaught, {entry.at(2), entry.at(3), entry.at(4), entry.at(5)}};
    }
}

}  // namespace asg::regions
