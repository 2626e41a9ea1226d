#include "models/tags/tag_pool.h"

#include "core/base/translatable.h"
#include "models/regions/region_pool.h"

#include <map>

namespace asg::tags {

base::Outcome<TagPool> loadTagPool(const training::StageStart& start, const std::filesystem::path& data,
                                   const std::filesystem::path& prepared, const base::Progress& progress,
                                   std::stop_token stop) {
    auto labels = readNihLabels(data);
    if (!labels) return labels.error();
    // The same list as the region stage's, so that its prepared pictures serve here.
    auto loaded = regions::loadShippablePictures(
        data, {prepared, training::preparedSideFor(start.model.card.input.crop)}, progress, stop);
    if (loaded.cancelled()) return base::Cancelled{};
    if (loaded.failed()) return loaded.error();
    auto pictures = std::move(loaded).value();
    std::map<std::string, regions::PoolItem*> places;
    for (auto& picture : pictures) places[picture.sample.path] = &picture;

    TagPool pool;
    for (auto& picture : *labels) {
        const auto place = places.find(picture.path);
        if (place == places.end() || regions::isHeldOut(picture.patient, start.folds, start.heldOutFold)) continue;
        auto& [sample, image] = *place->second;
        pool.push_back({std::move(picture), std::move(image), sample.licence});
    }
    if (pool.empty())
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: no picture here has labels to train on."), {data.string()}}};
    return pool;
}

std::vector<int> positivesOf(const TagPool& pool) {
    std::vector<int> counts(domain::tagCount());
    for (const auto& item : pool)
        for (std::size_t tag = 0; tag < counts.size(); ++tag)
            if (item.labels.tags[tag].value_or(false)) ++counts[tag];
    return counts;
}

}  // namespace asg::tags
