#include "models/downstream/segmentation.h"

#include "models/downstream/layer_fit.h"
#include "models/downstream/mask.h"
#include "models/downstream/mask_loss.h"
#include "models/nets/initialise.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>

namespace asg::downstream {
namespace {

using Pictures = std::span<const MaskedPicture* const>;

/// The whole picture in the network's square.
vision::InputSpec wholePicture(const FrozenModel& model) {
    vision::InputSpec spec = model.input;
    spec.resize = spec.crop;
    return spec;
}

MaskedPicture maskedPicture(std::size_t index, const Crop& crop, const LabelledSet& set) {
    MaskedPicture masked{index, {}, maskInCrop(set.pictures[index], set.masks, crop.input.transform), false};
    masked.grey.reserve(crop.input.grey.size());
    for (const float grey : crop.input.grey) masked.grey.push_back(static_cast<std::uint8_t>(std::lround(grey)));
    if (std::ranges::count(masked.mask, 1) == 0) masked.mask.clear();
    return masked;
}

at::Tensor perChannel(float red, float green, float blue) {
    return at::tensor({red, green, blue}).view({1, 3, 1, 1});
}

/// [B, 1, S, S], 0 or 1, on the model's device.
at::Tensor masksOf(const FrozenModel& model, Pictures pictures) {
    const std::int64_t side = model.input.crop;
    const auto masks = at::zeros({static_cast<std::int64_t>(pictures.size()), 1, side, side});
    auto* value = masks.mutable_data_ptr<float>();
    for (const auto* picture : pictures) {
        std::ranges::copy(picture->mask, value);
        value += side * side;
    }
    return masks.to(model.device);
}

/// A decoder over the maps of the frozen encoder.
class FittedDecoder final : public FittedLayers {
public:
    FittedDecoder(const SegmentationJob& job, MaskDecoder& decoder) : m_job(job), m_decoder(decoder) {}

    torch::nn::Module& layers() override { return m_decoder; }
    std::size_t pictures() const override { return m_job.train.size(); }
    at::Tensor trainLoss(std::span<const std::int64_t> pictures) override {
        std::vector<const MaskedPicture*> shown;
        for (const auto index : pictures) shown.push_back(m_job.train[static_cast<std::size_t>(index)]);
        return lossOf(shown);
    }
    base::Outcome<double> validationLoss(const std::stop_token& stop) override {
        const Pictures pictures(m_job.validation);
        const auto batch = static_cast<std::size_t>(m_job.settings.batch);
        double total = 0;
        for (std::size_t begin = 0; begin < pictures.size(); begin += batch) {
            if (stop.stop_requested()) return base::Cancelled{};
            const auto part = pictures.subspan(begin, std::min(batch, pictures.size() - begin));
            total += lossOf(part).item<double>() * static_cast<double>(part.size());
        }
        return total / static_cast<double>(pictures.size());
    }

private:
    at::Tensor lossOf(Pictures pictures) {
        std::vector<at::Tensor> maps;
        {
            const at::NoGradGuard frozen;
            maps = encodeMaps(m_job.model.loaded.network, imagesOf(m_job.model, pictures));
        }
        return maskLoss(m_decoder.forward(maps, m_job.model.input.crop), masksOf(m_job.model, pictures));
    }

    const SegmentationJob& m_job;
    MaskDecoder& m_decoder;
};

}  // namespace

base::Outcome<MaskedPictures> readMasked(const FrozenModel& model, const LabelledSet& set,
                                         const std::vector<std::size_t>& pictures, const base::Progress& progress,
                                         const std::stop_token& stop) {
    std::vector<CropSource> sources;
    for (const auto index : pictures)
        sources.push_back({set.folder / set.pictures[index].path, set.pictures[index].sha256});
    MaskedPictures read;
    const auto take = [&](std::size_t first, std::span<base::Result<Crop>> crops) {
        for (std::size_t i = 0; i < crops.size(); ++i) {
            const std::size_t index = pictures[first + i];
            if (!crops[i]) {
                read.leftOut.push_back({set.pictures[index].path, crops[i].error()});
                continue;
            }
            read.pictures.push_back(maskedPicture(index, *crops[i], set));
            read.pictures.back().seen = model.hasSeen(crops[i]->sha256);
        }
        if (progress)
            progress(static_cast<double>(first + crops.size()) / static_cast<double>(sources.size()),
                     "reading pictures");
        return true;
    };
    if (!readCrops(sources, {.input = wholePicture(model)}, take, stop)) return base::Cancelled{};
    return read;
}

at::Tensor imagesOf(const FrozenModel& model, Pictures pictures) {
    const std::int64_t side = model.input.crop;
    const auto grey = at::zeros({static_cast<std::int64_t>(pictures.size()), 1, side, side});
    auto* value = grey.mutable_data_ptr<float>();
    for (const auto* picture : pictures) value = std::ranges::copy(picture->grey, value).out;
    const auto& spec = model.input;
    const auto normalised = (grey / 255.0 - perChannel(spec.mean, spec.meanG, spec.meanB)) /
                            perChannel(spec.deviation, spec.deviationG, spec.deviationB);
    return normalised.to(model.device);
}

base::Outcome<TrainedDecoder> trainDecoder(const SegmentationJob& job, const base::Progress& progress,
                                           const std::stop_token& stop) {
    nets::seedEverything(job.settings.seed);
    auto decoder = makeMaskDecoder(job.model.loaded.network->config().image, job.settings.widths);
    if (!decoder) return decoder.error();
    (*decoder)->to(job.model.device);
    FittedDecoder fitted(job, **decoder);
    const auto fit = fitLayers(fitted, job.settings, "training the decoder", progress, stop);
    if (fit.cancelled()) return base::Cancelled{};
    if (fit.failed()) return fit.error();
    return TrainedDecoder{*decoder, fit.value().curve, fit.value().bestEpoch};
}

base::Outcome<std::vector<std::vector<std::uint8_t>>> predictMasks(FrozenModel& model, MaskDecoder& decoder,
                                                                   const std::vector<const MaskedPicture*>& pictures,
                                                                   int batch, const base::Progress& progress,
                                                                   const std::stop_token& stop) {
    const at::NoGradGuard frozen;
    decoder.eval();
    std::vector<std::vector<std::uint8_t>> masks;
    const Pictures all(pictures);
    for (std::size_t begin = 0; begin < all.size(); begin += static_cast<std::size_t>(batch)) {
        if (stop.stop_requested()) return base::Cancelled{};
        const auto part = all.subspan(begin, std::min(static_cast<std::size_t>(batch), all.size() - begin));
        const auto logits = decoder.forward(encodeMaps(model.loaded.network, imagesOf(model, part)), model.input.crop);
        const auto found = logits.ge(0).to(at::kCPU, at::kByte).contiguous();
        const auto* value = found.const_data_ptr<std::uint8_t>();
        const auto pixels = static_cast<std::int64_t>(model.input.crop) * model.input.crop;
        for (std::size_t i = 0; i < part.size(); ++i, value += pixels) masks.emplace_back(value, value + pixels);
        if (progress) progress(static_cast<double>(masks.size()) / static_cast<double>(all.size()), "testing");
    }
    return masks;
}

}  // namespace asg::downstream
