#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/tags/tag_pool.h"
#include "models/tags/tag_recipe.h"
#include "models/training/training_log.h"

#include <ATen/core/Tensor.h>

#include <stop_token>
#include <vector>

namespace asg::tags {

/// What the frozen encoder says of every picture of the pool, in its order: local features [n, side², width], half
/// precision.
struct TagViews {
    at::Tensor plain;                   ///< as inference sees them
    std::vector<at::Tensor> augmented;  ///< moved and changed, their brightness levelled
};

/// Runs the start's encoder over all versions; each is drawn from the recipe's seed, its number and the picture's.
[[nodiscard]] base::Outcome<TagViews> lookAtPool(const TagRecipe& recipe, training::StageStart& start,
                                                 const TagPool& pool, training::ProgressLine& line,
                                                 const std::stop_token& stop);

}  // namespace asg::tags
