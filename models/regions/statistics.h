#pragma once

#include "models/metrics/calibration.h"
#include "models/metrics/estimate.h"

namespace asg::regions {

/// Figures that this room's evaluations and model cards are made of; what they mean stands in models/metrics.
using metrics::Estimate;
using metrics::expectedCalibrationError;
using metrics::Forecast;
using metrics::meanWithInterval;
using metrics::Measurement;

}  // namespace asg::regions
