#pragma once

#include "core/base/geometry.h"
#include "core/domain/analysis.h"
#include "core/domain/report.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace asg::render {

/// One outline over the picture. Existence is shown by the line's style, the region by its colour.
struct OverlayOutline {
    domain::RegionId region;
    base::Box boxInImagePixels;
    std::string label;                                         ///< "left lower lung zone"; UTF-8
    std::uint32_t rgb = 0xE69F00;                              ///< one of Okabe and Ito's eight
    domain::Existence existence = domain::Existence::Present;  ///< solid, dotted (absent), dashed (uncertain)
    bool selected = false;                                     ///< filled at most 8 %, label shown in bold
    friend bool operator==(const OverlayOutline&, const OverlayOutline&) = default;
};

/// Everything that is drawn over one picture; replaced as a whole, compared by value. The scene decides nothing.
struct OverlayScene {
    std::vector<OverlayOutline> outlines;
    std::optional<domain::HeatMap> heatMap;
    std::string heatMapLabel;                         ///< the legend's title
    std::optional<base::Box> modelSeesInImagePixels;  ///< the rim outside is hatched faintly
    friend bool operator==(const OverlayScene&, const OverlayScene&) = default;
};

}  // namespace asg::render
