#include "models/training/region_checkpoint.h"

#include "models/training/checkpoint_archive.h"

#include <nlohmann/json.hpp>

namespace asg::training {
namespace {

using nlohmann::json;

/// The self-taught boxes as [[picture, region, x1, y1, x2, y2], …]; numbers are written so that they read back the
/// same.
std::string taughtBoxes(const std::vector<PoolItem>& items) {
    json boxes = json::array();
    for (std::size_t i = 0; i < items.size(); ++i)
        for (const auto region : domain::modelRegions()) {
            const RegionLabel& label = items[i].sample.labels[region.value];
            const base::Box& box = label.boxInFractions;
            if (label.source == LabelSource::SelfTaught && label.state == LabelState::Known)
                boxes.push_back({i, region.value, box.x1, box.y1, box.x2, box.y2});
        }
    return boxes.dump();
}

void takeTaughtBoxes(const std::string& notes, std::vector<PoolItem>& items) {
    for (const auto& entry : json::parse(notes)) {
        auto& labels = items.at(entry.at(0).get<std::size_t>()).sample.labels;
        labels.at(entry.at(1).get<std::size_t>()) = {
            LabelState::Known, LabelSource::SelfTaught, {entry.at(2), entry.at(3), entry.at(4), entry.at(5)}};
    }
}

CheckpointArchive archiveOf(const RegionCheckpoint& checkpoint) {
    return {checkpoint.identity,
            {{"network", &checkpoint.network}, {"averaged", &checkpoint.averaged}},
            checkpoint.optimizer,
            checkpoint.step,
            taughtBoxes(checkpoint.unlabelled)};
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
    try {
        takeTaughtBoxes(archive.notes, unlabelled);
    } catch (const std::exception& failure) {
        return base::Error{base::ErrorCode::Corrupt,
                           path.string() + ": this checkpoint's boxes cannot be read: " + failure.what()};
    }
    return {};
}

}  // namespace asg::training
