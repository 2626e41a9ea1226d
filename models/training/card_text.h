#pragma once

#include "models/training/model_card_writer.h"
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
[[nodiscard]] std::string cardText(const RegionTrainingFacts& facts, const std::optional<RegionModelFigures>& figures);

}  // namespace asg::training
