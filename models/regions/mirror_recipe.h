#pragma once

#include "core/base/result.h"
#include "models/nets/config.h"
#include "models/regions/region_example.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

namespace asg::regions {

/// Everything that decides what `asg train mirrored` makes, apart from the data and the model that it begins with. Read
/// from a JSON file whose keys are the members' names; an unknown key is an error, a missing one keeps its default.
struct MirrorRecipe {
    std::string name{};     ///< of the model; empty: that of the model which it begins with
    std::string version{};  ///< likewise
    std::uint64_t seed = 1;
    nets::MirrorHeadConfig head;
    double decay = 1;  ///< of MirrorFit
    int views = 1;     ///< of each picture: as inference sees it, and so many less one moved and changed
    AugmentationRecipe augmentation{
        .placement = {}, .appearance = {}, .inverted = 0, .rotated = 0, .mirrored = 0, .notChest = 0};
};

[[nodiscard]] base::Result<MirrorRecipe> readMirrorRecipe(const std::filesystem::path& path);
[[nodiscard]] nlohmann::json toJson(const MirrorRecipe& recipe);

}  // namespace asg::regions
