#pragma once

#include "core/base/result.h"
#include "models/nets/config.h"
#include "models/training/region_example.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

namespace asg::tags {

/// Everything that decides what `asg train tags` makes, apart from the data and the model that it begins with. Read
/// from a JSON file whose keys are the members' names; an unknown key is an error, a missing one keeps its default.
struct TagRecipe {
    std::string name;     ///< of the model; empty: the start's
    std::string version;  ///< empty: the start's
    std::uint64_t seed = 1;
    nets::TagDecoderConfig decoder;

    int views = 6;  ///< augmented versions of each picture, seen by the frozen encoder once
    int steps = 500;
    int batch = 48;
    double learningRate = 1e-3;
    double warmUp = 0.1;  ///< share of the steps
    double weightDecay = 0.1;
    double clipNorm = 1.0;
    double averageDecay = 0.99;  ///< of the moving average of the weights, which is what is shipped
    double memoryDropout = 0.1;  ///< share of the encoder's channels that a picture is shown without
    int minimumPositives = 20;   ///< a tag with fewer positive pictures is not trained
    int calibrationFolds = 4;    ///< the trained pictures are scored by models that did not see them, for calibration
    /// Every augmented picture's mean grey is brought to a random value in this range of 0..1 by a gamma: pictures with
    /// and without findings come from different years of the source, whose brightness differs.
    double darkest = 0.36;
    double brightest = 0.68;
    int threads = 2;
    int logEvery = 10;
    int checkpointEvery = 100;
    training::AugmentationRecipe augmentation;
};

[[nodiscard]] base::Result<TagRecipe> readTagRecipe(const std::filesystem::path& path);
[[nodiscard]] nlohmann::json toJson(const TagRecipe& recipe);

}  // namespace asg::tags
