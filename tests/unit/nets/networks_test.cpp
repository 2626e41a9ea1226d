// What the golden files do not say of the network: seeds, precision, gradients where nothing is real, loading weights
// that do not fit, the frozen queries.

#include "models/nets/asg_network.h"
#include "models/nets/initialise.h"
#include "models/nets/objectives.h"
#include "models/nets/roi_align.h"
#include "models/nets/unfilled.h"
#include "models/weights/module_state.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <QtTest>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

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

    void anUnfilledNetworkCostsNoRandomNumbersAndTakesItsValuesAsTheyCome() {
        seedEverything(5);
        const auto expected = at::randn({1}).item<float>();
        AsgNetwork source(smallConfig());
        auto state = weights::stateOf(*source);
        seedEverything(5);
        auto network = [] {
            const Unfilled unfilled;
            return AsgNetwork(smallConfig());
        }();
        QCOMPARE(at::randn({1}).item<float>(), expected);
        weights::StateLoader loader(*network);
        std::erase_if(state, [](const auto& item) { return item.first.ends_with("num_batches_tracked"); });
        for (const auto& [name, tensor] : state) loader.adopt(name, tensor);
        QVERIFY(loader.finish().ok());
        QVERIFY(sameState(weights::stateOf(*source), weights::stateOf(*network)));  // counters are zero
        const auto own = network->named_parameters()["image_encoder.norm.weight"];
        QCOMPARE(own.data_ptr(), state.at("image_encoder.norm.weight").data_ptr());
        QVERIFY(own.requires_grad());
    }

    void aPartThatIsLeftOutIsCheckedAllTheSame() {
        AsgNetwork network(smallConfig());
        auto state = weights::stateOf(*network);
        state["text_encoder.embeddings.word_embeddings.weight"] = at::zeros({3});
        weights::StateLoader loader(*network);
        for (const auto& [name, tensor] : state)
            if (AsgNetworkImpl::isOfEmbeddings(name))
                loader.pass(name, tensor);
            else
                loader.adopt(name, tensor);
        const auto loaded = loader.finish();
        QVERIFY(!loaded.ok());
        QVERIFY(loaded.error().text.find("word_embeddings") != std::string::npos);
    }

    void whatANetworkDropsIsGoneAndTheRestStays() {
        const at::NoGradGuard noGradient;
        AsgNetwork network(smallConfig());
        network->eval();
        const auto images = at::randn({1, 3, 16, 16});
        const auto before = network->findRegions(network->encodeImages(images)).boxes;
        network->dropEmbeddings();
        QVERIFY(!network->hasImageEmbeddings() && !network->hasTextEmbeddings());
        for (const auto& [name, tensor] : weights::stateOf(*network))
            QVERIFY2(!AsgNetworkImpl::isOfEmbeddings(name), name.c_str());
        QVERIFY(at::equal(before, network->findRegions(network->encodeImages(images)).boxes));
    }

    void encodersInBfloat16LeaveHeadsAndOutputsInFloat32() {
        const at::NoGradGuard noGradient;
        AsgNetwork network(smallConfig());
        network->eval();
        const auto images = at::randn({2, 3, 16, 16});
        const TextBatch texts{at::full({1, 4}, 7, at::kLong), at::full({1, 4}, true, at::kBool),
                              at::arange(4).view({1, 4})};
        const auto say = [&] {
            const auto features = network->encodeImages(images);
            return std::vector{features.local, network->findRegions(features).boxes,
                               network->recogniseTags(features, true).attention, network->embedImages(features).local,
                               network->embedTexts(texts).words};
        };
        const auto float32 = say();
        network->setEncoderType(at::kBFloat16);
        const auto bfloat16 = say();
        for (std::size_t i = 0; i < float32.size(); ++i) {
            QVERIFY(bfloat16[i].scalar_type() == at::kFloat);
            const auto difference = (float32[i] - bfloat16[i]).abs().max().item<float>();
            QVERIFY2(difference > 0 && difference < 0.1F, std::to_string(difference).c_str());
        }
        for (const auto& item : network->named_parameters()) {
            const bool encoder = item.key().starts_with("image_encoder") || item.key().starts_with("text_encoder");
            QVERIFY2((item.value().scalar_type() == at::kBFloat16) == encoder, item.key().c_str());
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
