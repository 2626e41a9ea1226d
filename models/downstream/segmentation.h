#pragma once

// Private to models/: includes Torch.

#include "models/downstream/frozen_encoder.h"
#include "models/downstream/mask_decoder.h"
#include "models/downstream/trained_layers.h"

#include <cstdint>
#include <vector>

namespace asg::downstream {

struct SegmentationSettings : LayerSettings {
    SegmentationSettings() { batch = 16; }
    std::vector<int> widths;  ///< of the decoder; empty: the published ones
};

/// A picture and its mask as the network sees them, 8-bit grey, rows first: 50 KB each at 224, so that 10 000 of them
/// stay in memory and are decoded once.
struct MaskedPicture {
    std::size_t picture = 0;  ///< of the set
    std::vector<std::uint8_t> grey;
    std::vector<std::uint8_t> mask;  ///< empty where nothing is marked
    bool seen = false;               ///< by the model's own training
};

/// The pictures of a set with their masks.
struct MaskedPictures {
    std::vector<MaskedPicture> pictures;
    std::vector<LeftOut> leftOut;
};

/// Where and what a decoder is trained on; all of it outlives the calls.
struct SegmentationJob {
    FrozenModel& model;
    std::vector<const MaskedPicture*> train;
    std::vector<const MaskedPicture*> validation;
    SegmentationSettings settings;
};

/// The decoder of the epoch with the best validation loss.
struct TrainedDecoder {
    std::shared_ptr<MaskDecoder> decoder;  ///< in evaluation mode
    std::vector<EpochLosses> curve;
    int bestEpoch = 0;  ///< from 1
};

/// Opens the given pictures, once. The whole picture is seen: longest side to the crop's side, no rim cut off.
[[nodiscard]] base::Outcome<MaskedPictures> readMasked(const FrozenModel& model, const LabelledSet& set,
                                                       const std::vector<std::size_t>& pictures,
                                                       const base::Progress& progress, const std::stop_token& stop);

/// Images [B, 3, S, S], normalised, on the model's device.
[[nodiscard]] at::Tensor imagesOf(const FrozenModel& model, std::span<const MaskedPicture* const> pictures);

/// Trains a decoder over the frozen encoder. Throws what Torch throws. Errors: of `makeMaskDecoder`.
[[nodiscard]] base::Outcome<TrainedDecoder> trainDecoder(const SegmentationJob& job, const base::Progress& progress,
                                                         const std::stop_token& stop);

/// What the decoder marks on one picture (probability of at least 0.5), rows first.
[[nodiscard]] base::Outcome<std::vector<std::vector<std::uint8_t>>> predictMasks(
    FrozenModel& model, MaskDecoder& decoder, const std::vector<const MaskedPicture*>& pictures, int batch,
    const base::Progress& progress, const std::stop_token& stop);

}  // namespace asg::downstream
