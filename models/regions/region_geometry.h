#pragma once

#include "models/regions/region_sample.h"

namespace asg::regions {

/// Fills regions that nobody marked from those that somebody did, by the geometry of docs/report-conventions.md §2; a
/// label that is already known, or denied, stays.
///
/// Lung zones: thirds of the lung's height. Apical zone: the lung's top eighth, not below the clavicle's upper edge
/// where that is known. svc: the right third of the upper mediastinum, from the aortic arch's upper edge to a quarter
/// of the carina's height below it. Right atrium: right half of the heart, lower two thirds. Cavoatrial junction: the
/// square as wide as the svc, centred where svc and right atrium meet. Abdomen: below the upper edge of the higher
/// hemidiaphragm, across the picture; absent where less than 3 % of the picture's height is left.
/// Right is the patient's, so the picture's left. `columnsPerRow` is the picture's width over its height.
void deriveRegions(RegionLabels& labels, double columnsPerRow);

}  // namespace asg::regions
