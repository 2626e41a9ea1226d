#include "models/tags/tag_views.h"

#include "core/base/random.h"
#include "models/regions/frozen_views.h"
#include "models/tags/tone.h"

#include <algorithm>
#include <functional>

namespace asg::tags {
namespace {

using CropOf = std::function<training::Crop(std::size_t)>;

constexpr std::size_t kPicturesAtOnce = 16;

base::Outcome<at::Tensor> look(training::StageStart& start, std::size_t count, const CropOf& cropOf,
                               const std::stop_token& stop) {
    std::vector<regions::FrozenViews> parts;
    for (std::size_t first = 0; first < count; first += kPicturesAtOnce) {
        if (stop.stop_requested()) return base::Cancelled{};
        std::vector<training::Crop> crops;
        for (std::size_t i = first; i < std::min(count, first + kPicturesAtOnce); ++i) crops.push_back(cropOf(i));
        parts.push_back(regions::look(start.model, crops));
    }
    return regions::joined(parts).local;
}

}  // namespace

base::Outcome<TagViews> lookAtPool(const TagRecipe& recipe, training::StageStart& start, const TagPool& pool,
                                   training::ProgressLine& line, const std::stop_token& stop) {
    const int side = start.model.card.input.crop;
    TagViews views;
    for (int version = -1; version < recipe.views; ++version) {
        line.show((version + 1.0) / (recipe.views + 1), "the encoder looks at the pictures");
        auto looked = look(
            start, pool.size(),
            [&](std::size_t i) {
                const auto& image = pool[i].image;
                if (version < 0) return regions::plainExample(image, {}, side).crop;
                base::Random random(recipe.seed, static_cast<std::uint64_t>(version), i);
                const double mean = random.uniform(recipe.darkest, recipe.brightest);
                return regions::augmentedExample(levelled(image, mean), {}, side, recipe.augmentation, random).crop;
            },
            stop);
        if (looked.cancelled()) return base::Cancelled{};
        if (version < 0) {
            views.plain = std::move(looked).value();
        } else {
            views.augmented.push_back(std::move(looked).value());
        }
    }
    return views;
}

}  // namespace asg::tags
