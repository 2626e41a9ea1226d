#pragma once

#include "core/analysis/backend.h"
#include "core/base/result.h"
#include "core/domain/analysis.h"

#include <optional>
#include <stop_token>
#include <string>

namespace asg::analysis {

/// Where a phrase points in a picture.
struct PhraseLocation {
    bool available = false;                        ///< false: this model was not trained to align text and picture
    std::optional<base::Point> peakInImagePixels;  ///< centre of the best grid cell; nothing for a phrase without words
    std::optional<domain::RegionId> region;        ///< of those that hold the peak the one that the phrase is most like
    std::optional<float> score;                    ///< cosine at the peak, -1..1
    std::optional<domain::HeatMap> map;            ///< cosine over the grid, negative values as 0
};

/// Cosine of the phrase's embedding with every local embedding of the picture. Blocks for as long as the text encoder
/// takes; worker thread.
[[nodiscard]] base::Outcome<PhraseLocation> locate(const EncodedPicture& picture, const std::string& phrase,
                                                   Backend& backend, std::stop_token stop);

}  // namespace asg::analysis
