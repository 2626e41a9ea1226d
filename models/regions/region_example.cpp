#include "models/regions/region_example.h"

#include "models/regions/not_chest.h"

#include <algorithm>
#include <cmath>

namespace asg::regions {
namespace {

using domain::RegionId;

// Of a region's area, how much must be in the crop for it to count as present; below the second it is absent, between
// them nobody could say.
constexpr double kVisible = 0.4;
constexpr double kGone = 0.15;

bool isLung(RegionId region) {
    return domain::regionName(region).ends_with(" lung");
}

/// How much a box counts. Where radiologists marked lungs their word decides what a lung is: read lungs agree with it
/// no better than two groups of readers do.
float boxWeightOf(RegionId region, LabelSource source) {
    switch (source) {
        case LabelSource::Radiologist: return 2.0F;
        case LabelSource::Read: return isLung(region) ? 0.5F : 1.0F;
        case LabelSource::ReadAdjusted:
        case LabelSource::Verified: return 1.0F;
        case LabelSource::Derived:
        case LabelSource::SelfTaught: return 0.5F;
        case LabelSource::Phantom: return 0.3F;
        case LabelSource::None: return 0.0F;
    }
    return 0.0F;
}

RegionTarget targetOf(RegionId region, const RegionLabel& label, const Placement& placement) {
    RegionTarget target;
    if (label.state == LabelState::Unknown) return target;
    target.presenceWeight = 1;
    if (label.state == LabelState::Absent) return target;
    const base::Box whole = placement.toCrop(label.boxInFractions);
    // What the cut leaves out is no picture any more, as what lies beyond the crop.
    const base::Box kept = base::intersection(label.boxInFractions, placement.cut());
    const base::Box seen = kept.empty() ? base::Box{} : base::intersection(placement.toCrop(kept), {0, 0, 1, 1});
    const double visible = whole.area() > 0 ? seen.area() / whole.area() : 0;
    target.presence = visible >= kVisible ? 1 : 0;
    if (visible > kGone && visible < kVisible) target.presenceWeight = 0;
    if (visible >= kVisible) {
        target.boxInFractions = seen;
        target.boxWeight = boxWeightOf(region, label.source);
    }
    return target;
}

/// Regions in the midline that would lie elsewhere in a mirrored chest.
bool isLopsided(RegionId region) {
    static constexpr std::array names{
        "aortic arch",  "mediastinum",       "svc",   "cardiac silhouette", "cavoatrial junction",
        "right atrium", "upper mediastinum", "carina"};
    return std::ranges::find(names, domain::regionName(region)) != names.end();
}

RegionLabels mirrorLabels(const RegionLabels& labels) {
    RegionLabels mirrored;
    for (const RegionId region : domain::modelRegions())
        if (!isLopsided(region)) {
            RegionLabel label = labels[region.value];
            label.boxInFractions = {1 - label.boxInFractions.x2, label.boxInFractions.y1, 1 - label.boxInFractions.x1,
                                    label.boxInFractions.y2};
            mirrored[domain::mirroredRegion(region).value] = label;
        }
    return mirrored;
}

training::PreparedImage mirrorImage(training::PreparedImage image) {
    for (int y = 0; y < image.rows; ++y) {
        const auto row = image.grey.begin() + static_cast<std::ptrdiff_t>(y) * image.columns;
        std::reverse(row, row + image.columns);
    }
    return image;
}

GateVariant chooseVariant(const AugmentationRecipe& recipe, base::Random& random) {
    double left = random.unit();
    const auto take = [&left](double chance) { return (left -= chance) < 0; };
    if (take(recipe.inverted)) return GateVariant::Inverted;
    if (take(recipe.rotated)) return GateVariant::Rotated;
    if (take(recipe.mirrored)) return GateVariant::Mirrored;
    if (take(recipe.notChest)) return GateVariant::NotChest;
    return GateVariant::Normal;
}

float& answer(RegionExample& example, nets::GateQuestion question) {
    return example.gate[static_cast<std::size_t>(question)];
}

void setTargets(RegionExample& example, const RegionLabels& labels, const Placement& placement) {
    for (const RegionId region : domain::modelRegions())
        example.regions[region.value] = targetOf(region, labels[region.value], placement);
}

RegionExample notChestExample(const training::PreparedImage& image, int side, const AugmentationRecipe& recipe,
                              base::Random& random) {
    RegionExample example;
    example.variant = GateVariant::NotChest;
    if (random.chance(0.35)) {
        // A small piece of an X-ray is none of the whole chest.
        const double part = random.uniform(0.08, 0.28);
        const double x = random.uniform(0, 1 - part);
        const double y = random.uniform(0, 1 - part);
        Placement placement(image.rows, image.columns);
        placement.show({x, y, x + part, y + part}, random.uniform(-0.6, 0.6));
        example.crop = sampleCrop(image, placement, side);
    } else {
        example.crop = drawNotChest(sampleCrop(image, Placement(image.rows, image.columns), side), random);
    }
    training::varyAppearance(example.crop, recipe.appearance, random);
    for (auto& region : example.regions) region.presenceWeight = 0.5F;
    answer(example, nets::GateQuestion::NotChest) = 1;
    return example;
}

}  // namespace

training::Crop sampleCrop(const training::PreparedImage& image, const Placement& placement, int side) {
    training::Crop crop{side, std::vector<float>(static_cast<std::size_t>(side) * side),
                        std::vector<bool>(static_cast<std::size_t>(side) * side)};
    const auto at = [&image](int x, int y) {
        return static_cast<float>(image.grey[static_cast<std::size_t>(y) * image.columns + x]);
    };
    for (int v = 0; v < side; ++v)
        for (int u = 0; u < side; ++u) {
            const base::Point p = placement.toPicture({(u + 0.5) / side, (v + 0.5) / side});
            if (!placement.cut().contains(p) || p.x < 0 || p.y < 0 || p.x >= 1 || p.y >= 1) continue;
            const double x = std::clamp(p.x * image.columns - 0.5, 0.0, image.columns - 1.0);
            const double y = std::clamp(p.y * image.rows - 0.5, 0.0, image.rows - 1.0);
            const int x1 = static_cast<int>(x);
            const int y1 = static_cast<int>(y);
            const int x2 = std::min(x1 + 1, image.columns - 1);
            const int y2 = std::min(y1 + 1, image.rows - 1);
            const auto fx = static_cast<float>(x - x1);
            const auto fy = static_cast<float>(y - y1);
            const float above = at(x1, y1) + (at(x2, y1) - at(x1, y1)) * fx;
            const float below = at(x1, y2) + (at(x2, y2) - at(x1, y2)) * fx;
            const std::size_t index = static_cast<std::size_t>(v) * side + u;
            crop.grey[index] = above + (below - above) * fy;
            crop.inside[index] = true;
        }
    return crop;
}

RegionExample plainExample(const training::PreparedImage& image, const RegionLabels& labels, int side) {
    const Placement placement(image.rows, image.columns);
    RegionExample example;
    example.crop = sampleCrop(image, placement, side);
    setTargets(example, labels, placement);
    example.placement = placement;
    return example;
}

RegionExample augmentedExample(const training::PreparedImage& image, const RegionLabels& labels, int side,
                               const AugmentationRecipe& recipe, base::Random& random) {
    const GateVariant variant = chooseVariant(recipe, random);
    if (variant == GateVariant::NotChest) return notChestExample(image, side, recipe, random);
    RegionExample example;
    example.variant = variant;
    Placement placement(image.rows, image.columns, recipe.placement, random);
    if (variant == GateVariant::Rotated) placement.turn(1 + static_cast<int>(random.below(3)));
    example.crop = variant == GateVariant::Mirrored ? sampleCrop(mirrorImage(image), placement, side)
                                                    : sampleCrop(image, placement, side);
    example.placement = placement;
    training::varyAppearance(example.crop, recipe.appearance, random);
    if (variant == GateVariant::Mirrored) {
        setTargets(example, mirrorLabels(labels), placement);
        answer(example, nets::GateQuestion::Mirrored) = 1;
    } else if (variant == GateVariant::Rotated) {
        answer(example, nets::GateQuestion::Rotated) = 1;
    } else {
        setTargets(example, labels, placement);
    }
    if (variant == GateVariant::Inverted) {
        training::invert(example.crop);
        answer(example, nets::GateQuestion::Inverted) = 1;
    }
    return example;
}

}  // namespace asg::regions
