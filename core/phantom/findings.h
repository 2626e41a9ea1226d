#pragma once

#include "core/phantom/anatomy.h"
#include "core/phantom/phantom.h"
#include "core/phantom/tissue.h"

#include <vector>

namespace asg::phantom {

/// Third of a lung's height.
enum class Zone : std::uint8_t { Upper, Mid, Lower };

/// A finding on its way: decided before the anatomy (some change it), given its box when drawn, its words last.
struct PlannedFinding {
    FindingKind kind = FindingKind::Nodule;
    int side = kRight;       ///< kRight or kLeft; of no meaning for midline kinds
    Zone zone = Zone::Mid;   ///< of a lesion within the lung
    double extent = 0.5;     ///< 0 slight … 1 severe
    int rib = 5;             ///< of a fracture
    bool uncertain = false;  ///< the report hedges
    bool unplaced = false;   ///< the report gives no place
    base::Box boxInImagePixels;
};

/// True for kinds that lie on one side.
[[nodiscard]] bool hasSide(FindingKind kind) noexcept;

/// What will be drawn: the wanted ones, or by chance.
[[nodiscard]] std::vector<PlannedFinding> planFindings(const PhantomOptions& options, const Habitus& habitus,
                                                       Random& random);

/// Makes the heart large or the lungs too full where the plan says so.
void adaptHabitus(const std::vector<PlannedFinding>& plan, Habitus& habitus);

/// Breaks the ribs of the plan's fractures.
void breakRibs(const std::vector<PlannedFinding>& plan, Anatomy& anatomy, Random& random);

/// Where findings are drawn.
struct Scene {
    const Anatomy& anatomy;
    const Frame& frame;
    Brush& brush;
    Tissue& tissue;
};

/// Draws all of them over the finished chest and fills in their boxes.
void drawFindings(std::vector<PlannedFinding>& plan, Scene& scene, Random& random);

/// Lung and pleura: returns the lesion's box.
[[nodiscard]] base::Box drawLungFinding(const PlannedFinding& finding, Scene& scene, Random& random);

/// Devices of metal and plastic: returns the box of all of their parts.
[[nodiscard]] base::Box drawDevice(const PlannedFinding& finding, Scene& scene, Random& random);

}  // namespace asg::phantom
