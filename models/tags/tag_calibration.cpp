#include "models/tags/tag_calibration.h"

#include "models/metrics/calibration.h"
#include "models/metrics/ranking.h"
#include "models/regions/region_pool.h"

#include <algorithm>
#include <iterator>

namespace asg::tags {
namespace {

constexpr int kParts = 5;

std::vector<metrics::Statement> statementsOf(const std::vector<TagScore>& scores) {
    std::vector<metrics::Statement> statements;
    statements.reserve(scores.size());
    for (const auto& score : scores) statements.push_back({score.score, score.positive});
    return statements;
}

float bestThreshold(const std::vector<TagScore>& scores, const inference::Calibration& calibration) {
    std::vector<std::uint8_t> positive;
    std::vector<double> probabilities;
    for (const auto& score : scores) {
        positive.push_back(score.positive ? 1 : 0);
        probabilities.push_back(calibration.probability(static_cast<float>(score.score)));
    }
    const auto ranking = metrics::Ranking::make(positive, probabilities);
    if (!ranking) return 0.5F;
    const auto cut = ranking->bestF1();
    return cut ? static_cast<float>(cut->threshold) : 0.5F;
}

}  // namespace

inference::Calibration calibrate(const std::vector<TagScore>& scores) {
    inference::Calibration calibration;
    const auto [scale, shift] = metrics::fitPlatt(statementsOf(scores));
    calibration.scale = static_cast<float>(scale);
    calibration.shift = static_cast<float>(shift);
    calibration.threshold = bestThreshold(scores, calibration);
    return calibration;
}

CrossFitted calibrateCrossFitted(const std::vector<TagScore>& scores) {
    std::vector<metrics::Forecast> forecasts;
    for (int part = 0; part < kParts; ++part) {
        const auto isOwn = [part](const TagScore& score) {
            return regions::partOf("calibration " + score.patient, kParts) == part;
        };
        std::vector<TagScore> others;
        std::ranges::remove_copy_if(scores, std::back_inserter(others), isOwn);
        const auto scaling = metrics::fitPlatt(statementsOf(others));
        for (const auto& score : scores)
            if (isOwn(score)) forecasts.push_back({scaling.probability(score.score), score.positive});
    }
    return {calibrate(scores), metrics::expectedCalibrationError(forecasts)};
}

}  // namespace asg::tags
