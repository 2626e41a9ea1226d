#pragma once

#include <cstdint>

namespace asg::nets {

/// The published schedule (docs/network.md §6): linear from `minimum` to `maximum` over the first `warmUpShare` of all
/// steps, then half a cosine back to `minimum`, per step.
struct LearningRateSchedule {
    double maximum = 4e-5;
    double minimum = 1e-8;
    double warmUpShare = 0.4;
    std::int64_t totalSteps = 1;

    /// Rate of the step with this number, from 0; `minimum` from `totalSteps` on. The warm-up lasts
    /// floor(totalSteps · warmUpShare) steps.
    [[nodiscard]] double at(std::int64_t step) const;
};

}  // namespace asg::nets
