#pragma once

#include "core/base/result.h"
#include "models/nets/config.h"
#include "models/regions/stage_recipe.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace asg::alignment {

/// Everything that decides what `asg train alignment` makes, apart from the data, the tables and the model that it
/// begins with. Read from a JSON file whose keys are the members' names; an unknown key is an error, a missing one
/// keeps its default.
struct AlignmentRecipe : regions::StageRecipe {
    AlignmentRecipe() : StageRecipe{{.weightDecay = 0.02}, 4, 1200} {}

    /// vocabularySize is set by the vocabulary that is built. Where the training begins with a text encoder, depth and
    /// maximumPositions say how much of it is kept, and the other sizes are its own.
    nets::TextEncoderConfig text;
    nets::ProjectionConfig projection;

    int vocabulary = 1500;       ///< entries at most
    int phrases = 12;            ///< of each picture, each of another place
    double labelledShare = 0.4;  ///< of a batch: pictures whose boxes people or the reader marked
    double presenceFrom = 0.5;   ///< where nobody marked a region, the model's own box counts from this presence on
    double temperature = 0.07;
    double pointWeight = 1.0;   ///< a phrase against all cells of its picture: those inside the place are right
    double extentWeight = 0.5;  ///< cells inside the place above 0, all others below
    double arsaWeight = 0.5;
    double iraWeight = 0.1;
    double erlWeight = 0.1;
    double truthWeight = 0;   ///< a phrase is nearer to the picture where it is true
    int truthPairs = 16;      ///< of a step
    double ownShare = 0.4;    ///< of the phrases of a place that has phrasings of one's own: how many are these
    bool frozenText = false;  ///< the text encoder that the training begins with stays as it is
};

[[nodiscard]] base::Result<AlignmentRecipe> readAlignmentRecipe(const std::filesystem::path& path);
[[nodiscard]] nlohmann::json toJson(const AlignmentRecipe& recipe);

}  // namespace asg::alignment
