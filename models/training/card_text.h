#pragma once

#include "models/training/region_evaluation.h"
#include "models/training/region_pool.h"
#include "models/training/region_recipe.h"

#include <map>
#include <optional>
#include <string>

namespace asg::training {

/// How many boxes of each source taught a region.
[[nodiscard]] std::map<LabelSource, int> teachersOf(domain::RegionId region, const RegionPool& pool);

/// The model card for people, Markdown: data and licences, figures, what it must not be used for.
[[nodiscard]] std::string cardText(const RegionRecipe& recipe, const RegionPool& pool,
                                   const std::optional<RegionEvaluation>& evaluation);

}  // namespace asg::training
