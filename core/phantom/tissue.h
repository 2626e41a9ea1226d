#pragma once

#include "core/phantom/anatomy.h"
#include "core/phantom/canvas.h"

#include <cstdint>
#include <vector>

namespace asg::phantom {

/// What the ray of each pixel meets, in millimetres.
struct Tissue {
    Tissue(int rows, int columns)
        : soft(rows, columns),
          lung(rows, columns),
          emptyLung(rows, columns),
          bone(rows, columns),
          metal(rows, columns),
          labels(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns)) {}

    Plane soft;                         ///< body along the ray, lungs included
    Plane lung;                         ///< air-filled part of it; what fills a lung is taken away here
    Plane emptyLung;                    ///< the same before vessels and lesions
    Plane bone;                         ///< mineral in excess of soft tissue
    Plane metal;                        ///< devices
    std::vector<std::uint32_t> labels;  ///< bit r: inside region r (the 29 of the model)
};

/// Body, lungs, heart and abdomen by integration of each pixel's ray; sets the labels that follow from them.
void drawSoftTissue(const Anatomy& anatomy, const Frame& frame, Random& random, Tissue& tissue);

/// Trachea, bronchi, pulmonary vessels.
void drawAirwaysAndVessels(const Anatomy& anatomy, Random& random, Brush& brush, Tissue& tissue);

/// Ribs, spine, clavicles, scapulae, humeri.
void drawSkeleton(const Anatomy& anatomy, Random& random, Brush& brush, Tissue& tissue);

/// A rib's axis from its head (0) over its most lateral point (0.5) to its front end (1), number 1 … 10.
[[nodiscard]] TubePoint ribPoint(const Anatomy& anatomy, int side, int rib, double along);

}  // namespace asg::phantom
