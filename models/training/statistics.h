#pragma once

#include "models/metrics/calibration.h"
#include "models/metrics/estimate.h"

namespace asg::training {

using metrics::Estimate;
using metrics::expectedCalibrationError;
using metrics::Forecast;
using metrics::meanWithInterval;
using metrics::Measurement;

}  // namespace asg::training
