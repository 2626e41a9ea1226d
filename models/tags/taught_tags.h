#pragma once

// Private to models/: includes Torch.

#include "core/base/result.h"
#include "models/regions/region_pool.h"
#include "models/tags/tag_objective.h"

#include <filesystem>
#include <memory>

namespace asg::tags {

/// The findings of the pool's labelled pictures, those of held-out patients left out, with radiologists' boxes. Errors:
/// those of reading; InvalidData when no tag has enough positive pictures.
[[nodiscard]] base::Result<std::unique_ptr<TagObjective>> makeTagObjective(const regions::RegionRecipe& recipe,
                                                                           const regions::RegionPool& pool,
                                                                           const std::filesystem::path& data);

/// Says on the card which tags were taught, from how many pictures. None is shown until it was measured on patients
/// who were not trained on: until then its probability is the one of the share of positive pictures here. Adds the
/// tags' use to the data list. Errors of reading and writing.
[[nodiscard]] base::Result<void> writeTaughtTags(const TagObjective& objective, const std::filesystem::path& folder);

}  // namespace asg::tags
