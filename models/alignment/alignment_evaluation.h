#pragma once

// Private to models/: includes Torch.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/alignment/own_phrases.h"
#include "models/alignment/truth_evaluation.h"
#include "models/metrics/estimate.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::alignment {

/// How well phrases point and find each other's regions, on pictures that the models were not trained on, asked with
/// phrasings that they were not trained on.
struct AlignmentEvaluation {
    int models = 0;
    int pictures = 0;
    int patients = 0;
    int phrasings = 0;  ///< different ones that were asked

    /// Pointing game: the share of phrases whose best cell has its centre inside the region's box, each phrase one
    /// vote. Boxes: radiologists' lungs, else read ones; zones are thirds of the lung; the heart as read.
    metrics::Estimate pointing;  ///< lungs, zones and heart together
    metrics::Estimate lungs, zones, heart;
    metrics::Estimate others;  ///< all other marked or derived regions
    /// Chance: the share of the grid that such a box covers, mean.
    metrics::Estimate chance;

    /// Retrieval inside one picture: phrases of all its marked regions against these regions' pooled embeddings.
    metrics::Estimate phraseToRegionTop1, phraseToRegionTop5;
    metrics::Estimate regionToPhraseTop1, regionToPhraseTop5;

    TruthFigures truth;             ///< on pictures that radiologists classed
    int ownPhrasings = 0;           ///< phrasings of one's own that had a picture to be asked of
    metrics::Estimate ownPointing;  ///< the pointing game with them: lungs, zones and heart
    metrics::Estimate ownOthers;    ///< all other regions
};

/// Each picture is judged by one of the models that was not trained on it; each region is asked for with `own`
/// phrasings too. Blocks; errors as `evaluateRegions` and `makeCatalogue` and `evaluateTruth`; InvalidData for a model
/// without alignment.
[[nodiscard]] base::Outcome<AlignmentEvaluation> evaluateAlignment(
    const std::filesystem::path& data, const std::vector<std::filesystem::path>& folders,
    const std::filesystem::path& ontology, const OwnPhrases& own, const base::Progress& progress, std::stop_token stop);

[[nodiscard]] nlohmann::json toJson(const AlignmentEvaluation& evaluation);
[[nodiscard]] std::string toText(const AlignmentEvaluation& evaluation);

}  // namespace asg::alignment
