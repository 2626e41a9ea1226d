#pragma once

#include "core/phantom/anatomy.h"
#include "core/phantom/phantom.h"
#include "core/phantom/tissue.h"

#include <optional>
#include <vector>

namespace asg::phantom {

/// A finding on its way: decided before the anatomy (some change it), given its box when drawn, its words last.
struct PlannedFinding {
    FindingKind kind = FindingKind::Nodule;
    int side = kRight;       ///< kRight or kLeft; meaningless for midline kinds
    int zone = 0;            ///< of a lung lesion: 0 upper, 1 mid, 2 lower
    double extent = 0.5;     ///< 0 slight … 1 severe
    int count = 0;           ///< a rib's number
    bool uncertain = false;  ///< the report hedges
    bool unplaced = false;   ///< the report gives no place
    bool darker = false;
    base::Box boxInImagePixels;
};

/// What will be drawn; adapts the habitus (a large heart, hyperinflation) to it.
[[nodiscard]] std::vector<PlannedFinding> planFindings(const PhantomOptions& options, Habitus& habitus, Random& random);

/// Draws them and fills in their boxes.
void drawFindings(std::vector<PlannedFinding>& plan, const Anatomy& anatomy, const Frame& frame, Random& random,
                  Brush& brush, Tissue& tissue);

/// True for kinds that lie on one side.
[[nodiscard]] bool hasSide(FindingKind kind) noexcept;

}  // namespace asg::phantom
