#include "models/downstream/trained_layers.h"

#include <nlohmann/json.hpp>

namespace asg::downstream {

using nlohmann::json;

void takeGiven(const TaskOptions& options, LayerSettings& settings) {
    const ProtocolSettings& given = options.settings;
    settings.seed = options.seed;
    settings.learningRate = given.learningRate.value_or(settings.learningRate);
    settings.weightDecay = given.weightDecay.value_or(settings.weightDecay);
    settings.epochs = given.epochs.value_or(settings.epochs);
    settings.patience = given.patience.value_or(settings.patience);
    settings.batch = given.batch.value_or(settings.batch);
}

json toJson(const LayerSettings& settings) {
    return {{"learningRate", settings.learningRate},
            {"weightDecay", settings.weightDecay},
            {"batch", settings.batch},
            {"epochs", settings.epochs},
            {"patience", settings.patience}};
}

json runJson(int share, std::size_t trainPictures, const std::vector<EpochLosses>& curve, int bestEpoch) {
    json epochs = json::array();
    for (const auto& epoch : curve)
        epochs.push_back({{"trainLoss", epoch.trainLoss}, {"validationLoss", epoch.validationLoss}});
    return {{"share", share},
            {"trainPictures", trainPictures},
            {"epochs", curve.size()},
            {"bestEpoch", bestEpoch},
            {"curve", std::move(epochs)}};
}

}  // namespace asg::downstream
