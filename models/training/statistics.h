#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace asg::training {

/// A figure with the 95 % interval of a bootstrap and how many it stands on.
struct Estimate {
    double value = 0;
    double low = 0;
    double high = 0;
    int count = 0;     ///< of pictures (or decisions)
    int patients = 0;  ///< the bootstrap draws patients, as pictures of one patient are no independent evidence
};

/// One measured value and whose it is.
struct Measurement {
    std::string patient;
    double value = 0;
};

/// Mean with a percentile bootstrap over patients (1 000 draws, fixed seed). All zero for none.
[[nodiscard]] Estimate meanWithInterval(const std::vector<Measurement>& measurements);

/// A probability that was stated and what turned out.
struct Forecast {
    double probability = 0;
    bool happened = false;
};

/// Expected calibration error over ten bins of equal width: mean |frequency - mean probability|, weighted by count.
[[nodiscard]] double expectedCalibrationError(const std::vector<Forecast>& forecasts);

}  // namespace asg::training
