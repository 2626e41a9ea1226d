// Findings taught in the steps of a region training: which pictures teach what, and what earns nothing.

#include "models/tags/tag_objective.h"

#include <ATen/ops/full.h>
#include <ATen/ops/randn.h>
#include <QtTest>

#include <cmath>

using namespace asg;

namespace {

constexpr std::size_t kPictures = 8;

domain::TagId tagOf(const char* name) {
    return *domain::tagFromName(name);
}

/// Edema in the first half; masses in one picture; opacity as radiologists saw it in pictures 0 and 1 and in no other.
std::vector<tags::LabelledPicture> madePictures() {
    std::vector<tags::LabelledPicture> pictures;
    for (std::size_t i = 0; i < kPictures; ++i) {
        tags::LabelledPicture picture;
        picture.path = "p" + std::to_string(i);
        picture.patient = picture.path;
        picture.view = i % 2 == 0 ? tags::View::PA : tags::View::AP;
        picture.source = i % 4 < 2 ? "one" : "other";
        for (const auto tag : tags::nihTags()) picture.tags[tag.value] = false;
        picture.tags[tagOf("edema").value] = i < kPictures / 2;
        picture.tags[tagOf("mass").value] = i == 3;
        picture.radiologists = i < 2 ? tags::RadiologistClass::Opacity : tags::RadiologistClass::AbnormalWithoutOpacity;
        pictures.push_back(std::move(picture));
    }
    return pictures;
}

nets::AsgNetwork madeNetwork() {
    nets::NetworkConfig config;
    config.image = {.imageSize = 32, .patch = 8, .width = 16, .depth = 1, .heads = 2};
    config.tagDecoder = {
        .queryWidth = 16, .width = 16, .depth = 1, .heads = 2, .feedForward = 16, .learnedQueries = true};
    torch::manual_seed(4);
    nets::AsgNetwork network(config);
    network->eval();
    return network;
}

/// Pictures as a batch shows them; `Shown` holds what the references point to.
struct Batch {
    std::vector<regions::PoolItem> items;
    std::vector<regions::RegionExample> examples;
    nets::AsgNetwork network = madeNetwork();
    nets::ImageFeatures features;

    explicit Batch(const std::vector<std::string>& paths) : items(paths.size()), examples(paths.size()) {
        for (std::size_t i = 0; i < paths.size(); ++i) items[i].sample.path = paths[i];
        torch::manual_seed(5);
        features = network->encodeImages(at::randn({static_cast<std::int64_t>(paths.size()), 3, 32, 32}));
    }
    [[nodiscard]] double loss(tags::TagObjective& objective) {
        std::vector<regions::ShownPicture> shown;
        for (std::size_t i = 0; i < items.size(); ++i) shown.push_back({items[i], examples[i]});
        return objective.loss(network, features, shown).item<double>();
    }
};

}  // namespace

class TestTagObjective : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tagsWithEnoughPositivePicturesAreTaught() {
        const tags::TagObjective objective({1, 0, 2}, madePictures(), {});
        QCOMPARE(objective.taught().size(), std::size_t{2});
        QVERIFY(objective.taught()[0].tag == tagOf("opacity"));
        QCOMPARE(objective.taught()[0].positives, 2);
        QCOMPARE(objective.taught()[0].negatives, 6);
        QVERIFY(objective.taught()[1].tag == tagOf("edema"));
        QCOMPARE(tags::TagObjective({1, 0, 1}, madePictures(), {}).taught().size(), std::size_t{3});
        QCOMPARE(objective.paths().size(), kPictures);
    }

    void onlyLabelledPicturesThatAreShownAsTheyAreTeach() {
        tags::TagObjective objective({1, 0, 2}, madePictures(), {});
        Batch alone({"p0"});
        const double expected = alone.loss(objective);
        QVERIFY(expected > 0);
        Batch unknown({"elsewhere"});
        QCOMPARE(unknown.loss(objective), 0.0);
        for (const auto variant : {regions::GateVariant::Inverted, regions::GateVariant::Rotated,
                                   regions::GateVariant::Mirrored, regions::GateVariant::NotChest}) {
            Batch turned({"p0"});
            turned.examples[0].variant = variant;
            QCOMPARE(turned.loss(objective), 0.0);
        }
    }

    /// A network that says nothing answers with the share of its view and source: exactly the labels' entropy there.
    void viewAndSourceEarnNothing() {
        auto pictures = madePictures();
        for (auto& picture : pictures) picture.radiologists.reset();
        tags::TagObjective objective({1, 0, 4}, pictures, {});
        QCOMPARE(objective.taught().size(), std::size_t{1});
        for (const auto* path : {"p0", "p4"}) {
            Batch batch({path});
            auto parameters = batch.network->named_parameters();
            parameters["tag_decoder.mlp_head.weight"].set_data(at::full({1, 16}, 0.0));
            parameters["tag_decoder.mlp_head.bias"].set_data(at::full({1}, 0.0));
            // Of view PA and source "one" there are p0, with edema, and p4, without; one of each is added.
            QVERIFY(std::abs(batch.loss(objective) - std::log(2.0)) < 1e-5);
        }
    }

    void aMapIsTaughtByTheBoxesOfItsTagWhereThePictureLies() {
        const auto opacity = tagOf("opacity");
        const auto withBox = [&](const char* path, const base::Box& box, domain::TagId tag) {
            return tags::LesionBoxes{{path, {{tag, box}}}};
        };
        const auto mapLoss = [&](const tags::LesionBoxes& boxes, const regions::Placement& placement) {
            tags::TagObjective objective({0, 1, 2}, madePictures(), boxes);
            Batch batch({"p0"});
            batch.examples[0].placement = placement;
            return batch.loss(objective);
        };
        const regions::Placement asItIs(40, 40);
        QCOMPARE(mapLoss({}, asItIs), 0.0);
        QCOMPARE(mapLoss(withBox("p0", {0, 0, 1, 1}, tagOf("mass")), asItIs), 0.0);
        QCOMPARE(mapLoss(withBox("p1", {0, 0, 1, 1}, opacity), asItIs), 0.0);
        QVERIFY(std::abs(mapLoss(withBox("p0", {0, 0, 1, 1}, opacity), asItIs)) < 1e-3);
        const double quarter = mapLoss(withBox("p0", {0, 0, 0.5, 0.5}, opacity), asItIs);
        QVERIFY(quarter > 0.5);
        // The same cells, as the upper left quarter of a picture that was cut and enlarged.
        regions::Placement cut(40, 40);
        cut.show({0.5, 0.5, 1, 1}, 0);
        QVERIFY(std::abs(mapLoss(withBox("p0", {0.5, 0.5, 0.75, 0.75}, opacity), cut) - quarter) < 1e-3);
        QCOMPARE(mapLoss(withBox("p0", {0, 0, 0.4, 0.4}, opacity), cut), 0.0);
    }

    void otherLabelsOrBoxesAreAnotherTraining() {
        const tags::LesionBoxes boxes{{"p0", {{tagOf("opacity"), {0, 0, 0.5, 0.5}}}}};
        const std::string identity = tags::TagObjective({1, 0.5, 2}, madePictures(), boxes).identity();
        QVERIFY(tags::TagObjective({1, 0.5, 2}, madePictures(), boxes).identity() == identity);
        QVERIFY(tags::TagObjective({1, 0.5, 2}, madePictures(), {}).identity() != identity);
        QVERIFY(tags::TagObjective({1, 0.25, 2}, madePictures(), boxes).identity() != identity);
        auto pictures = madePictures();
        pictures[6].radiologists.reset();
        QVERIFY(tags::TagObjective({1, 0.5, 2}, pictures, boxes).identity() != identity);
    }
};

QTEST_APPLESS_MAIN(TestTagObjective)
#include "test_tag_objective.moc"
