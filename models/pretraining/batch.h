#pragma once

// Private to models/: includes Torch.

#include "models/nets/text_batch.h"
#include "models/pretraining/sample.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <vector>

namespace asg::pretraining {

/// Samples as the network takes them. B samples, R = 23 slots, L words of the longest slot, T tags.
struct Batch {
    at::Tensor grey;         ///< [B, 1, crop, crop], float32, 0..255
    nets::TextBatch texts;   ///< [B, W]
    at::Tensor boxes;        ///< [B, R, 4], float32, crop pixels; zeros beyond the slots
    at::Tensor slotCounts;   ///< [B], int64
    at::Tensor wordIndices;  ///< [B, R, L], int64, -1 unused
    at::Tensor labels;       ///< [B, T], float32, 0 or 1
    at::Tensor counts;       ///< [B, T], bool

    [[nodiscard]] std::int64_t size() const { return grey.size(0); }
    [[nodiscard]] Batch to(const c10::Device& device) const;
};

/// Puts samples side by side, on the CPU.
[[nodiscard]] Batch makeBatch(const std::vector<Sample>& samples, const SampleSettings& settings, int paddingId);

/// The pictures in three channels, normalised: [B, 3, crop, crop], on the batch's device.
[[nodiscard]] at::Tensor normalisedImages(const Batch& batch, const vision::InputSpec& spec);

}  // namespace asg::pretraining
