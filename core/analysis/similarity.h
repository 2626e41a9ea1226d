#pragma once

#include "core/analysis/backend.h"

#include <optional>
#include <span>
#include <vector>

namespace asg::analysis {

/// How like a text the picture is at a box: cosine of the box's embedding (docs/network.md §4) with the text's, -1..1.
/// Nothing where alignment was not learned, for a text without words, and for a box that is empty or outside the crop.
/// Pure; any thread.
[[nodiscard]] std::optional<float> similarity(const EncodedPicture& picture, const base::Box& boxInCropPixels,
                                              std::span<const float> text);

/// The same at each cell of the grid, rows first. Empty where the above gives nothing whatever the box.
[[nodiscard]] std::vector<float> similarities(const EncodedPicture& picture, std::span<const float> text);

}  // namespace asg::analysis
