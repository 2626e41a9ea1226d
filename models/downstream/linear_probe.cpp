#include "models/downstream/linear_probe.h"

#include "models/downstream/layer_fit.h"
#include "models/nets/initialise.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/tensor.h>
#include <torch/nn/modules/linear.h>

namespace asg::downstream {
namespace {

/// One linear layer over frozen features.
class ProbeLayer final : public FittedLayers {
public:
    ProbeLayer(const ProbeData& train, const ProbeData& validation, bool exclusive)
        : m_train(train),
          m_validation(validation),
          m_exclusive(exclusive),
          m_layer(train.features.size(1), train.labels.size(1)) {}

    torch::nn::Module& layers() override { return *m_layer; }
    std::size_t pictures() const override { return static_cast<std::size_t>(m_train.features.size(0)); }
    at::Tensor trainLoss(std::span<const std::int64_t> pictures) override {
        const auto rows = at::tensor(at::ArrayRef<std::int64_t>(pictures.data(), pictures.size()), at::kLong);
        return probeLoss(m_layer(m_train.features.index_select(0, rows)), m_train.labels.index_select(0, rows),
                         m_exclusive);
    }
    base::Outcome<double> validationLoss(const std::stop_token& stop) override {
        if (stop.stop_requested()) return base::Cancelled{};
        return probeLoss(m_layer(m_validation.features), m_validation.labels, m_exclusive).item<double>();
    }
    [[nodiscard]] const torch::nn::Linear& layer() const { return m_layer; }

private:
    const ProbeData& m_train;
    const ProbeData& m_validation;
    bool m_exclusive;
    torch::nn::Linear m_layer;
};

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
    nets::seedEverything(settings.seed);
    ProbeLayer fitted(train, validation, exclusive);
    auto fit = fitLayers(fitted, settings, "training the linear layer", progress, stop);
    if (fit.cancelled()) return base::Cancelled{};
    if (fit.failed()) return fit.error();
    TrainedProbe probe = snapshot(fitted.layer());
    probe.curve = fit.value().curve;
    probe.bestEpoch = fit.value().bestEpoch;
    return probe;
}

}  // namespace asg::downstream
