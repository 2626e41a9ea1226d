// What the golden files do not say of the network: seeds, precision, gradients where nothing is real, loading weights
// that do not fit, the frozen queries.

#include "models/nets/asg_network.h"
#include "models/nets/initialise.h"
#include "models/nets/objectives.h"
#include "models/nets/roi_align.h"
#include "models/weights/module_state.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <QtTest>

#include <algorithm>
#include <limits>

using namespace asg;
using namespace asg::nets;

namespace {

NetworkConfig smallConfig() {
    NetworkConfig config;
    config.image.imageSize = 16;
    config.image.patch = 4;
    config.image.width = 16;
    config.image.depth = 2;
    config.image.heads = 2;
    config.text.emplace();
    config.text->vocabularySize = 30;
    config.text->width = 16;
    config.text->depth = 1;
    config.text->heads = 2;
    config.text->intermediate = 20;
    config.projection = ProjectionConfig{12, 8};
    config.tagDecoder.emplace();
    config.tagDecoder->tags = 5;
    config.tagDecoder->queryWidth = config.tagDecoder->width = 16;
    config.tagDecoder->depth = 2;
    config.tagDecoder->feedForward = 20;
    config.regionHead.emplace();
    return config;
}

bool sameState(const weights::TensorMap& a, const weights::TensorMap& b) {
    return std::ranges::equal(
        a, b, [](const auto& x, const auto& y) { return x.first == y.first && at::equal(x.second, y.second); });
}

}  // namespace

class NetworksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedGivesTheSameWeights() {
        seedEverything(5);
        const auto first = weights::stateOf(*AsgNetwork(smallConfig()));
        seedEverything(5);
        QVERIFY(sameState(first, weights::stateOf(*AsgNetwork(smallConfig()))));
        seedEverything(6);
        QVERIFY(!sameState(first, weights::stateOf(*AsgNetwork(smallConfig()))));
    }

    void everyOutputHasItsShape() {
        const at::NoGradGuard noGradient;
        AsgNetwork network(smallConfig());
        network->eval();
        const auto features = network->encodeImages(at::randn({3, 3, 16, 16}));
        QVERIFY((features.local.sizes() == at::IntArrayRef{3, 16, 16}));
        QCOMPARE(features.gridSide, 4);
        const auto tags = network->recogniseTags(features, true);
        QVERIFY((tags.attention.sizes() == at::IntArrayRef{3, 5, 16}));
        QVERIFY((tags.attention.sum(2) - 1).abs().max().item<float>() < 1e-5F);
        QVERIFY(tags.attention.min().item<float>() >= 0);
        QVERIFY((network->findRegions(features).boxes.sizes() == at::IntArrayRef{3, 29, 4}));
        const auto local = network->embedImages(features).local;
        QVERIFY((local.norm(2, -1) - 1).abs().max().item<float>() < 1e-5F);
    }

    void bfloat16StaysCloseToFloat32() {
        const at::NoGradGuard noGradient;
        AsgNetwork network(smallConfig());
        network->eval();
        const auto images = at::randn({2, 3, 16, 16});
        const auto exact = network->recogniseTags(network->encodeImages(images), false).logits;
        network->to(at::kBFloat16);
        const auto rough = network->recogniseTags(network->encodeImages(images.to(at::kBFloat16)), false).logits;
        QVERIFY(rough.scalar_type() == at::kFloat);
        QVERIFY((rough - exact).abs().max().item<float>() < 0.1F);
    }

    void batchesDoNotMix() {
        const at::NoGradGuard noGradient;
        AsgNetwork network(smallConfig());
        network->eval();
        const auto images = at::randn({2, 3, 16, 16});
        const auto both = network->embedImages(network->encodeImages(images)).global;
        const auto alone = network->embedImages(network->encodeImages(images.slice(0, 1, 2))).global;
        QVERIFY((both.slice(0, 1, 2) - alone).abs().max().item<float>() < 1e-5F);
    }

    void withoutRealSlotsTheAlignmentLossIsZeroAndHasGradients() {
        const auto regions = at::randn({2, 3, 4}).requires_grad_();
        const auto loss = regionSentenceLoss(regions, at::randn({2, 3, 4}), at::zeros({2}, at::kLong));
        loss.backward();
        QCOMPARE(loss.item<float>(), 0.0F);
        QCOMPARE(regions.grad().abs().max().item<float>(), 0.0F);
    }

    void withoutCountedLabelsTheTagLossIsZero() {
        const auto loss = tagLoss(at::randn({2, 3}), at::zeros({2, 3}), at::zeros({2, 3}, at::kBool));
        QCOMPARE(loss.item<float>(), 0.0F);
    }

    void boxesThatAreNoNumbersGiveZeros() {
        for (const double edge :
             {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 1e30}) {
            const auto pooled = roiAlign(at::randn({1, 16, 2}), at::full({1, 1, 4}, edge), 4);
            QCOMPARE(pooled.abs().max().item<float>(), 0.0F);
        }
    }

    void retrievalCountsHowManyAreBetter() {
        auto scores = at::zeros({2, 2});
        scores[0][0] = 1;
        scores[1][0] = 1;  // the second row's own column is only second best
        QCOMPARE(retrievalTopK(scores, 1).item<float>(), 0.5F);
        QCOMPARE(retrievalTopK(scores, 2).item<float>(), 1.0F);
    }

    void weightsThatDoNotFitAreRefusedByName() {
        AsgNetwork network(smallConfig());
        auto state = weights::stateOf(*network);
        QVERIFY(weights::loadState(*network, state).ok());
        state["foreign"] = at::zeros({1});
        state.erase("image_encoder.norm.weight");
        state["image_encoder.norm.bias"] = at::zeros({3});
        const auto loaded = weights::loadState(*network, state);
        QVERIFY(!loaded.ok());
        for (const char* name : {"foreign", "image_encoder.norm.weight", "image_encoder.norm.bias"}) {
            QVERIFY2(loaded.error().text.find(name) != std::string::npos, loaded.error().text.c_str());
        }
    }

    void frozenQueriesAreSavedAndNotTrained() {
        AsgNetwork network(smallConfig());
        network->tagDecoder()->setQueries(at::full({5, 16}, 0.5));
        QCOMPARE(weights::stateOf(*network).at("tag_decoder.queries").mean().item<float>(), 0.5F);
        for (const auto& parameter : network->named_parameters()) QVERIFY(parameter.key() != "tag_decoder.queries");
    }
};

QTEST_GUILESS_MAIN(NetworksTest)
#include "networks_test.moc"
