#include "models/alignment/aligned_views.h"

#include "core/base/random.h"
#include "core/base/translatable.h"
#include "models/regions/frozen_views.h"
#include "models/regions/lung_convention.h"

#include <algorithm>

namespace asg::alignment {
namespace {

constexpr std::size_t kPicturesAtOnce = 16;

/// Puts the marked boxes of a version in the place of predicted ones.
void takeMarked(const regions::RegionExample& example, at::Tensor boxes, at::Tensor known) {
    auto edges = boxes.accessor<float, 2>();
    auto taught = known.accessor<bool, 1>();
    for (std::size_t region = 0; region < example.regions.size(); ++region) {
        const auto& target = example.regions[region];
        const auto index = static_cast<std::int64_t>(region);
        if (target.presenceWeight > 0 && target.presence < 0.5F) taught[index] = false;
        if (target.boxWeight <= 0) continue;
        const auto& box = target.boxInFractions;
        edges[index][0] = static_cast<float>(box.x1);
        edges[index][1] = static_cast<float>(box.y1);
        edges[index][2] = static_cast<float>(box.x2);
        edges[index][3] = static_cast<float>(box.y2);
        taught[index] = true;
    }
}

std::array<std::optional<bool>, kAskedZones> truthsOf(const regions::RegionExample& example,
                                                      const std::vector<base::Box>& opacitiesInPicture,
                                                      const at::Tensor& boxes, const at::Tensor& known) {
    std::array<std::optional<bool>, kAskedZones> truths;
    if (example.variant != regions::GateVariant::Normal) return truths;
    std::vector<base::Box> opacities;
    for (const auto& box : opacitiesInPicture) opacities.push_back(example.placement.toCrop(box));
    const auto edges = boxes.accessor<float, 2>();
    const auto taught = known.accessor<bool, 1>();
    for (std::size_t zone = 0; zone < truths.size(); ++zone) {
        const auto region = askedZones()[zone].region.value;
        const base::Box box{edges[region][0], edges[region][1], edges[region][2], edges[region][3]};
        if (taught[region] && !box.empty()) truths[zone] = hasOpacity(box, opacities);
    }
    return truths;
}

/// What radiologists saw, by picture of the pool; nothing for one that they did not class.
std::optional<std::vector<base::Box>> markedOpacities(const AlignmentPool& pool, const std::string& path) {
    const auto labels = pool.labels.find(path);
    if (labels == pool.labels.end() || !labels->second.radiologists) return std::nullopt;
    std::vector<base::Box> boxes;
    if (const auto found = pool.opacities.find(path); found != pool.opacities.end())
        for (const auto& one : found->second) boxes.push_back(one.boxInFractions);
    return boxes;
}

}  // namespace

base::Outcome<AlignmentPool> loadAlignmentPool(const training::StageStart& start, const std::filesystem::path& data,
                                               const std::filesystem::path& prepared, const base::Progress& progress,
                                               std::stop_token stop) {
    auto loaded = regions::loadShippablePictures(
        data, {prepared, training::preparedSideFor(start.model.card.input.crop)}, progress, stop);
    if (loaded.cancelled()) return base::Cancelled{};
    if (loaded.failed()) return loaded.error();
    AlignmentPool pool;
    pool.pictures = std::move(loaded).value();
    std::erase_if(pool.pictures, [&start](const regions::PoolItem& item) {
        return regions::isHeldOut(item.sample.patient, start.folds, start.heldOutFold);
    });
    // As the regions were taught: a phrase points to what the model calls a lung.
    regions::applyLungConvention(regions::learnLungConvention(pool.pictures), start.lungBorder, pool.pictures);
    if (pool.pictures.size() < 2)
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: no pictures here may be trained on."), {data.string()}}};
    if (!std::filesystem::exists(data / "chest_nih" / "labels.csv")) return pool;
    auto labels = tags::readNihLabels(data);
    if (!labels) return labels.error();
    for (auto& picture : *labels) pool.labels.emplace(picture.path, std::move(picture));
    if (!std::filesystem::exists(data / "rsna_on_nih.csv")) return pool;
    auto opacities = tags::readOpacityBoxes(data);
    if (!opacities) return opacities.error();
    pool.opacities = std::move(*opacities);
    return pool;
}

base::Outcome<AlignedViews> lookAtPool(const AlignmentRecipe& recipe, training::StageStart& start,
                                       const AlignmentPool& pool, training::ProgressLine& line,
                                       const std::stop_token& stop) {
    const int side = start.model.card.input.crop;
    const std::size_t count = pool.pictures.size();
    std::vector<regions::FrozenViews> parts;
    std::vector<regions::RegionExample> examples;
    AlignedViews views;
    views.pictures = static_cast<std::int64_t>(count);
    for (int version = 0; version < recipe.views; ++version) {
        line.show(static_cast<double>(version) / recipe.views, "the encoder looks at the pictures");
        for (std::size_t first = 0; first < count; first += kPicturesAtOnce) {
            if (stop.stop_requested()) return base::Cancelled{};
            std::vector<training::Crop> crops;
            for (std::size_t i = first; i < std::min(count, first + kPicturesAtOnce); ++i) {
                const auto& item = pool.pictures[i];
                base::Random random(recipe.seed, static_cast<std::uint64_t>(version), i);
                auto example =
                    regions::augmentedExample(item.image, item.sample.labels, side, recipe.augmentation, random);
                (item.sample.hasLabels() ? views.labelled : views.unlabelled)
                    .push_back(static_cast<std::int64_t>(static_cast<std::size_t>(version) * count + i));
                crops.push_back(std::move(example.crop));
                example.crop = {};
                examples.push_back(std::move(example));
            }
            parts.push_back(regions::look(start.model, crops));
        }
    }
    const auto looked = regions::joined(parts);
    views.global = looked.global;
    views.local = looked.local;
    views.boxes = looked.boxes.clamp(0, 1).contiguous();
    views.known = (looked.presence >= recipe.presenceFrom).contiguous();
    views.gridSide = looked.gridSide;
    views.truths.resize(examples.size());
    for (std::size_t row = 0; row < examples.size(); ++row) {
        const auto index = static_cast<std::int64_t>(row);
        takeMarked(examples[row], views.boxes[index], views.known[index]);
        if (const auto marked = markedOpacities(pool, pool.pictures[row % count].sample.path))
            views.truths[row] = truthsOf(examples[row], *marked, views.boxes[index], views.known[index]);
    }
    return views;
}

}  // namespace asg::alignment
