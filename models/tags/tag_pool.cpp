#include "models/tags/tag_pool.h"

#include "models/training/region_import.h"
#include "models/training/region_pool.h"

#include <map>

namespace asg::tags {

base::Outcome<TagPool> loadTagPool(const training::StageStart& start, const std::filesystem::path& data,
                                   const std::filesystem::path& prepared, const base::Progress& progress,
                                   std::stop_token stop) {
    auto labels = readNihLabels(data);
    if (!labels) return labels.error();
    auto samples = training::importRegionData(data);
    if (!samples) return samples.error();
    // The same list as the region stage's, so that its prepared pictures serve here.
    std::erase_if(*samples, [](const training::RegionSample& sample) { return !sample.mayTrain; });
    auto images = training::prepareImages(data, *samples, prepared, progress, stop);
    if (images.cancelled()) return base::Cancelled{};
    if (images.failed()) return images.error();
    auto list = std::move(images).value();
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < samples->size(); ++i) places[(*samples)[i].path] = i;

    TagPool pool;
    for (auto& picture : *labels) {
        const auto place = places.find(picture.path);
        if (place == places.end() || training::isHeldOut(picture.patient, start.folds, start.heldOutFold)) continue;
        pool.push_back({std::move(picture), std::move(list[place->second]), (*samples)[place->second].licence});
    }
    if (pool.empty())
        return base::Error{base::ErrorCode::InvalidData, data.string() + ": no picture here has labels to train on."};
    return pool;
}

std::array<int, domain::kTagCount> positivesOf(const TagPool& pool) {
    std::array<int, domain::kTagCount> counts{};
    for (const auto& item : pool)
        for (std::size_t tag = 0; tag < counts.size(); ++tag)
            if (item.labels.tags[tag].value_or(false)) ++counts[tag];
    return counts;
}

}  // namespace asg::tags
