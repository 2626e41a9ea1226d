#pragma once

#include "models/nets/gate_question.h"
#include "models/regions/placement.h"
#include "models/regions/prepared_images.h"
#include "models/regions/region_sample.h"
#include "models/training/appearance.h"

#include <array>

namespace asg::regions {

/// How one picture is shown to the gate.
enum class GateVariant { Normal, Inverted, Rotated, Mirrored, NotChest };

struct AugmentationRecipe {
    PlacementLimits placement;
    training::AppearanceLimits appearance;
    /// Chances of the variants; the rest is normal.
    double inverted = 0.06;
    double rotated = 0.06;
    double mirrored = 0.08;
    double notChest = 0.06;
};

/// What the loss compares with, for one region.
struct RegionTarget {
    base::Box boxInFractions;  ///< of the crop, clipped to it
    float boxWeight = 0;       ///< 0: no box to learn
    float presence = 0;        ///< 1 present, 0 absent
    float presenceWeight = 0;  ///< 0: unknown
};

/// One picture as the network gets it with everything that is known of it.
struct RegionExample {
    training::Crop crop;
    std::array<RegionTarget, domain::kModelRegionCount> regions;
    std::array<float, nets::kGateQuestions> gate{};  ///< 0 or 1
    GateVariant variant = GateVariant::Normal;
    Placement placement;  ///< of the picture, or of its mirror image; means nothing in what is no chest
};

/// The picture's grey at that placement; black where there is no picture. Pure.
[[nodiscard]] training::Crop sampleCrop(const training::PreparedImage& image, const Placement& placement, int side);

/// The picture as inference sees it, with its labels in the crop. Pure.
[[nodiscard]] RegionExample plainExample(const training::PreparedImage& image, const RegionLabels& labels, int side);

/// The picture moved, changed and, by chance, turned into something that the gate must flag. Mirrored pictures keep the
/// rule "the patient's right is at the picture's left": names are exchanged, and regions that have no mirror image
/// (heart, arch, …) are unknown in them. Rotated ones have unknown regions; in what is no chest every region is absent.
/// Pure function of its arguments and the random state.
[[nodiscard]] RegionExample augmentedExample(const training::PreparedImage& image, const RegionLabels& labels, int side,
                                             const AugmentationRecipe& recipe, base::Random& random);

}  // namespace asg::regions
