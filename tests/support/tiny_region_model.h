#pragma once

#include "models/regions/data_list.h"
#include "models/regions/model_card_writer.h"
#include "models/regions/region_trainer.h"

#include <QTemporaryDir>
#include <QtGlobal>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace asg::tests {

inline regions::RegionRecipe tinyRegionRecipe() {
    regions::RegionRecipe recipe;
    recipe.name = "tiny";
    recipe.network.image = {
        .imageSize = 32, .patch = 8, .width = 32, .depth = 1, .heads = 2, .convolutionalStem = true};
    recipe.network.regionHead = {.width = 32, .depth = 1, .heads = 2, .feedForward = 32};
    recipe.network.gateHead.emplace();
    recipe.steps = 2;
    recipe.batch = 2;
    recipe.phantomShare = recipe.unlabelledShare = 0;
    recipe.threads = 1;
    recipe.bfloat16 = false;
    return recipe;
}

/// A picture of stripes; `number` decides which.
inline training::PreparedImage stripes(int number) {
    training::PreparedImage image{40, 40, {}, "sha-" + std::to_string(number)};
    for (int i = 0; i < 1600; ++i)
        image.grey.push_back(static_cast<std::uint8_t>(40 + (i * (number + 3) / 7 + i / 40 * number) % 180));
    return image;
}

inline regions::PoolItem markedPicture(int number) {
    regions::PoolItem item;
    item.sample.path = "chest_nih/images/" + std::to_string(number) + ".jpg";
    item.sample.patient = "nih:" + std::to_string(number);
    item.sample.licence = "made";
    item.sample.mayTrain = true;
    const double shift = 0.02 * number;
    for (std::size_t i = 0; i < item.sample.labels.size(); ++i) {
        const double x = 0.1 + 0.08 * static_cast<double>(i % 6);
        const double y = 0.1 + 0.1 * static_cast<double>(i / 6);
        item.sample.labels[i] = {
            regions::LabelState::Known, regions::LabelSource::Read, {x + shift, y, x + 0.3 + shift, y + 0.3}};
    }
    item.image = stripes(number);
    return item;
}

/// The folder that a very short region training leaves.
class TinyRegionModel {
public:
    TinyRegionModel() {
        regions::RegionPool pool;
        for (int i = 0; i < 3; ++i) pool.labelled.push_back(markedPicture(i));
        const auto recipe = tinyRegionRecipe();
        std::ostringstream messages;
        mustHold(regions::trainRegions(recipe, pool, path(), {}, messages, {}).done());
        mustHold(regions::writeDataList(recipe, pool, path()).ok());
        const std::string nothing;
        mustHold(regions::writeModelCard({recipe, pool, nothing}, std::nullopt, path()).ok());
    }
    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }

    static void mustHold(bool holds) {
        if (!holds) qFatal("the test could not make its model folder");
    }

private:
    QTemporaryDir m_folder;
};

inline std::filesystem::path pathOf(const QTemporaryDir& folder) {
    return folder.path().toStdString();
}

inline void writeText(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

}  // namespace asg::tests
