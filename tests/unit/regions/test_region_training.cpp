#include "core/base/sha256.h"
#include "models/regions/region_trainer.h"
#include "models/regions/taught_boxes.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <sstream>

using namespace asg;
using regions::LabelSource;
using regions::LabelState;

namespace {

regions::RegionRecipe tinyRecipe() {
    regions::RegionRecipe recipe;
    recipe.network.image = {
        .imageSize = 32, .patch = 8, .width = 32, .depth = 1, .heads = 2, .convolutionalStem = true};
    recipe.network.regionHead = {.width = 32, .depth = 1, .heads = 2, .feedForward = 32};
    recipe.network.gateHead.emplace();
    recipe.steps = 6;
    recipe.batch = 4;
    recipe.phantomShare = 0;
    recipe.unlabelledShare = 0;
    recipe.threads = 1;
    recipe.logEvery = 1;
    recipe.checkpointEvery = 2;
    recipe.bfloat16 = false;
    return recipe;
}

regions::RegionRecipe selfTeachingRecipe() {
    auto recipe = tinyRecipe();
    recipe.network.image.stemBlocks = {0, 1, 0, 0};
    recipe.selfTeachingFrom = 2;
    recipe.selfTeachingEvery = 2;
    recipe.taughtShare = 0.5;
    return recipe;
}

regions::RegionPool madePool() {
    regions::RegionPool pool;
    for (int i = 0; i < 3; ++i) {
        regions::PoolItem item;
        item.image = {40, 40, std::vector<std::uint8_t>(1600, static_cast<std::uint8_t>(40 * i)), ""};
        for (auto& label : item.sample.labels)
            label = {LabelState::Known, LabelSource::Read, {0.1 + 0.1 * i, 0.2, 0.6, 0.8}};
        pool.labelled.push_back(std::move(item));
    }
    return pool;
}

regions::RegionPool poolWithUnlabelled() {
    auto pool = madePool();
    for (int i = 0; i < 3; ++i) {
        regions::PoolItem item;
        item.image = {40, 40, std::vector<std::uint8_t>(1600, static_cast<std::uint8_t>(30 * i + 20)), ""};
        pool.unlabelled.push_back(std::move(item));
    }
    return pool;
}

/// Asks a training to stop once it says that it taught itself boxes.
class StopsAtTeaching : public std::stringbuf {
public:
    explicit StopsAtTeaching(std::stop_source& stop) : m_stop(stop) {}

protected:
    std::streamsize xsputn(const char* text, std::streamsize size) override {
        const auto written = std::stringbuf::xsputn(text, size);
        if (str().find("boxes taught") != std::string::npos) m_stop.request_stop();
        return written;
    }

private:
    std::stop_source& m_stop;
};

std::filesystem::path pathOf(const QTemporaryDir& folder) {
    return folder.path().toStdString();
}

std::string weightsOf(const QTemporaryDir& folder) {
    return *base::sha256OfFile(pathOf(folder) / "weights.safetensors");
}

}  // namespace

class TestRegionTraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedGivesTheSameWeights() {
        const QTemporaryDir first;
        const QTemporaryDir second;
        std::ostringstream messages;
        auto pool = madePool();
        for (const auto* folder : {&first, &second})
            QVERIFY(regions::trainRegions(tinyRecipe(), pool, pathOf(*folder), {}, messages, {}).done());
        QCOMPARE(weightsOf(first), weightsOf(second));
    }

    void aTrainingThatWasStoppedGoesOnAsIfItHadNotBeen() {
        const QTemporaryDir whole;
        const QTemporaryDir broken;
        std::ostringstream messages;
        auto pool = madePool();
        QVERIFY(regions::trainRegions(tinyRecipe(), pool, pathOf(whole), {}, messages, {}).done());

        // A stop that is asked for before the first step still ends after it, with a checkpoint.
        std::stop_source stop;
        stop.request_stop();
        for (int step = 1; step <= 3; ++step) {
            const auto part = regions::trainRegions(tinyRecipe(), pool, pathOf(broken), {.resume = step > 1}, messages,
                                                    stop.get_token());
            QVERIFY(part.cancelled());
        }
        const auto rest = regions::trainRegions(tinyRecipe(), pool, pathOf(broken), {.resume = true}, messages, {});
        QVERIFY(rest.done());
        QCOMPARE(rest.value().stepsOfThisRun, std::int64_t{3});
        QCOMPARE(weightsOf(whole), weightsOf(broken));
    }

    void aTrainingThatWasStoppedBehindItsTeachingGoesOnAsIfItHadNotBeen() {
        const QTemporaryDir whole;
        const QTemporaryDir broken;
        std::ostringstream messages;
        auto first = poolWithUnlabelled();
        QVERIFY(regions::trainRegions(selfTeachingRecipe(), first, pathOf(whole), {}, messages, {}).done());
        QVERIFY(messages.str().find("boxes taught") != std::string::npos);

        std::stop_source stop;
        StopsAtTeaching buffer(stop);
        std::ostream stopping(&buffer);
        auto second = poolWithUnlabelled();
        QVERIFY(regions::trainRegions(selfTeachingRecipe(), second, pathOf(broken), {}, stopping, stop.get_token())
                    .cancelled());
        auto third = poolWithUnlabelled();
        const auto rest =
            regions::trainRegions(selfTeachingRecipe(), third, pathOf(broken), {.resume = true}, messages, {});
        QVERIFY(rest.done());
        QCOMPARE(rest.value().stepsOfThisRun, std::int64_t{3});
        QCOMPARE(weightsOf(whole), weightsOf(broken));
    }

    /// A training that goes on must learn from the same boxes, to the last digit.
    void boxesThatItTaughtItselfReadBackTheSame() {
        auto taught = poolWithUnlabelled().unlabelled;
        const regions::RegionLabel label{LabelState::Known, LabelSource::SelfTaught, {0.1, 1.0 / 3, 0.7, 0.9}};
        taught[1].sample.labels[5] = label;
        auto blank = poolWithUnlabelled().unlabelled;
        regions::takeTaughtBoxes(regions::taughtBoxes(taught), blank);
        const auto& restored = blank[1].sample.labels[5];
        QCOMPARE(restored.source, LabelSource::SelfTaught);
        QCOMPARE(restored.boxInFractions.y1, label.boxInFractions.y1);
        QCOMPARE(blank[0].sample.labels[5].state, LabelState::Unknown);
    }

    void aCheckpointOfAnotherRecipeIsRefused() {
        const QTemporaryDir folder;
        std::ostringstream messages;
        auto pool = madePool();
        QVERIFY(regions::trainRegions(tinyRecipe(), pool, pathOf(folder), {}, messages, {}).done());
        auto other = tinyRecipe();
        other.learningRate *= 2;
        const auto refused = regions::trainRegions(other, pool, pathOf(folder), {.resume = true}, messages, {});
        QVERIFY(refused.failed());
        QCOMPARE(refused.error().code, base::ErrorCode::InvalidData);
    }

    /// Going on with other pictures or boxes would give weights that no training of either data gives.
    void aCheckpointOfOtherDataIsRefused() {
        const QTemporaryDir folder;
        std::ostringstream messages;
        auto pool = poolWithUnlabelled();
        QVERIFY(regions::trainRegions(selfTeachingRecipe(), pool, pathOf(folder), {}, messages, {}).done());
        const auto resume = [&](regions::RegionPool other) {
            return regions::trainRegions(selfTeachingRecipe(), other, pathOf(folder), {.resume = true}, messages, {});
        };
        QVERIFY(resume(poolWithUnlabelled()).done());
        auto moved = poolWithUnlabelled();
        moved.labelled[1].sample.labels[7].boxInFractions.x1 += 1e-9;
        auto absent = poolWithUnlabelled();
        absent.labelled[2].sample.labels[3].state = LabelState::Absent;
        auto another = poolWithUnlabelled();
        another.unlabelled[0].image.sha256 = "another";
        auto fewer = poolWithUnlabelled();
        fewer.unlabelled.pop_back();
        auto dealt = poolWithUnlabelled();
        dealt.labelled.push_back(dealt.unlabelled.back());
        dealt.unlabelled.pop_back();
        for (auto* pool2 : {&moved, &absent, &another, &fewer, &dealt}) {
            const auto refused = resume(*pool2);
            QVERIFY(refused.failed());
            QCOMPARE(refused.error().code, base::ErrorCode::InvalidData);
        }
    }

    void aCheckpointThatBeganWithOtherWeightsIsRefused() {
        const QTemporaryDir first;
        const QTemporaryDir other;
        const QTemporaryDir folder;
        std::ostringstream messages;
        auto pool = madePool();
        auto otherSeed = tinyRecipe();
        otherSeed.seed = 2;
        QVERIFY(regions::trainRegions(tinyRecipe(), pool, pathOf(first), {}, messages, {}).done());
        QVERIFY(regions::trainRegions(otherSeed, pool, pathOf(other), {}, messages, {}).done());
        const auto train = [&](regions::RegionTrainingStart start) {
            return regions::trainRegions(tinyRecipe(), pool, pathOf(folder), start, messages, {});
        };
        QVERIFY(train({pathOf(first), false}).done());
        QVERIFY(train({pathOf(first), true}).done());
        QVERIFY(train({pathOf(other), true}).failed());
        QVERIFY(train({{}, true}).failed());
    }

    void aTruncatedCheckpointIsRefused() {
        const QTemporaryDir folder;
        std::ostringstream messages;
        auto pool = madePool();
        QVERIFY(regions::trainRegions(tinyRecipe(), pool, pathOf(folder), {}, messages, {}).done());
        std::filesystem::resize_file(pathOf(folder) / "checkpoint.pt", 1000);
        const auto refused = regions::trainRegions(tinyRecipe(), pool, pathOf(folder), {.resume = true}, messages, {});
        QVERIFY(refused.failed());
        QCOMPARE(refused.error().code, base::ErrorCode::Corrupt);
        // In a sentence, not in LibTorch's stack of calls.
        const auto& text = refused.error().text;
        QVERIFY2(text.find("checkpoint.pt: this checkpoint is damaged or cut off.") != std::string::npos, text.c_str());
        QVERIFY2(text.find('\n') == std::string::npos && text.find("frame") == std::string::npos, text.c_str());
    }

    void aRecipeThatIsNoObjectIsRefusedInWords() {
        const QTemporaryDir folder;
        const auto path = pathOf(folder) / "recipe.json";
        for (const auto& [text, says] :
             {std::pair{"[]", "it must be a JSON object"},
              std::pair{R"({"augmentation": []})", "augmentation must be an object"},
              std::pair{R"({"network": {"regionHead": {}}, "frozenStages": 2})", "frozenStages must be 0 but for"},
              std::pair{R"({"network": {"image": {"backbone": "densenet"}, "regionHead": {}}})",
                        "must be \"vit_base\" or"},
              std::pair{R"({"stepz": 3})", "\"stepz\" is not a known key"}}) {
            std::ofstream(path) << text;
            const auto read = regions::readRegionRecipe(path);
            QVERIFY(!read.ok());
            QCOMPARE(read.error().code, base::ErrorCode::InvalidData);
            QVERIFY2(read.error().text.find(says) != std::string::npos, read.error().text.c_str());
        }
    }

    void heldOutPatientsAreChosenByNameAlone() {
        int heldOut = 0;
        for (int i = 0; i < 500; ++i) heldOut += regions::isHeldOut("patient " + std::to_string(i), 5, 0) ? 1 : 0;
        QVERIFY(heldOut > 60 && heldOut < 140);
        QVERIFY(!regions::isHeldOut("anyone", 5, -1));
        for (int fold = 0, seen = 0; fold < 5; ++fold) {
            seen += regions::isHeldOut("patient 1", 5, fold) ? 1 : 0;
            if (fold == 4) QCOMPARE(seen, 1);
        }
    }
};

QTEST_APPLESS_MAIN(TestRegionTraining)
#include "test_region_training.moc"
