#pragma once

#include "core/base/result.h"
#include "models/regions/stage_recipe.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace asg::annotated {

/// Everything that decides how verified annotations continue a model, apart from the data and the model that it begins
/// with. Few steps at a low rate: the pictures are few, and what nobody judged must stay as it was. Read from a JSON
/// file whose keys are the members' names; an unknown key is an error, a missing one keeps its default.
struct AnnotatedRecipe : regions::StageRecipe {
    AnnotatedRecipe();

    double averageDecay = 0.98;  ///< of the moving average of the weights, which is what is written
    /// How strongly what nobody judged (other regions, other tags, the embeddings) is held to what the model said of
    /// the same picture before.
    double anchorWeight = 1;

    double boxWeight = 8;      ///< of the L1 distance of a verified box's edges, in crop fractions
    double overlapWeight = 2;  ///< of 1 - GIoU
    double presenceWeight = 1;

    double pointWeight = 1;  ///< an accepted sentence against all cells of its picture: those in its place are right
    double extentWeight = 0.5;
    int phrases = 4;  ///< of a picture in one step
};

/// The recipe of a file; an empty path: the one above. Errors: those of reading; InvalidData.
[[nodiscard]] base::Result<AnnotatedRecipe> readAnnotatedRecipe(const std::filesystem::path& path);
[[nodiscard]] nlohmann::json toJson(const AnnotatedRecipe& recipe);

}  // namespace asg::annotated
