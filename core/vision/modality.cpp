#include "core/vision/modality.h"

#include <algorithm>
#include <cmath>

namespace asg::vision {

using domain::LookUpTable;

double entryFor(const LookUpTable& table, double input) {
    const double index = std::round(input) - table.firstMapped;
    const double last = static_cast<double>(table.values.size()) - 1;
    return table.values[static_cast<std::size_t>(std::clamp(index, 0.0, last))];
}

double modalityOutput(const domain::Radiograph& radiograph, std::int32_t stored) {
    if (const auto* table = std::get_if<LookUpTable>(&radiograph.modality))
        return table->values.empty() ? stored : entryFor(*table, stored);
    const auto& rescale = std::get<domain::Rescale>(radiograph.modality);
    return stored * rescale.slope + rescale.intercept;
}

}  // namespace asg::vision
