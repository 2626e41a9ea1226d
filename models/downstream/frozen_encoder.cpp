#include "models/downstream/frozen_encoder.h"

#include "models/inference/device.h"
#include "models/inference/image_tensor.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>

namespace asg::downstream {

base::Result<FrozenModel> loadFrozenModel(const std::filesystem::path& folder, const analysis::DeviceChoice& device,
                                          const std::optional<Normalisation>& normalisation) {
    auto chosen = inference::chooseDevice(device);
    if (!chosen) return chosen.error();
    auto loaded = inference::readModelFolder(folder);
    if (!loaded) return loaded.error();
    FrozenModel model{std::move(*loaded), *chosen, {}, std::nullopt};
    model.loaded.network->to(model.device);
    model.input = model.loaded.card.input;
    if (normalisation) {
        const auto& [mean, deviation] = *normalisation;
        std::tie(model.input.mean, model.input.meanG, model.input.meanB) = std::tie(mean[0], mean[1], mean[2]);
        std::tie(model.input.deviation, model.input.deviationG, model.input.deviationB) =
            std::tie(deviation[0], deviation[1], deviation[2]);
    }
    if (auto trained = regions::readTrainedPictures(folder)) model.trainedPictures = std::move(*trained);
    return model;
}

base::Outcome<EncodedPictures> encodePictures(const FrozenModel& model, const LabelledSet& set,
                                              std::span<const std::size_t> pictures, const Encode& encode,
                                              const base::Progress& progress, const std::stop_token& stop) {
    const at::NoGradGuard frozen;
    std::vector<CropSource> sources;
    for (const auto index : pictures)
        sources.push_back({set.folder / set.pictures[index].path, set.pictures[index].sha256});
    EncodedPictures encoded;
    std::vector<at::Tensor> parts;
    const auto take = [&](std::size_t first, std::span<base::Result<Crop>> crops) {
        std::vector<at::Tensor> images;
        for (std::size_t i = 0; i < crops.size(); ++i) {
            const std::size_t picture = pictures[first + i];
            if (!crops[i]) {
                encoded.leftOut.push_back({set.pictures[picture].path, crops[i].error()});
                continue;
            }
            encoded.pictures.push_back(picture);
            encoded.transforms.push_back(crops[i]->input.transform);
            encoded.seen.push_back(model.hasSeen(crops[i]->sha256));
            images.push_back(inference::imageTensor(crops[i]->input));
        }
        if (!images.empty()) parts.push_back(encode(at::cat(images).to(model.device)).to(at::kCPU, at::kFloat));
        if (progress)
            progress(static_cast<double>(first + crops.size()) / static_cast<double>(sources.size()),
                     "reading pictures");
        return true;
    };
    if (!readCrops(sources, {.input = model.input}, take, stop)) return base::Cancelled{};
    encoded.features = parts.empty() ? at::empty({0, 0}) : at::cat(parts);
    return encoded;
}

}  // namespace asg::downstream
