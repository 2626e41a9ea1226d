#include "models/regions/region_pool.h"

#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "core/phantom/phantom.h"
#include "models/regions/lung_convention.h"
#include "models/regions/region_import.h"

#include <cmath>
#include <iomanip>
#include <sstream>
#include <string>

namespace asg::regions {
namespace {

base::Result<PoolItem> makePhantom(std::uint64_t seed, int side) {
    phantom::PhantomOptions options;
    options.seed = seed;
    options.rows = options.columns = side;
    auto made = phantom::generate(options);
    if (!made) return made.error();
    PoolItem item;
    item.sample.path = "phantom:" + std::to_string(seed);
    item.sample.data = "phantom";
    item.sample.patient = item.sample.path;
    item.sample.licence = "generated";
    item.sample.mayTrain = true;
    // Every region that has no pixel in the picture is known to be absent.
    for (auto& label : item.sample.labels) label = {LabelState::Absent, LabelSource::Phantom, {}};
    for (const auto& box : made->boxes)
        item.sample.labels[box.region.value] = {
            LabelState::Known,
            LabelSource::Phantom,
            {box.boxInImagePixels.x1 / made->columns, box.boxInImagePixels.y1 / made->rows,
             box.boxInImagePixels.x2 / made->columns, box.boxInImagePixels.y2 / made->rows}};
    item.image.rows = made->rows;
    item.image.columns = made->columns;
    const double scale = 255.0 / ((1 << made->bitsStored) - 1);
    for (const std::uint16_t value : made->pixels)
        item.image.grey.push_back(static_cast<std::uint8_t>(std::lround(std::min(255.0, value * scale))));
    return item;
}

}  // namespace

int partOf(const std::string& patient, int parts) {
    const auto hash = std::stoul(base::sha256Hex(patient).substr(0, 7), nullptr, 16);
    return static_cast<int>(hash % static_cast<unsigned long>(parts));
}

bool isHeldOut(const std::string& patient, int folds, int heldOutFold) {
    return heldOutFold >= 0 && partOf(patient, folds) == heldOutFold;
}

std::string identityText(const std::vector<PoolItem>& items) {
    std::ostringstream text;
    text << std::setprecision(17);
    for (const auto& item : items) {
        text << item.sample.path << ' ' << item.image.sha256;
        for (const auto& label : item.sample.labels) {
            const auto& box = label.boxInFractions;
            if (label.state == LabelState::Unknown || label.source == LabelSource::SelfTaught) {
                text << " -";
            } else if (label.state == LabelState::Absent) {
                text << " absent";
            } else {
                text << ' ' << box.x1 << ',' << box.y1 << ',' << box.x2 << ',' << box.y2;
            }
        }
        text << '\n';
    }
    return text.str();
}

base::Outcome<std::vector<PoolItem>> loadShippablePictures(const std::filesystem::path& data,
                                                           const PreparedFolder& prepared,
                                                           const base::Progress& progress,
                                                           const std::stop_token& stop) {
    auto samples = importRegionData(data);
    if (!samples) return samples.error();
    std::erase_if(*samples, [](const RegionSample& sample) { return !sample.mayTrain; });
    auto images = prepareImages(data, *samples, prepared, progress, stop);
    if (images.cancelled()) return base::Cancelled{};
    if (images.failed()) return images.error();
    auto list = std::move(images).value();
    std::vector<PoolItem> pictures;
    for (std::size_t i = 0; i < samples->size(); ++i)
        pictures.push_back({std::move((*samples)[i]), std::move(list[i])});
    return pictures;
}

base::Outcome<RegionPool> loadRegionPool(const RegionRecipe& recipe, const std::filesystem::path& data,
                                         const std::filesystem::path& prepared, const base::Progress& progress,
                                         std::stop_token stop) {
    const int side = training::preparedSideFor(recipe.network.image.imageSize);
    auto loaded = loadShippablePictures(data, {prepared, side}, progress, stop);
    if (loaded.cancelled()) return base::Cancelled{};
    if (loaded.failed()) return loaded.error();

    RegionPool pool;
    auto pictures = std::move(loaded).value();
    for (PoolItem& item : pictures) {
        const bool labelled = item.sample.hasLabels();
        if (isHeldOut(item.sample.patient, recipe.folds, recipe.heldOutFold)) {
            if (labelled) pool.heldOut.push_back(std::move(item));
        } else {
            (labelled ? pool.labelled : pool.unlabelled).push_back(std::move(item));
        }
    }
    const LungConvention convention = learnLungConvention(pool.labelled);
    applyLungConvention(convention, recipe.lungBorder, pool.labelled);
    pool.adjustedFrom = convention.pictures;
    for (int i = 0; i < recipe.phantoms; ++i) {
        if (stop.stop_requested()) return base::Cancelled{};
        if (progress) progress(static_cast<double>(i) / recipe.phantoms, "generating phantoms");
        auto item = makePhantom(recipe.seed * 1'000'000 + static_cast<std::uint64_t>(i), side);
        if (!item) return item.error();
        pool.phantoms.push_back(std::move(*item));
    }
    if (pool.labelled.empty())
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: no picture here has region labels and may be trained on."),
                           {data.string()}}};
    return pool;
}

}  // namespace asg::regions
