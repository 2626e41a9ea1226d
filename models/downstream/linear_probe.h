#pragma once

// Private to models/: includes Torch.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "models/downstream/trained_layers.h"

#include <ATen/core/Tensor.h>

#include <stop_token>
#include <vector>

namespace asg::downstream {

/// Frozen features with their labels; all on the CPU, float32.
struct ProbeData {
    at::Tensor features;  ///< [N, D]
    at::Tensor labels;    ///< [N, C]: 1, 0, or -1 for what is left out
};

/// The layer of the epoch with the best validation loss, and how it came to it.
struct TrainedProbe {
    at::Tensor weight;  ///< [C, D]
    at::Tensor bias;    ///< [C]
    std::vector<EpochLosses> curve;
    int bestEpoch = 0;  ///< from 1

    /// [N, C].
    [[nodiscard]] at::Tensor logits(const at::Tensor& features) const;
};

/// Binary cross-entropy over the labels that are not -1, or, for exclusive classes, cross-entropy; the mean.
[[nodiscard]] at::Tensor probeLoss(const at::Tensor& logits, const at::Tensor& labels, bool exclusive);

/// The layer that the training starts from: Torch's own initial values for a seed.
[[nodiscard]] TrainedProbe initialProbe(std::int64_t features, std::int64_t classes, std::uint64_t seed);

/// Trains one linear layer (`fitLayers`). Both parts must have a row. Throws what Torch throws.
[[nodiscard]] base::Outcome<TrainedProbe> trainProbe(const ProbeData& train, const ProbeData& validation,
                                                     bool exclusive, const LayerSettings& settings,
                                                     const base::Progress& progress, const std::stop_token& stop);

}  // namespace asg::downstream
