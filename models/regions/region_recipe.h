#pragma once

#include "core/base/result.h"
#include "models/nets/config.h"
#include "models/regions/region_example.h"
#include "models/training/recipe_basics.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace asg::regions {

/// Everything that decides what `asg train regions` makes, apart from the data. Read from a JSON file whose keys are
/// the members' names; an unknown key is an error, a missing one keeps its default.
struct RegionRecipe : training::RecipeBasics {
    RegionRecipe()
        : training::RecipeBasics{.name = "asg-regions-small",
                                 .version = "1",
                                 .batch = 32,
                                 .learningRate = 6e-4,
                                 .warmUp = 0.05,
                                 .checkpointEvery = 200} {}

    nets::NetworkConfig network;  ///< with a region head
    int steps = 2000;
    double encoderRate = 1;       ///< the encoder's rate as a share of it; the pyramid's is the whole
    int frozenStages = 0;         ///< an EfficientNet-Lite's first stages (1 to 5) that stay as they begin
    double averageDecay = 0.998;  ///< of the moving average of the weights, which is what is shipped
    bool bfloat16 = true;         ///< mixed precision where the processor has it

    double boxWeight = 5;      ///< of the L1 distance of the edges, in crop fractions
    double overlapWeight = 2;  ///< of 1 - GIoU
    double presenceWeight = 1;
    double gateWeight = 1;
    /// Findings are taught in the same steps where the network has a tag decoder: what their cross-entropy and their
    /// maps' share outside radiologists' boxes weigh, and from how many positive pictures on.
    double tagWeight = 1;
    double tagMapWeight = 0;
    int minimumPositives = 10;

    /// Where a lung ends, in training: 0 as it was read, 1 as radiologists mark it (`applyLungConvention`).
    double lungBorder = 1;
    int phantoms = 0;               ///< generated pictures in the pool
    double phantomShare = 0.2;      ///< of each batch
    double unlabelledShare = 0.15;  ///< of each batch, for the gate; from `selfTeachingFrom` on for the regions too
    int folds = 5;                  ///< patients are dealt into so many parts …
    int heldOutFold = 0;            ///< … and this one is not trained on; -1: all are
    /// From that step on, and again after every `selfTeachingEvery`, pictures without boxes get those of the averaged
    /// weights (`teachUnlabelled`) and make up `taughtShare` of each batch; 0: never.
    int selfTeachingFrom = 0;
    int selfTeachingEvery = 500;
    double taughtShare = 0.4;

    AugmentationRecipe augmentation;
};

[[nodiscard]] base::Result<RegionRecipe> readRegionRecipe(const std::filesystem::path& path);
[[nodiscard]] nlohmann::json toJson(const RegionRecipe& recipe);

}  // namespace asg::regions
