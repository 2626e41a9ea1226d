#include "models/downstream/linear_probe.h"

#include "models/nets/initialise.h"
#include "models/pretraining/loader.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/tensor.h>
#include <torch/nn/modules/linear.h>
#include <torch/optim/adamw.h>

#include <algorithm>
#include <limits>

namespace asg::downstream {
namespace {

at::Tensor rowsOf(const std::vector<std::uint32_t>& order, std::size_t begin, std::size_t end) {
    const std::vector<std::int64_t> rows(order.begin() + static_cast<std::ptrdiff_t>(begin),
                                         order.begin() + static_cast<std::ptrdiff_t>(end));
    return at::tensor(rows, at::kLong);
}

/// One epoch of steps; the mean loss over the pictures.
double trainEpoch(torch::nn::Linear& layer, torch::optim::AdamW& optimizer, const ProbeData& data, bool exclusive,
                  const LayerSettings& settings, int epoch) {
    const auto count = static_cast<std::size_t>(data.features.size(0));
    const auto order = pretraining::shuffledOrder(settings.seed, epoch, count);
    double total = 0;
    for (std::size_t begin = 0; begin < count; begin += static_cast<std::size_t>(settings.batch)) {
        const std::size_t end = std::min(count, begin + static_cast<std::size_t>(settings.batch));
        const auto rows = rowsOf(order, begin, end);
        const auto loss =
            probeLoss(layer(data.features.index_select(0, rows)), data.labels.index_select(0, rows), exclusive);
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        total += loss.item<double>() * static_cast<double>(end - begin);
    }
    return total / static_cast<double>(count);
}

TrainedProbe snapshot(const torch::nn::Linear& layer) {
    return {layer->weight.detach().clone(), layer->bias.detach().clone(), {}, 0};
}

}  // namespace

at::Tensor TrainedProbe::logits(const at::Tensor& features) const {
    return at::linear(features, weight, bias);
}

at::Tensor probeLoss(const at::Tensor& logits, const at::Tensor& labels, bool exclusive) {
    if (exclusive) return at::cross_entropy_loss(logits, labels.argmax(1));
    const auto known = labels.ge(0).to(logits.scalar_type());
    const auto sum = at::binary_cross_entropy_with_logits(logits, labels.clamp_min(0), known, {}, at::Reduction::Sum);
    return sum / known.sum().clamp_min(1);
}

TrainedProbe initialProbe(std::int64_t features, std::int64_t classes, std::uint64_t seed) {
    nets::seedEverything(seed);
    return snapshot(torch::nn::Linear(features, classes));
}

base::Outcome<TrainedProbe> trainProbe(const ProbeData& train, const ProbeData& validation, bool exclusive,
                                       const LayerSettings& settings, const base::Progress& progress,
                                       const std::stop_token& stop) {
    const at::AutoGradMode gradients(true);
    TrainedProbe best = initialProbe(train.features.size(1), train.labels.size(1), settings.seed);
    torch::nn::Linear layer(train.features.size(1), train.labels.size(1));
    layer->weight.set_data(best.weight.clone());
    layer->bias.set_data(best.bias.clone());
    torch::optim::AdamW optimizer(layer->parameters(),
                                  torch::optim::AdamWOptions(settings.learningRate).weight_decay(settings.weightDecay));
    std::vector<EpochLosses> curve;
    double bestLoss = std::numeric_limits<double>::infinity();
    int bestEpoch = 0;
    for (int epoch = 1; epoch <= settings.epochs && epoch - bestEpoch <= settings.patience; ++epoch) {
        if (stop.stop_requested()) return base::Cancelled{};
        const double trained = trainEpoch(layer, optimizer, train, exclusive, settings, epoch);
        const at::NoGradGuard frozen;
        const auto validated = probeLoss(layer(validation.features), validation.labels, exclusive).item<double>();
        curve.push_back({trained, validated});
        if (validated < bestLoss) {
            bestLoss = validated;
            bestEpoch = epoch;
            best = snapshot(layer);
        }
        if (progress) progress(static_cast<double>(epoch) / settings.epochs, "training the linear layer");
    }
    best.curve = std::move(curve);
    best.bestEpoch = bestEpoch;
    return best;
}

}  // namespace asg::downstream
