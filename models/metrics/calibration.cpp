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

double PlattScaling::probability(double logit) const {
    return 1 / (1 + std::exp(-(logit * scale + shift)));
}

PlattScaling fitPlatt(const std::vector<Statement>& statements) {
    PlattScaling fit;
    if (statements.empty()) return fit;
    const auto happened = static_cast<double>(std::ranges::count(statements, true, &Statement::happened));
    const double others = static_cast<double>(statements.size()) - happened;
    const double high = (happened + 1) / (happened + 2);
    const double low = 1 / (others + 2);
    fit.shift = std::log((happened + 1) / (others + 1));
    constexpr double kPull = 1;
    constexpr double kLargestScale = 10;
    constexpr int kIterations = 50;
    // Newton's method; the pull keeps the matrix of second derivatives invertible.
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        double slopeScale = kPull * (fit.scale - 1);
        double slopeShift = 0;
        double bendScale = kPull;
        double bendBoth = 0;
        double bendShift = 1e-9;
        for (const auto& [logit, did] : statements) {
            const double probability = fit.probability(logit);
            const double error = probability - (did ? high : low);
            const double weight = probability * (1 - probability);
            slopeScale += error * logit;
            slopeShift += error;
            bendScale += weight * logit * logit;
            bendBoth += weight * logit;
            bendShift += weight;
        }
        const double determinant = bendScale * bendShift - bendBoth * bendBoth;
        if (determinant <= 0) break;
        const double stepScale = (bendShift * slopeScale - bendBoth * slopeShift) / determinant;
        const double stepShift = (bendScale * slopeShift - bendBoth * slopeScale) / determinant;
        constexpr double kLongestStep = 2;
        fit.scale = std::clamp(fit.scale - std::clamp(stepScale, -kLongestStep, kLongestStep), 0.0, kLargestScale);
        fit.shift -= std::clamp(stepShift, -kLongestStep, kLongestStep);
        if (std::abs(stepScale) + std::abs(stepShift) < 1e-9) break;
    }
    return fit;
}

}  // namespace asg::metrics
