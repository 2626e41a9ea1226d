#include "models/inference/foreign_scores.h"

#include "models/inference/image_tensor.h"

#include <torch/utils.h>

namespace asg::inference {

float scoreAt(float probability, const std::optional<float>& operatingPoint) {
    if (!operatingPoint) return probability;
    const float point = *operatingPoint;
    return probability < point ? probability / (2 * point) : 1 - (1 - probability) / (2 * (1 - point));
}

std::vector<ForeignScore> foreignScores(LoadedModel& model, const vision::ModelInput& input) {
    const torch::NoGradGuard off;
    const auto features = model.network->encodeImages(imageTensor(input));
    const auto probabilities = model.network->recogniseTags(features, false).logits.sigmoid().contiguous();
    std::vector<ForeignScore> scores;
    for (std::size_t i = 0; i < model.card.tagOutputs.size(); ++i) {
        auto& one = scores.emplace_back(ForeignScore{model.card.tagOutputs[i], {}});
        const bool hasPoints = !model.operatingPoints.empty();
        if (hasPoints && !model.operatingPoints[i]) continue;
        one.score = scoreAt(probabilities.data_ptr<float>()[i], hasPoints ? model.operatingPoints[i] : std::nullopt);
    }
    return scores;
}

}  // namespace asg::inference
