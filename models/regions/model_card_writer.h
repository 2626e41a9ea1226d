#pragma once

#include "core/base/result.h"
#include "models/regions/gate_evaluation.h"
#include "models/regions/region_evaluation.h"
#include "models/regions/region_pool.h"
#include "models/regions/region_recipe.h"

#include <filesystem>
#include <optional>
#include <string>

namespace asg::regions {

/// Probability, before any scaling, from which a region is shown. The reader of most boxes left out what it could not
/// place within 5 % of the picture, not only what is not there; a region that is really out of the picture gets a
/// presence near 0. So a region is shown well below one half.
inline constexpr double kShownFrom = 0.2;

/// What a training was, for its card.
struct RegionTrainingFacts {
    const RegionRecipe& recipe;
    const RegionPool& pool;
    std::string begunWith;  ///< `describeBeginning` of the weights that it began with; empty: at random
};

/// How the model did on what it was not trained on.
struct RegionModelFigures {
    RegionEvaluation regions;
    std::optional<GateEvaluation> gate;
};

/// "name version (SHA-256 …)" of a model folder, and which files it was converted from, with what is known of them;
/// empty for an empty path. Errors of `readModelCard`.
[[nodiscard]] base::Result<std::string> describeBeginning(const std::filesystem::path& folder);

/// Writes config.json, canary.json, card.json and card.md beside weights.safetensors, from what was trained on what and
/// how it did. Without figures the card says that it was not measured. Errors: those of reading the weights and
/// of `writeFileAtomically`.
[[nodiscard]] base::Result<void> writeModelCard(const RegionTrainingFacts& facts,
                                                const std::optional<RegionModelFigures>& figures,
                                                const std::filesystem::path& folder);

}  // namespace asg::regions
