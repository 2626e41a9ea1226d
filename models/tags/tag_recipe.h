#pragma once

#include "core/base/result.h"
#include "models/nets/config.h"
#include "models/regions/stage_recipe.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace asg::tags {

/// Everything that decides what `asg train tags` makes, apart from the data and the model that it begins with. Read
/// from a JSON file whose keys are the members' names; an unknown key is an error, a missing one keeps its default.
struct TagRecipe : regions::StageRecipe {
    TagRecipe() : StageRecipe{{.batch = 48, .weightDecay = 0.1}, 6, 500} {}

    nets::TagDecoderConfig decoder;
    double averageDecay = 0.99;  ///< of the moving average of the weights, which is what is shipped
    double memoryDropout = 0.1;  ///< share of the encoder's channels that a picture is shown without
    int minimumPositives = 20;   ///< a tag with fewer positive pictures is not trained
    int calibrationFolds = 4;    ///< the trained pictures are scored by models that did not see them, for calibration
    /// Every augmented picture's mean grey is brought to a random value in this range of 0..1 by a gamma: pictures with
    /// and without findings come from different years of the source, whose brightness differs.
    double darkest = 0.36;
    double brightest = 0.68;
};

[[nodiscard]] base::Result<TagRecipe> readTagRecipe(const std::filesystem::path& path);
[[nodiscard]] nlohmann::json toJson(const TagRecipe& recipe);

}  // namespace asg::tags
