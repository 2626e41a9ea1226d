#pragma once

#include "ui/render/overlay_scene.h"

#include <optional>
#include <string>

namespace asg::render {

/// Where a model looked for a tag, on a scale that is the same in every picture and for every tag: the tag's
/// probability, in the cells where the model looked four times as much as an even look at the whole picture would; less
/// where it looked less, nothing where it looked evenly. The lower half of the colours lies below the tag's threshold,
/// the upper half above it. Drawn within `thorax`, with the share of the map that lies outside said. Nothing for a tag
/// without a probability and threshold or a map without values. Pure.
[[nodiscard]] std::optional<HeatLayer> tagHeat(const domain::HeatMap& attention, const domain::TagResult& tag,
                                               const std::string& name, const std::optional<base::Box>& thorax);

/// How alike a phrase and each place are: cosines on a scale from 0 to 1. Pure.
[[nodiscard]] HeatLayer likenessHeat(const domain::HeatMap& cosines, const std::string& title);

/// The box around both lungs, the mediastinum and the heart; nothing unless both lungs are known. Pure.
[[nodiscard]] std::optional<base::Box> thoraxOf(const std::vector<domain::RegionBox>& regions);

}  // namespace asg::render
