#include "models/nets/learning_rate.h"

#include <cmath>
#include <numbers>

namespace asg::nets {

double LearningRateSchedule::at(std::int64_t step) const {
    if (step >= totalSteps) return minimum;
    const auto warmUpSteps = static_cast<std::int64_t>(static_cast<double>(totalSteps) * warmUpShare);
    const double range = maximum - minimum;
    if (step < warmUpSteps) return minimum + range * static_cast<double>(step) / static_cast<double>(warmUpSteps);
    const double fraction = static_cast<double>(step - warmUpSteps) / static_cast<double>(totalSteps - warmUpSteps);
    return minimum + range * (1.0 + std::cos(std::numbers::pi * fraction)) / 2.0;
}

}  // namespace asg::nets
