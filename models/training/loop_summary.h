#pragma once

#include <cstdint>

namespace asg::training {

/// How a training ended (`TrainingLoop`).
struct LoopSummary {
    std::int64_t steps = 0;  ///< done in all
    std::int64_t stepsOfThisRun = 0;
    double seconds = 0;      ///< of this run
    double stepSeconds = 0;  ///< of its steps alone
    double imagesPerSecond = 0;
    double loss = 0;  ///< of the last step
};

}  // namespace asg::training
