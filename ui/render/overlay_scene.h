#pragma once

#include "core/base/geometry.h"
#include "core/domain/analysis.h"
#include "core/domain/report.h"
#include "ui/render/measure_shape.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace asg::render {

/// How an outline stands among the others.
enum class Emphasis : std::uint8_t {
    Context,  ///< thin, its short name inside it: one of all regions
    Shown,    ///< belongs to what is looked at
    Foremost  ///< chosen: what a verdict would judge. Thick, filled by 8 %, its name in bold
};

/// One outline over the picture. Existence is shown by the line's style, the region by its colour.
struct OverlayOutline {
    domain::RegionId region;
    base::Box boxInImagePixels;
    std::string label;                                         ///< "left lower lung zone"; UTF-8
    std::uint32_t rgb = 0xE69F00;                              ///< one of Okabe and Ito's eight
    domain::Existence existence = domain::Existence::Present;  ///< solid, dotted (absent), dashed (uncertain)
    Emphasis emphasis = Emphasis::Shown;
    bool weak = false;    ///< the place is known roughly: round, "about here", in place of a box
    bool inHand = false;  ///< its edges and corners can be taken hold of: handles are drawn
    friend bool operator==(const OverlayOutline&, const OverlayOutline&) = default;
};

/// A place on the scale of colours, 0 (clear) to 1, and what stands beside it.
struct HeatTick {
    double at = 0;
    std::string words;
    friend bool operator==(const HeatTick&, const HeatTick&) = default;
};

/// A map over the picture with its legend. UTF-8.
struct HeatLayer {
    domain::HeatMap map;                         ///< values are places on the scale, 0..1
    std::optional<base::Box> clipInImagePixels;  ///< nothing is drawn outside
    std::string title;
    std::string note;  ///< one more line; may be empty
    std::vector<HeatTick> ticks;
    friend bool operator==(const HeatLayer&, const HeatLayer&) = default;
};

/// A colour and what is drawn in it.
struct ColorGroup {
    std::string name;
    std::uint32_t rgb = 0;
    friend bool operator==(const ColorGroup&, const ColorGroup&) = default;
};

/// Everything that is drawn over one picture; replaced as a whole, compared by value. The scene decides nothing.
struct OverlayScene {
    std::vector<OverlayOutline> outlines;
    std::optional<HeatLayer> heat;
    std::string note;                                 ///< stands where a legend would ("no map for this finding")
    std::vector<ColorGroup> groups;                   ///< a legend of colours, where outlines are many
    std::optional<base::Box> modelSeesInImagePixels;  ///< the rim outside is hatched faintly
    std::vector<MeasureShape> measurements;           ///< above all else, the newest last
    friend bool operator==(const OverlayScene&, const OverlayScene&) = default;

    [[nodiscard]] bool hasLegend() const { return heat || !note.empty() || !groups.empty(); }
    [[nodiscard]] bool empty() const {
        return outlines.empty() && measurements.empty() && !hasLegend() && !modelSeesInImagePixels;
    }
};

}  // namespace asg::render
