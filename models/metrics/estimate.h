#pragma once

#include "models/metrics/score.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace asg::metrics {

/// A figure with the 95 % interval of a bootstrap and how many it stands on.
struct Estimate {
    double value = 0;
    double low = 0;
    double high = 0;
    int count = 0;           ///< of pictures (or decisions)
    int patients = 0;        ///< the bootstrap draws patients, as pictures of one patient are no independent evidence
    int draws = 0;           ///< on which the figure is defined, and so the interval stands
    std::string notDefined;  ///< why there is no figure (all numbers above are then 0, but the counts); else empty
};

/// A figure of a weighted sample: examples count as often as `counts` says (never empty here).
using Statistic = std::function<Score(Counts counts)>;

struct BootstrapSettings {
    int draws = 1000;
    std::uint64_t seed = 20240911;
};

/// The figure on all examples with the percentile interval of a bootstrap over patients: `patients[i]` says whose
/// example i is, all examples of a patient are drawn together. The same seed gives the same draws whatever the figure,
/// on every machine. A draw on which the figure is not defined (a rare class that was not drawn) is left out.
[[nodiscard]] Estimate bootstrap(std::span<const std::string> patients, const Statistic& statistic,
                                 const BootstrapSettings& settings = {});

/// One measured value and whose it is.
struct Measurement {
    std::string patient;
    double value = 0;
};

/// Mean with its interval; not defined for none.
[[nodiscard]] Estimate meanWithInterval(const std::vector<Measurement>& measurements);

/// {"value", "low", "high", "count", "patients"}, three decimals; null three times and "notDefined" with the reason
/// where there is no figure; "draws" where some were left out.
[[nodiscard]] nlohmann::json toJson(const Estimate& estimate);

/// "0.812  (95 % 0.790 – 0.833; 1200 of 845 patients)", or "not defined: no positive example".
[[nodiscard]] std::string toText(const Estimate& estimate);

}  // namespace asg::metrics
