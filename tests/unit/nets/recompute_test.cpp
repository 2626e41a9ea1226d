// Activation checkpointing changes memory and nothing else: outputs, gradients, dropout, running statistics and what
// hooks see are those of a network that keeps everything.

#include "models/nets/recompute.h"

#include "models/nets/asg_network.h"
#include "models/nets/initialise.h"
#include "models/weights/module_state.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/autocast_mode.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <QtTest>
#include <c10/core/Allocator.h>
#include <c10/util/ThreadLocalDebugInfo.h>
#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <map>

using namespace asg;
using namespace asg::nets;

namespace {

NetworkConfig configOf(Backbone backbone) {
    NetworkConfig config;
    config.image.backbone = backbone;
    config.image.imageSize = 32;
    config.image.patch = backbone == Backbone::EfficientnetLite ? 16 : 4;
    config.image.width = 32;
    config.image.depth = 6;
    config.image.heads = 2;
    config.image.resnetResize = 64;
    config.image.resnetWidth = 8;
    config.image.resnetBlocks = {2, 2, 2, 2};
    config.image.liteWidth = 0.2;
    config.image.litePyramid = 16;
    config.text.emplace();
    config.text->vocabularySize = 50;
    config.text->width = 32;
    config.text->depth = 6;
    config.text->heads = 2;
    config.text->intermediate = 64;
    config.text->dropout = 0.2;
    config.text->maximumTokens = 24;
    return config;
}

/// The most memory that Torch's CPU tensors of this thread held at once, in bytes.
class MemoryWatch final : public c10::MemoryReportingInfoBase {
public:
    void reportMemoryUsage(void* /*where*/, std::int64_t bytes, std::size_t /*total*/, std::size_t /*reserved*/,
                           c10::Device /*device*/) override {
        m_now += bytes;
        m_peak = std::max(m_peak, m_now);
    }
    [[nodiscard]] bool memoryProfilingEnabled() const override { return true; }
    [[nodiscard]] std::int64_t peak() const { return m_peak; }

private:
    std::int64_t m_now = 0;
    std::int64_t m_peak = 0;
};

/// As training::MixedPrecision, which lies in a room above this one.
class Autocast {
public:
    explicit Autocast(bool wanted) {
        at::autocast::set_autocast_dtype(at::kCPU, at::kBFloat16);
        at::autocast::set_autocast_enabled(at::kCPU, wanted);
    }
    ~Autocast() {
        at::autocast::clear_cache();
        at::autocast::set_autocast_enabled(at::kCPU, false);
    }
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;
};

/// Counts how often a gradient is complete.
class CountingHook final : public torch::autograd::PostAccumulateGradHook {
public:
    explicit CountingHook(int& count) : m_count(count) {}
    void operator()(const at::Tensor& /*parameter*/) override { ++m_count; }

private:
    int& m_count;
};

double relativeDifference(const at::Tensor& actual, const at::Tensor& expected) {
    const double scale = std::max(expected.abs().max().item<double>(), 1e-12);
    return (actual - expected).abs().max().item<double>() / scale;
}

struct Outcome {
    at::Tensor loss;
    std::map<std::string, at::Tensor> gradients;
    weights::TensorMap state;  ///< running statistics among it
    at::Tensor nextRandom;
    std::map<std::string, int> hookCalls;
    std::int64_t peakBytes = 0;
};

/// Two steps without an optimiser: the second meets the running statistics and the random numbers that the first left.
Outcome run(Backbone backbone, bool recomputing, bool bfloat16) {
    seedEverything(3);
    AsgNetwork network(configOf(backbone));
    network->train();
    const auto images = at::randn({4, 3, 32, 32});
    const auto ids = at::randint(50, {4, 24}, at::kLong);
    const auto mask = at::ones({4, 24}, at::kBool);
    const auto words = at::zeros({4, 24}, at::kLong);
    auto* text = dynamic_cast<BertImpl*>(network->named_children()["text_encoder"].get());
    Outcome outcome;
    for (const auto& parameter : network->named_parameters())
        torch::autograd::impl::set_post_acc_grad_hooks(
            parameter.value(), std::make_unique<CountingHook>(outcome.hookCalls[parameter.key()]));
    const auto watch = std::make_shared<MemoryWatch>();
    for (int step = 0; step < 2; ++step) {
        const c10::DebugInfoGuard watching(c10::DebugInfoKind::PROFILER_STATE, watch);
        at::Tensor features;
        at::Tensor states;
        {
            const Autocast precision(bfloat16);
            const RecomputeScope scope(recomputing);
            const auto image = network->encodeImages(images);
            features = image.local.to(at::kFloat).square().mean() + image.global.to(at::kFloat).square().mean();
            states = text->forward(ids, mask).to(at::kFloat);
        }
        outcome.loss = features + (states * states.detach().sin()).mean();
        outcome.loss.backward();
    }
    outcome.peakBytes = watch->peak();
    for (const auto& parameter : network->named_parameters())
        if (parameter.value().grad().defined()) outcome.gradients[parameter.key()] = parameter.value().grad();
    outcome.state = weights::stateOf(*network);
    outcome.nextRandom = at::randn({4});
    return outcome;
}

}  // namespace

class RecomputeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void numbersAreThoseOfANetworkThatKeepsEverything_data() {
        QTest::addColumn<int>("backbone");
        QTest::addColumn<bool>("bfloat16");
        QTest::addColumn<double>("tolerance");
        // Layers of a ResNet and of an EfficientNet have several readers: their gradients are added in another order,
        // which bfloat16 shows most.
        QTest::newRow("ViT and BERT") << static_cast<int>(Backbone::VitBase) << false << 0.0;
        QTest::newRow("ViT and BERT, bfloat16") << static_cast<int>(Backbone::VitBase) << true << 0.0;
        QTest::newRow("ResNet and BERT") << static_cast<int>(Backbone::Resnet50) << false << 1e-5;
        QTest::newRow("ResNet and BERT, bfloat16") << static_cast<int>(Backbone::Resnet50) << true << 0.1;
        QTest::newRow("EfficientNet and BERT") << static_cast<int>(Backbone::EfficientnetLite) << false << 1e-4;
    }

    void numbersAreThoseOfANetworkThatKeepsEverything() {
        QFETCH(int, backbone);
        QFETCH(bool, bfloat16);
        QFETCH(double, tolerance);
        const auto kept = run(static_cast<Backbone>(backbone), false, bfloat16);
        const auto again = run(static_cast<Backbone>(backbone), true, bfloat16);
        QVERIFY(at::equal(kept.loss, again.loss));
        QVERIFY(at::equal(kept.nextRandom, again.nextRandom));
        QVERIFY(kept.gradients.size() > 60);
        QCOMPARE(again.gradients.size(), kept.gradients.size());
        for (const auto& [name, gradient] : kept.gradients) {
            QVERIFY2(again.gradients.contains(name), name.c_str());
            const double difference = relativeDifference(again.gradients.at(name), gradient);
            QVERIFY2(difference <= tolerance, qPrintable(QString("%1 %2").arg(name.c_str()).arg(difference)));
        }
        for (const auto& [name, tensor] : kept.state) QVERIFY2(at::equal(tensor, again.state.at(name)), name.c_str());
        QVERIFY(kept.hookCalls == again.hookCalls);
        qInfo("at most %lld KiB of tensors instead of %lld", static_cast<long long>(again.peakBytes >> 10),
              static_cast<long long>(kept.peakBytes >> 10));
        QVERIFY(again.peakBytes < kept.peakBytes);
    }

    void dropoutIsAtWorkInWhatIsCompared() {
        AsgNetwork network(configOf(Backbone::VitBase));
        network->train();
        auto* text = dynamic_cast<BertImpl*>(network->named_children()["text_encoder"].get());
        const RecomputeScope scope(true);
        const auto ids = at::randint(50, {4, 24}, at::kLong);
        const auto mask = at::ones({4, 24}, at::kBool);
        QVERIFY(!at::equal(text->forward(ids, mask), text->forward(ids, mask)));
    }

    void withoutGradientsItIsAPlainCall() {
        const at::NoGradGuard noGradient;
        const RecomputeScope scope(true);
        torch::nn::Linear layer(3, 2);
        const auto input = at::randn({5, 3});
        const auto output = runBlock(layer.ptr(), [layer](const auto& in) mutable { return layer(in[0]); }, {input});
        QVERIFY(!output.requires_grad());
        QVERIFY(at::equal(output, layer(input)));
    }

    void frozenParametersGetNoGradientAndInputsDo() {
        const RecomputeScope scope(true);
        torch::nn::Linear layer(3, 2);
        layer->weight.set_requires_grad(false);
        const auto input = at::randn({5, 3}).requires_grad_();
        const auto output = runBlock(layer.ptr(), [layer](const auto& in) mutable { return layer(in[0]); }, {input});
        output.sum().backward();
        QVERIFY(!layer->weight.grad().defined());
        QVERIFY(layer->bias.grad().defined());
        QVERIFY(at::equal(input.grad(), layer->weight.sum(0).expand({5, 3})));
    }
};

QTEST_GUILESS_MAIN(RecomputeTest)
#include "recompute_test.moc"
