#include "models/metrics/overlap.h"

#include <cassert>

namespace asg::metrics {

double Overlap::dice() const {
    const std::int64_t sum = first + second;
    return sum == 0 ? 1.0 : 2.0 * static_cast<double>(both) / static_cast<double>(sum);
}

double Overlap::iou() const {
    const std::int64_t either = first + second - both;
    return either == 0 ? 1.0 : static_cast<double>(both) / static_cast<double>(either);
}

Overlap overlap(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second) {
    assert(first.size() == second.size());
    Overlap result;
    for (std::size_t i = 0; i < first.size(); ++i) {
        result.first += first[i] != 0 ? 1 : 0;
        result.second += second[i] != 0 ? 1 : 0;
        result.both += first[i] != 0 && second[i] != 0 ? 1 : 0;
    }
    return result;
}

}  // namespace asg::metrics
