#include "models/tags/tag_calibration.h"

#include "models/metrics/calibration.h"
#include "models/metrics/ranking.h"

namespace asg::tags {
namespace {

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

}  // namespace asg::tags
