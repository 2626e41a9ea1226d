#pragma once

#include "models/downstream/task.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <vector>

namespace asg::downstream {

/// How layers are trained over a frozen encoder; the protocol's (docs/network.md §9) unless changed.
struct LayerSettings {
    double learningRate = 5e-4;
    double weightDecay = 1e-6;
    int batch = 48;
    int epochs = 50;
    int patience = 10;  ///< epochs without a better validation loss
    std::uint64_t seed = 1;
};

/// Mean losses of one epoch.
struct EpochLosses {
    double trainLoss = 0;
    double validationLoss = 0;
};

/// Sets what the options give instead of the protocol's.
void takeGiven(const TaskOptions& options, LayerSettings& settings);

/// {"learningRate", "weightDecay", "batch", "epochs", "patience"}.
[[nodiscard]] nlohmann::json toJson(const LayerSettings& settings);

/// {"share", "trainPictures", "epochs", "bestEpoch", "curve": [{"trainLoss", "validationLoss"}]} of a run that was
/// trained on that percentage of the training pictures.
[[nodiscard]] nlohmann::json runJson(int share, std::size_t trainPictures, const std::vector<EpochLosses>& curve,
                                     int bestEpoch);

}  // namespace asg::downstream
