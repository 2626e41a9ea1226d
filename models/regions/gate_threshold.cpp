#include "models/regions/gate_threshold.h"

#include "models/regions/region_pool.h"

#include <algorithm>
#include <cmath>

namespace asg::regions {

double gateThreshold(const std::vector<PassingPicture>& pictures, double passing) {
    std::vector<double> strongest;
    for (const auto& picture : pictures) strongest.push_back(picture.strongest);
    if (strongest.empty()) return kWarnedFrom;
    std::ranges::sort(strongest);
    const auto count = static_cast<std::size_t>(std::ceil(passing * static_cast<double>(strongest.size())));
    const double last = strongest[count - 1];
    // Between the last that passes and the first that does not; pictures that are alike pass together.
    const auto first = std::ranges::upper_bound(strongest, last);
    const double between = first != strongest.end() ? (last + *first) / 2 : std::nextafter(last, 2.0);
    return std::max(kWarnedFrom, between);
}

CrossFittedThreshold::CrossFittedThreshold(const std::vector<PassingPicture>& pictures, double passing) {
    for (std::size_t part = 0; part < m_byPart.size(); ++part) {
        std::vector<PassingPicture> others;
        for (const auto& picture : pictures)
            if (partOf("gate " + picture.patient, static_cast<int>(m_byPart.size())) != static_cast<int>(part))
                others.push_back(picture);
        m_byPart[part] = gateThreshold(others, passing);
    }
}

double CrossFittedThreshold::of(const std::string& patient) const {
    return m_byPart[static_cast<std::size_t>(partOf("gate " + patient, static_cast<int>(m_byPart.size())))];
}

}  // namespace asg::regions
