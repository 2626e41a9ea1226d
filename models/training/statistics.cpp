#include "models/training/statistics.h"

#include "models/training/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace asg::training {
namespace {

constexpr int kDraws = 1000;

struct Sum {
    double total = 0;
    int count = 0;
};

}  // namespace

Estimate meanWithInterval(const std::vector<Measurement>& measurements) {
    Estimate estimate;
    if (measurements.empty()) return estimate;
    std::map<std::string, Sum> byPatient;
    for (const auto& measurement : measurements) {
        Sum& sum = byPatient[measurement.patient];
        sum.total += measurement.value;
        ++sum.count;
        estimate.value += measurement.value;
    }
    estimate.count = static_cast<int>(measurements.size());
    estimate.patients = static_cast<int>(byPatient.size());
    estimate.value /= estimate.count;

    std::vector<Sum> sums;
    for (const auto& [patient, sum] : byPatient) sums.push_back(sum);
    std::vector<double> means;
    Random random(20240911);
    for (int draw = 0; draw < kDraws; ++draw) {
        Sum all;
        for (std::size_t i = 0; i < sums.size(); ++i) {
            const Sum& one = sums[random.below(sums.size())];
            all.total += one.total;
            all.count += one.count;
        }
        means.push_back(all.total / all.count);
    }
    std::ranges::sort(means);
    estimate.low = means[static_cast<std::size_t>(0.025 * kDraws)];
    estimate.high = means[static_cast<std::size_t>(0.975 * kDraws) - 1];
    return estimate;
}

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

}  // namespace asg::training
