#pragma once

// Private to models/: includes Torch.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/downstream/trained_layers.h"

#include <ATen/core/Tensor.h>
#include <torch/nn/module.h>

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace asg::downstream {

/// Layers that are trained over a frozen encoder. Both losses are means over their pictures and throw what Torch
/// throws.
class FittedLayers {
public:
    FittedLayers() = default;
    FittedLayers(const FittedLayers&) = delete;
    FittedLayers& operator=(const FittedLayers&) = delete;
    virtual ~FittedLayers() = default;

    [[nodiscard]] virtual torch::nn::Module& layers() = 0;
    /// Training pictures.
    [[nodiscard]] virtual std::size_t pictures() const = 0;
    /// A scalar with a graph, of these training pictures.
    [[nodiscard]] virtual at::Tensor trainLoss(std::span<const std::int64_t> pictures) = 0;
    /// Over the whole validation part; without gradients, the layers in evaluation mode.
    [[nodiscard]] virtual base::Outcome<double> validationLoss(const std::stop_token& stop) = 0;
};

/// How a fit went.
struct LayerFit {
    std::vector<EpochLosses> curve;
    int bestEpoch = 0;  ///< from 1: the one with the best validation loss
};

/// Trains the layers with AdamW on batches in an order by seed and epoch (pretraining::shuffledOrder); the last,
/// smaller batch counts too. Ends after `settings.epochs`, or when `settings.patience` of them were no better. Leaves
/// the layers as they were after the best epoch, in evaluation mode. `words` go with the progress.
[[nodiscard]] base::Outcome<LayerFit> fitLayers(FittedLayers& fitted, const LayerSettings& settings, const char* words,
                                                const base::Progress& progress, const std::stop_token& stop);

}  // namespace asg::downstream
