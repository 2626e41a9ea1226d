// A training begins with the parts that a folder holds whole; what it lacks stays as it was, what does not fit is said.

#include "models/weights/take_parts.h"

#include "models/nets/asg_network.h"
#include "models/weights/module_state.h"

#include <ATen/ops/equal.h>
#include <ATen/ops/zeros.h>
#include <QtTest>

using namespace asg;

namespace {

nets::NetworkConfig liteConfig(int pyramid) {
    nets::NetworkConfig config;
    config.image.backbone = nets::Backbone::EfficientnetLite;
    config.image.imageSize = 32;
    config.image.liteWidth = 0.1;
    config.image.liteDepth = 0.3;
    config.image.litePyramid = pyramid;
    return config;
}

}  // namespace

class TakeParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPyramidIsAPartOfItsOwn() {
        QCOMPARE(weights::partOfName("image_encoder.pyramid.lateral.0.bias"),
                 std::string_view("image_encoder.pyramid"));
        QCOMPARE(weights::partOfName("image_encoder.pyramids.bias"), std::string_view("image_encoder"));
        QCOMPARE(weights::partOfName("region_head.queries"), std::string_view("region_head"));
    }

    void partsThatAreLackingStayAsTheyWere() {
        const nets::AsgNetwork start(liteConfig(0));
        auto config = liteConfig(8);
        config.gateHead.emplace();
        nets::AsgNetwork network(config);
        const auto before = weights::stateOf(*network);
        const auto given = weights::stateOf(*start);
        const auto parts = weights::takeParts(*network, given);
        QVERIFY2(parts.ok(), parts.ok() ? "" : parts.error().text.c_str());
        QVERIFY(parts->taken == std::set<std::string>{"image_encoder"});
        QVERIFY((parts->fresh == std::set<std::string>{"image_encoder.pyramid", "gate_head"}));
        for (const auto& [name, tensor] : weights::stateOf(*network))
            QVERIFY2(at::equal(tensor, given.contains(name) ? given.at(name) : before.at(name)), name.c_str());
    }

    void whatTheNetworkHasNoPartForIsPassedOver() {
        const nets::AsgNetwork start(liteConfig(8));
        nets::AsgNetwork network(liteConfig(0));
        QVERIFY(weights::takeParts(*network, weights::stateOf(*start)).ok());
    }

    void aPartThatDoesNotFitIsNamed() {
        const nets::AsgNetwork start(liteConfig(0));
        nets::AsgNetwork network(liteConfig(0));
        const std::string name = "image_encoder._blocks.2._bn0.weight";
        const auto refused = [&](weights::TensorMap tensors, const std::string& says) {
            const auto parts = weights::takeParts(*network, tensors);
            return !parts.ok() && parts.error().text.find(says) != std::string::npos;
        };
        auto lacking = weights::stateOf(*start);
        lacking.erase(name);
        QVERIFY(refused(lacking, name + " is missing"));
        auto misshaped = weights::stateOf(*start);
        misshaped[name] = at::zeros({3});
        QVERIFY(refused(misshaped, name + " has another shape"));
        auto foreign = weights::stateOf(*start);
        foreign["image_encoder._blocks.99._bn0.weight"] = at::zeros({3});
        QVERIFY(refused(foreign, "image_encoder._blocks.99._bn0.weight is no tensor"));
        auto old = weights::stateOf(*start);
        old.erase("image_encoder._bn0.num_batches_tracked");
        old.erase(name);
        QVERIFY(weights::takeParts(*network, old, {name}).ok());
    }
};

QTEST_APPLESS_MAIN(TakeParts)
#include "take_parts_test.moc"
