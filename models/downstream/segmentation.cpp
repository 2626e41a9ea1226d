#include "models/downstream/segmentation.h"

#include "models/downstream/mask.h"
#include "models/downstream/mask_loss.h"
#include "models/nets/initialise.h"
#include "models/pretraining/loader.h"
#include "models/weights/module_state.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <torch/optim/adamw.h>

#include <algorithm>
#include <cmath>
#include <limits>

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

/// One training in progress.
class DecoderTrainer {
public:
    DecoderTrainer(const SegmentationJob& job, std::shared_ptr<MaskDecoder> decoder)
        : m_job(job),
          m_decoder(std::move(decoder)),
          m_optimizer(m_decoder->parameters(),
                      torch::optim::AdamWOptions(job.settings.learningRate).weight_decay(job.settings.weightDecay)) {}

    base::Outcome<TrainedDecoder> run(const base::Progress& progress, const std::stop_token& stop) {
        const auto& settings = m_job.settings;
        TrainedDecoder result{m_decoder, {}, 0};
        double bestLoss = std::numeric_limits<double>::infinity();
        weights::TensorMap best = weights::stateOf(*m_decoder);
        for (int epoch = 1; epoch <= settings.epochs && epoch - result.bestEpoch <= settings.patience; ++epoch) {
            const auto told = [&](double part) {
                if (progress) progress((epoch - 1 + part) / settings.epochs, "training the decoder");
            };
            const auto order = pretraining::shuffledOrder(settings.seed, epoch, m_job.train.size());
            std::vector<const MaskedPicture*> shuffled;
            for (const auto index : order) shuffled.push_back(m_job.train[index]);
            const auto trained = meanLoss(shuffled, true, told, stop);
            if (!trained.done()) return base::Cancelled{};
            const auto validated = meanLoss(m_job.validation, false, {}, stop);
            if (!validated.done()) return base::Cancelled{};
            result.curve.push_back({trained.value(), validated.value()});
            if (validated.value() < bestLoss) {
                bestLoss = validated.value();
                result.bestEpoch = epoch;
                best = weights::stateOf(*m_decoder);
            }
        }
        if (auto loaded = weights::loadState(*m_decoder, best); !loaded) return loaded.error();
        m_decoder->eval();
        return result;
    }

private:
    /// Over all batches; steps with each when `training`.
    base::Outcome<double> meanLoss(Pictures pictures, bool training, const std::function<void(double)>& told,
                                   const std::stop_token& stop) {
        const at::AutoGradMode gradients(training);
        m_decoder->train(training);
        const auto batch = static_cast<std::size_t>(m_job.settings.batch);
        double total = 0;
        for (std::size_t begin = 0; begin < pictures.size(); begin += batch) {
            if (stop.stop_requested()) return base::Cancelled{};
            const auto part = pictures.subspan(begin, std::min(batch, pictures.size() - begin));
            const auto loss = lossOf(part);
            if (training) {
                m_optimizer.zero_grad();
                loss.backward();
                m_optimizer.step();
            }
            total += loss.item<double>() * static_cast<double>(part.size());
            if (told) told(static_cast<double>(begin + part.size()) / static_cast<double>(pictures.size()));
        }
        return total / static_cast<double>(pictures.size());
    }

    at::Tensor lossOf(Pictures pictures) {
        std::vector<at::Tensor> maps;
        {
            const at::NoGradGuard frozen;
            maps = encodeMaps(m_job.model.loaded.network, imagesOf(m_job.model, pictures));
        }
        return maskLoss(m_decoder->forward(maps, m_job.model.input.crop), masksOf(m_job.model, pictures));
    }

    const SegmentationJob& m_job;
    std::shared_ptr<MaskDecoder> m_decoder;
    torch::optim::AdamW m_optimizer;
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
    return DecoderTrainer(job, *decoder).run(progress, stop);
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
