#include "models/metrics/calibration.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace asg::metrics {

double expectedCalibrationError(const std::vector<Forecast>& forecasts) {
    struct Bin {
        double stated = 0;
        double happened = 0;
    };
    std::array<Bin, 10> bins{};
    for (const auto& forecast : forecasts) {
        Bin& bin = bins[static_cast<std::size_t>(std::clamp(forecast.probability * 10, 0.0, 9.0))];
        bin.stated += forecast.probability;
        bin.happened += forecast.happened ? 1 : 0;
    }
    double error = 0;
    for (const Bin& bin : bins) error += std::abs(bin.stated - bin.happened);
    return forecasts.empty() ? 0 : error / static_cast<double>(forecasts.size());
}

Score brierScore(const std::vector<Forecast>& forecasts, Counts counts) {
    double total = 0;
    double weight = 0;
    for (std::size_t i = 0; i < forecasts.size(); ++i) {
        const auto& [probability, happened] = forecasts[i];
        if (!(probability >= 0 && probability <= 1)) return notDefined("a probability is outside 0 to 1");
        const double miss = probability - (happened ? 1 : 0);
        total += countOf(counts, i) * miss * miss;
        weight += countOf(counts, i);
    }
    if (weight == 0) return notDefined("no example");
    return total / weight;
}

}  // namespace asg::metrics
