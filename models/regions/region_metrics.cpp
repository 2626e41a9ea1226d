#include "models/regions/region_metrics.h"

namespace asg::regions {

void RegionMetrics::add(const std::string& patient, const RegionLabels& labels, const PredictedRegions& predicted) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i].state == LabelState::Unknown) continue;
        const bool isThere = labels[i].state == LabelState::Known;
        m_presence.push_back({predicted[i].presence, isThere});
        if (!isThere) continue;
        const bool shown = predicted[i].presence >= predicted[i].threshold;
        m_ious[i].push_back(
            {patient,
             shown ? base::intersectionOverUnion(labels[i].boxInFractions, predicted[i].boxInFractions) : 0.0});
    }
}

Estimate RegionMetrics::iou(domain::RegionId region) const {
    return meanWithInterval(m_ious[region.value]);
}

Estimate RegionMetrics::iou(const std::vector<domain::RegionId>& regions) const {
    std::vector<Measurement> all;
    for (const auto region : regions) all.insert(all.end(), m_ious[region.value].begin(), m_ious[region.value].end());
    return meanWithInterval(all);
}

Estimate RegionMetrics::meanOfMeans(const std::vector<domain::RegionId>& regions) const {
    // Each box is weighted by the share of its region, so that the mean of all is the mean of the regions' means.
    std::vector<Measurement> weighted;
    std::size_t boxes = 0;
    std::size_t used = 0;
    for (const auto region : regions) {
        boxes += m_ious[region.value].size();
        used += m_ious[region.value].empty() ? 0 : 1;
    }
    for (const auto region : regions)
        for (Measurement measurement : m_ious[region.value]) {
            measurement.value *= static_cast<double>(boxes) / static_cast<double>(used * m_ious[region.value].size());
            weighted.push_back(std::move(measurement));
        }
    return meanWithInterval(weighted);
}

}  // namespace asg::regions
