#include "core/vision/roi_align.h"

#include <algorithm>
#include <cmath>

namespace asg::vision {
namespace {

constexpr float kFarthestCell = 1e4F;

/// Adds to `weights` what one bilinear sample at `position` takes from each cell.
void addSample(float position, float share, std::span<float> weights) {
    const int last = static_cast<int>(weights.size()) - 1;
    if (position < -1.0F || position > static_cast<float>(last + 1)) return;
    position = std::max(position, 0.0F);
    const int low = static_cast<int>(position);
    if (low >= last) {
        weights[static_cast<std::size_t>(last)] += share;
        return;
    }
    const float fraction = position - static_cast<float>(low);
    weights[static_cast<std::size_t>(low)] += share * (1.0F - fraction);
    weights[static_cast<std::size_t>(low) + 1] += share * fraction;
}

}  // namespace

void addRoiWeights(float start, float end, std::span<float> weights) {
    if (!(std::abs(start) <= kFarthestCell && std::abs(end) <= kFarthestCell)) return;
    const float length = std::max(end - start, 1.0F);
    const int samples = static_cast<int>(std::ceil(length));
    const float step = length / static_cast<float>(samples);
    const float share = 1.0F / static_cast<float>(samples);
    for (int sample = 0; sample < samples; ++sample)
        addSample(start + (static_cast<float>(sample) + 0.5F) * step, share, weights);
}

}  // namespace asg::vision
