// The head that tells a mirrored picture: what its symmetry promises, whatever its weights are.

#include "models/nets/asg_network.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/randn_like.h>
#include <QtTest>

using namespace asg::nets;

namespace {

constexpr auto kMirroredLogit = static_cast<std::int64_t>(GateQuestion::Mirrored);

NetworkConfig configOf(Backbone backbone) {
    NetworkConfig config;
    config.image.backbone = backbone;
    config.image.imageSize = 64;
    config.image.patch = 8;
    config.image.width = 16;
    config.image.depth = 1;
    config.image.heads = 2;
    config.image.resnetResize = 64;
    config.image.resnetWidth = 4;
    config.image.resnetBlocks = {1, 1, 1, 1};
    config.image.liteWidth = 0.25;
    config.image.litePyramid = 8;
    config.gateHead.emplace().hidden = 4;
    return config;
}

}  // namespace

class MirrorHeadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMapAndItsMirrorImageGetOppositeAnswers() {
        const at::NoGradGuard off;
        for (const int side : {2, 6, 8})
            for (const int width : {12, 13}) {
                MirrorHead head(MirrorHeadConfig{side}, 5);
                head->weight().copy_(at::randn_like(head->weight()));
                const auto map = at::randn({3, 5, 12, width});
                const auto said = head(map);
                QCOMPARE(said.sizes(), at::IntArrayRef({3}));
                QVERIFY(said.abs().min().item<double>() > 1e-4);
                QVERIFY(at::allclose(said, -head(map.flip(3)), 1e-4, 1e-5));
                // What is the same left and right says neither.
                QVERIFY(head(map + map.flip(3)).abs().max().item<double>() < 1e-4);
            }
    }

    void itAnswersForMirroredPicturesInTheGatesPlaceAlone() {
        const at::NoGradGuard off;
        for (const auto backbone : {Backbone::EfficientnetLite, Backbone::VitBase, Backbone::Resnet50}) {
            auto config = configOf(backbone);
            AsgNetwork plain(config);
            config.mirrorHead.emplace().side = 4;
            AsgNetwork network(config);
            network->eval();
            network->mirrorHead()->weight().copy_(at::randn_like(network->mirrorHead()->weight()));
            const auto features = network->encodeImages(at::randn({2, 3, 64, 64}));
            const auto said = network->askGate(features);
            QCOMPARE(said.sizes(), at::IntArrayRef({2, kGateQuestions}));
            const auto byItself = network->sideDifferences(features).matmul(network->mirrorHead()->weight());
            QVERIFY(at::allclose(said.select(1, kMirroredLogit), byItself));
            // Without it the gate's own answers are there, all of them.
            network->mirrorHead()->weight().zero_();
            auto others = network->askGate(features);
            QVERIFY(others.select(1, kMirroredLogit).abs().max().item<double>() == 0);
            QVERIFY(at::equal(others.select(1, 0), said.select(1, 0)) &&
                    at::equal(others.select(1, 3), said.select(1, 3)));
            QVERIFY(!plain->hasMirrorHead() && network->hasMirrorHead());
            QVERIFY(plain->askGate(features).select(1, kMirroredLogit).abs().max().item<double>() > 0);
        }
    }

    void anEncoderOfAnotherTypeIsComparedInFloat32() {
        const at::NoGradGuard off;
        auto config = configOf(Backbone::EfficientnetLite);
        config.mirrorHead.emplace();
        AsgNetwork network(config);
        network->eval();
        network->mirrorHead()->weight().fill_(1);
        network->setEncoderType(at::kBFloat16);
        const auto said = network->askGate(network->encodeImages(at::ones({1, 3, 64, 64})));
        QVERIFY(said.scalar_type() == at::kFloat);
        QVERIFY(said.isfinite().all().item<bool>());
    }
};

QTEST_GUILESS_MAIN(MirrorHeadTest)
#include "mirror_head_test.moc"
