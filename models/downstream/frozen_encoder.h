#pragma once

// Private to models/: includes Torch.

#include "core/analysis/backend.h"
#include "core/base/progress.h"
#include "models/downstream/crop_reader.h"
#include "models/downstream/labelled_set.h"
#include "models/inference/loaded_model.h"
#include "models/regions/data_list.h"

#include <c10/core/Device.h>

#include <span>
#include <stop_token>

namespace asg::downstream {

/// A model whose weights stay as they are, in evaluation mode on its device, and how its pictures are made.
struct FrozenModel {
    inference::LoadedModel loaded;
    c10::Device device = c10::kCPU;
    vision::InputSpec input;
    /// SHA-256 of the pictures that its own training saw, labels or not; nothing where its folder does not say.
    std::optional<regions::TrainedPictures> trainedPictures;

    [[nodiscard]] bool hasSeen(const std::string& sha256) const {
        return trainedPictures && trainedPictures->contains(sha256);
    }
};

/// Loads and verifies a model folder. `normalisation` replaces the model's where the protocol has one of its own.
/// Errors: of `readModelFolder` and `chooseDevice`.
[[nodiscard]] base::Result<FrozenModel> loadFrozenModel(const std::filesystem::path& folder,
                                                        const analysis::DeviceChoice& device,
                                                        const std::optional<Normalisation>& normalisation);

/// What was made of the pictures of a set that could be read.
struct EncodedPictures {
    std::vector<std::size_t> pictures;               ///< rows of `features`, as indices of the set's pictures
    std::vector<vision::InputTransform> transforms;  ///< of each
    std::vector<bool> seen;                          ///< of each: by the model's own training
    at::Tensor features;                             ///< [N, D], float32, CPU
    std::vector<LeftOut> leftOut;
};

/// What is made of a batch of images ([B, 3, crop, crop] on the model's device): [B, D].
using Encode = std::function<at::Tensor(const at::Tensor& images)>;

/// Runs `encode` over pictures of the set, each once, without gradients. Throws what Torch throws.
[[nodiscard]] base::Outcome<EncodedPictures> encodePictures(const FrozenModel& model, const LabelledSet& set,
                                                            std::span<const std::size_t> pictures, const Encode& encode,
                                                            const base::Progress& progress,
                                                            const std::stop_token& stop);

}  // namespace asg::downstream
