#pragma once

#include "core/base/result.h"
#include "models/training/region_evaluation.h"
#include "models/training/region_pool.h"
#include "models/training/region_recipe.h"

#include <filesystem>
#include <optional>

namespace asg::training {

/// Writes config.json, canary.json, card.json and card.md beside weights.safetensors, from what was trained on what and
/// how it did. Without an evaluation the card says that it was not measured. Errors: those of reading the weights and
/// of `writeFileAtomically`.
[[nodiscard]] base::Result<void> writeModelCard(const RegionRecipe& recipe, const RegionPool& pool,
                                                const std::optional<RegionEvaluation>& evaluation,
                                                const std::filesystem::path& folder);

}  // namespace asg::training
