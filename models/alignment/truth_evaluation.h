#pragma once

// Private to models/: includes Torch.

#include "models/metrics/estimate.h"
#include "models/regions/untrained_pictures.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::alignment {

/// How near a phrase was to a place of one picture, and whether it is true there.
struct SaidOfPlace {
    std::string patient;
    int like = 0;  ///< the same number: the same phrase, view, source and model, and so comparable
    double similarity = 0;
    bool isTrue = false;
};

/// Whether a phrase is nearer to the picture where it is true: "opacity in the left lower lung zone" asked of pictures
/// in which radiologists saw an opacity there, and of pictures in which they saw none there.
struct TruthFigures {
    int pictures = 0;
    int truths = 0;      ///< zones with an opacity
    int falsehoods = 0;  ///< zones that no opacity touches
    /// Over pairs of the same phrase, view and source: knowing which place is often ill earns nothing.
    metrics::Estimate auroc;
};

/// `pictures` counts the pictures that were asked.
[[nodiscard]] TruthFigures truthOf(const std::vector<SaidOfPlace>& said, int pictures);

/// Asks the pictures that radiologists classed, each by a model that was trained on no picture of its patient. Zones
/// are where the model finds them. Without such classes nothing is measured. Blocks; errors of the tables and of
/// opening.
[[nodiscard]] base::Outcome<TruthFigures> evaluateTruth(const std::filesystem::path& data,
                                                        std::vector<regions::JudgedModel>& models,
                                                        const base::Progress& progress, const std::stop_token& stop);

}  // namespace asg::alignment
