#include "models/downstream/layer_fit.h"

#include "models/pretraining/loader.h"
#include "models/weights/module_state.h"

#include <ATen/core/grad_mode.h>
#include <torch/optim/adamw.h>

#include <algorithm>
#include <functional>
#include <limits>

namespace asg::downstream {
namespace {

using Told = std::function<void(double)>;

/// One epoch of steps; the mean loss over the pictures. `told` gets the share that is done.
base::Outcome<double> trainEpoch(FittedLayers& fitted, torch::optim::Optimizer& optimizer,
                                 const LayerSettings& settings, int epoch, const Told& told,
                                 const std::stop_token& stop) {
    const at::AutoGradMode gradients(true);
    fitted.layers().train();
    const auto shuffled = pretraining::shuffledOrder(settings.seed, epoch, fitted.pictures());
    const std::vector<std::int64_t> order(shuffled.begin(), shuffled.end());
    const std::span<const std::int64_t> pictures(order);
    const auto batch = static_cast<std::size_t>(settings.batch);
    double total = 0;
    for (std::size_t begin = 0; begin < pictures.size(); begin += batch) {
        if (stop.stop_requested()) return base::Cancelled{};
        const auto part = pictures.subspan(begin, std::min(batch, pictures.size() - begin));
        const auto loss = fitted.trainLoss(part);
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        total += loss.item<double>() * static_cast<double>(part.size());
        told(static_cast<double>(begin + part.size()) / static_cast<double>(pictures.size()));
    }
    return total / static_cast<double>(pictures.size());
}

base::Outcome<double> validate(FittedLayers& fitted, const std::stop_token& stop) {
    const at::NoGradGuard frozen;
    fitted.layers().eval();
    return fitted.validationLoss(stop);
}

}  // namespace

base::Outcome<LayerFit> fitLayers(FittedLayers& fitted, const LayerSettings& settings, const char* words,
                                  const base::Progress& progress, const std::stop_token& stop) {
    torch::optim::AdamW optimizer(fitted.layers().parameters(),
                                  torch::optim::AdamWOptions(settings.learningRate).weight_decay(settings.weightDecay));
    LayerFit fit;
    double bestLoss = std::numeric_limits<double>::infinity();
    auto best = weights::stateOf(fitted.layers());
    for (int epoch = 1; epoch <= settings.epochs && epoch - fit.bestEpoch <= settings.patience; ++epoch) {
        const auto told = [&](double part) {
            if (progress) progress((epoch - 1 + part) / settings.epochs, words);
        };
        const auto trained = trainEpoch(fitted, optimizer, settings, epoch, told, stop);
        if (!trained.done()) return base::Cancelled{};
        const auto validated = validate(fitted, stop);
        if (!validated.done()) return base::Cancelled{};
        fit.curve.push_back({trained.value(), validated.value()});
        if (validated.value() < bestLoss) {
            bestLoss = validated.value();
            fit.bestEpoch = epoch;
            best = weights::stateOf(fitted.layers());
        }
    }
    if (auto loaded = weights::loadState(fitted.layers(), best); !loaded) return loaded.error();
    fitted.layers().eval();
    return fit;
}

}  // namespace asg::downstream
