#pragma once

#include "models/regions/region_pool.h"

#include <string>
#include <vector>

namespace asg::regions {

/// The boxes that a training taught itself, as the notes of its checkpoint; they read back to the last digit.
[[nodiscard]] std::string taughtBoxes(const std::vector<PoolItem>& items);

/// Gives the same pictures these boxes again. Throws what nlohmann::json and std::vector throw.
void takeTaughtBoxes(const std::string& notes, std::vector<PoolItem>& items);

}  // namespace asg::regions
