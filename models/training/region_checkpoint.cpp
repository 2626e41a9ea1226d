#include "models/training/region_checkpoint.h"

#include "models/training/checkpoint_archive.h"

#include <nlohmann/json.hpp>

namespace asg::training {
namespace {

/// What must be equal for the same batches and losses to follow.
std::string identityOf(const RegionRecipe& recipe) {
    auto json = toJson(recipe);
    for (const char* key : {"threads", "logEvery", "checkpointEvery", "name", "version"}) json.erase(key);
    return json.dump();
}

CheckpointArchive archiveOf(const RegionCheckpoint& checkpoint) {
    return {identityOf(checkpoint.recipe),
            {{"network", &checkpoint.network}, {"averaged", &checkpoint.averaged}},
            checkpoint.optimizer,
            checkpoint.step,
            {}};
}

}  // namespace

base::Result<void> RegionCheckpoint::save(const std::filesystem::path& path) const {
    return archiveOf(*this).save(path);
}

base::Result<void> RegionCheckpoint::load(const std::filesystem::path& path) {
    auto content = readCheckpointFile(path);
    if (!content) return content.error();
    auto archive = archiveOf(*this);
    if (auto restored = archive.restore(*content, path.string()); !restored) return restored;
    step = static_cast<int>(archive.step);
    return {};
}

}  // namespace asg::training
