#pragma once

#include "core/base/geometry.h"
#include "core/domain/region.h"
#include "models/regions/region_sample.h"
#include "models/regions/statistics.h"

#include <array>
#include <string>
#include <vector>

namespace asg::regions {

/// What a network says of one picture: a box and a presence for every region, whatever the threshold.
struct PredictedRegion {
    float presence = 0;        ///< 0..1
    float presenceLogit = 0;   ///< before calibration
    float threshold = 0.5F;    ///< at least this: in the picture
    base::Box boxInFractions;  ///< of the picture, clipped to it
};
using PredictedRegions = std::array<PredictedRegion, domain::kModelRegionCount>;

/// Gathers predictions against labels, picture by picture, and says how good they are.
///
/// A region counts for IoU where the label has a box; one that the prediction says is not there counts 0.
class RegionMetrics {
public:
    void add(const std::string& patient, const RegionLabels& labels, const PredictedRegions& predicted);

    [[nodiscard]] Estimate iou(domain::RegionId region) const;
    /// Mean over pictures and regions together, one vote a box.
    [[nodiscard]] Estimate iou(const std::vector<domain::RegionId>& regions) const;
    /// Mean of the regions' own means (regions without a box are left out), with an interval over patients.
    [[nodiscard]] Estimate meanOfMeans(const std::vector<domain::RegionId>& regions) const;
    [[nodiscard]] double presenceCalibrationError() const { return expectedCalibrationError(m_presence); }
    [[nodiscard]] int presenceCount() const { return static_cast<int>(m_presence.size()); }

private:
    std::array<std::vector<Measurement>, domain::kModelRegionCount> m_ious;
    std::vector<Forecast> m_presence;
};

}  // namespace asg::regions
