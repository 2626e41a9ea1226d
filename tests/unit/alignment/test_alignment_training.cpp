#include "core/analysis/models_library.h"
#include "core/analysis/similarity.h"
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "models/alignment/alignment_card.h"
#include "models/alignment/alignment_loss.h"
#include "models/alignment/alignment_trainer.h"
#include "models/inference/canary.h"
#include "models/inference/torch_backend.h"
#include "models/inference/verify_model.h"
#include "tests/support/tiny_region_model.h"

#undef slots
#include <ATen/ops/eye.h>
#include <ATen/ops/tensor.h>
#include <QtTest>

#include <atomic>
#include <thread>

using namespace asg;
using namespace asg::alignment;
using tests::pathOf;
using tests::TinyRegionModel;

namespace {

AlignmentRecipe tinyRecipe() {
    AlignmentRecipe recipe;
    recipe.text = {.width = 16,
                   .depth = 1,
                   .heads = 2,
                   .intermediate = 16,
                   .maximumPositions = 64,
                   .positions = nets::Positions::Sequential,
                   .maximumTokens = 64};
    recipe.projection = {.hidden = 16, .output = 8};
    recipe.vocabulary = 300;
    recipe.views = 2;
    recipe.steps = 6;
    recipe.batch = 3;
    recipe.phrases = 3;
    recipe.threads = 1;
    recipe.logEvery = 1;
    recipe.checkpointEvery = 2;
    recipe.augmentation.inverted = recipe.augmentation.rotated = 0;
    recipe.augmentation.mirrored = recipe.augmentation.notChest = 0;
    return recipe;
}

const PhraseCatalogue& catalogue() {
    static const auto made = makeCatalogue(std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology/en");
    if (!made) qFatal("%s", made.error().text.c_str());
    return *made;
}

AlignmentPool madePool() {
    AlignmentPool pool;
    for (int i = 0; i < 4; ++i) {
        pool.pictures.push_back(tests::markedPicture(i));
        tags::LabelledPicture labels;
        labels.path = pool.pictures.back().sample.path;
        for (const auto tag : tags::nihTags()) labels.tags[tag.value] = i % 2 == 0;
        pool.labels.emplace(labels.path, labels);
    }
    return pool;
}

base::Outcome<AlignmentSummary> train(const TinyRegionModel& start, const QTemporaryDir& out,
                                      const AlignmentRecipe& recipe, bool resume = false, std::stop_token stop = {},
                                      const AlignmentPool& pool = madePool()) {
    auto begun = training::readStageStart(start.path());
    TinyRegionModel::mustHold(begun.ok());
    std::ostringstream messages;
    return trainAlignment(recipe, {*begun}, pool, catalogue(), pathOf(out), resume, messages, std::move(stop));
}

std::string weightsOf(const QTemporaryDir& folder) {
    return *base::sha256OfFile(pathOf(folder) / "weights.safetensors");
}

std::unique_ptr<analysis::Backend> backendOf(const std::filesystem::path& folder) {
    auto backend = inference::loadTorchBackend(folder, {analysis::DeviceChoice::Kind::Cpu, 0});
    if (!backend) qFatal("%s", backend.error().text.c_str());
    return std::move(*backend);
}

void writeFolder(const TinyRegionModel& start, const QTemporaryDir& out, const AlignmentSummary& summary) {
    const auto begun = training::readStageStart(start.path());
    const auto recipe = tinyRecipe();
    const auto pool = madePool();
    TinyRegionModel::mustHold(writeAlignmentFolder(*begun, {recipe, pool, catalogue(), summary, {}}, pathOf(out)).ok());
}

}  // namespace

class TestAlignmentTraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBoxCoversTheCellsWhoseCentresItHolds() {
        const auto covered = coveredCells(at::tensor({0.0F, 0.0F, 0.5F, 0.3F}).view({1, 4}), 4);
        QCOMPARE(covered.inside.sum().item<int>(), 2);
        QCOMPARE(covered.touched.sum().item<int>(), 4);
        QVERIFY(covered.inside[0].item<bool>() && covered.inside[1].item<bool>());
        // A box between the centres still has its cell, and one outside does not crash.
        QCOMPARE(coveredCells(at::tensor({0.3F, 0.3F, 0.32F, 0.32F}).view({1, 4}), 4).inside.sum().item<int>(), 1);
        QCOMPARE(coveredCells(at::tensor({1.0F, 1.0F, 1.0F, 1.0F}).view({1, 4}), 4).inside.sum().item<int>(), 1);
        const auto both = at::tensor({0.0F, 0.0F, 0.25F, 1.0F, 0.75F, 0.0F, 1.0F, 1.0F}).view({2, 4});
        QCOMPARE(coveredCells(both, 4).inside.sum().item<int>(), 8);
    }

    void aPhraseThatPointsIntoItsPlaceLosesLess() {
        AlignmentBatch batch;
        batch.cells = at::eye(4).unsqueeze(0);
        batch.inside = at::tensor({1, 0, 0, 0}).to(at::kBool).view({1, 1, 4});
        batch.touched = batch.inside;
        batch.boxes = at::tensor({0.0F, 0.0F, 0.5F, 0.5F}).view({1, 1, 4});
        batch.gridSide = 2;
        const auto lossOf = [&](int cell) {
            batch.sentences = at::eye(4)[cell].view({1, 1, 4});
            return alignmentLoss(batch, tinyRecipe());
        };
        QVERIFY(lossOf(0).point.item<double>() < 0.01);
        QVERIFY(lossOf(1).point.item<double>() > 5);
        QVERIFY(lossOf(0).extent.item<double>() < lossOf(1).extent.item<double>());
        QCOMPARE(lossOf(0).ira.item<double>(), 0.0);
    }

    void theSameSeedGivesTheSameWeights() {
        const TinyRegionModel start;
        const QTemporaryDir first;
        const QTemporaryDir second;
        QVERIFY(train(start, first, tinyRecipe()).done());
        QVERIFY(train(start, second, tinyRecipe()).done());
        QCOMPARE(weightsOf(first), weightsOf(second));
        QVERIFY(*base::readFile(pathOf(first) / "vocab.txt", 1U << 20U) ==
                *base::readFile(pathOf(second) / "vocab.txt", 1U << 20U));
    }

    void aTrainingThatWasStoppedGoesOnAsIfItHadNotBeen() {
        const TinyRegionModel start;
        const QTemporaryDir whole;
        const QTemporaryDir broken;
        QVERIFY(train(start, whole, tinyRecipe()).done());
        std::atomic<int> interruptions = 0;
        for (bool done = false; !done; ++interruptions) {
            std::stop_source later;
            // From another thread, so that it comes while a step is running.
            std::jthread timer([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(50 + 30 * interruptions));
                later.request_stop();
            });
            done = train(start, broken, tinyRecipe(), true, later.get_token()).done();
        }
        QCOMPARE(weightsOf(whole), weightsOf(broken));
    }

    void aCheckpointOfAnotherRecipeIsRefused() {
        const TinyRegionModel start;
        const QTemporaryDir folder;
        QVERIFY(train(start, folder, tinyRecipe()).done());
        auto other = tinyRecipe();
        other.arsaWeight *= 2;
        const auto refused = train(start, folder, other, true);
        QVERIFY(refused.failed());
        QCOMPARE(refused.error().code, base::ErrorCode::InvalidData);
    }

    /// Boxes say where places lie, and tags what reports say: both are trained on.
    void aCheckpointOfOtherBoxesOrTagsIsRefused() {
        const TinyRegionModel start;
        const QTemporaryDir folder;
        QVERIFY(train(start, folder, tinyRecipe()).done());
        auto moved = madePool();
        moved.pictures[1].sample.labels[4].boxInFractions.y2 += 1e-9;
        auto healed = madePool();
        healed.labels.begin()->second.tags[domain::tagFromName("edema")->value] = false;
        for (const auto* pool : {&moved, &healed}) {
            const auto refused = train(start, folder, tinyRecipe(), true, {}, *pool);
            QVERIFY(refused.failed());
            QCOMPARE(refused.error().code, base::ErrorCode::InvalidData);
        }
        QVERIFY(train(start, folder, tinyRecipe(), true).done());
    }

    void theFolderAnswersPhrasesAndKeepsTheRegions() {
        const TinyRegionModel start;
        const QTemporaryDir out;
        const auto trained = train(start, out, tinyRecipe());
        QVERIFY(trained.done());
        writeFolder(start, out, trained.value());
        QVERIFY(inference::verifyModel(pathOf(out)).ok());
        const auto before = backendOf(start.path());
        const auto after = backendOf(pathOf(out));
        QVERIFY(!before->card().hasAlignment && after->card().hasAlignment);
        const auto input = inference::canaryInput(after->card().input);
        const std::vector<analysis::TextQuery> texts{{"left base"}, {""}, {"right lung is clear"}};
        const auto old = before->encode(input, {}, {});
        const auto now = after->encode(input, {}, {});
        QVERIFY(old.done() && now.done());
        QVERIFY(before->embed(texts, {}).value().empty() && old.value().localEmbeddings.empty());
        QCOMPARE(now.value().regions.size(), old.value().regions.size());
        for (std::size_t i = 0; i < old.value().regions.size(); ++i)
            QVERIFY(now.value().regions[i].boxInCropPixels == old.value().regions[i].boxInCropPixels);
        QCOMPARE(now.value().localEmbeddings.size(), std::size_t{16 * 8});
        const auto words = after->embed(texts, {}).value();
        QCOMPARE(words.size(), std::size_t{3});
        const auto similar = analysis::similarity(now.value(), {0, 0, 16, 16}, words[0]);
        QVERIFY(similar && *similar >= -1 && *similar <= 1);
        QVERIFY(!analysis::similarity(now.value(), {0, 0, 16, 16}, words[1]));  // no word
        QVERIFY(!analysis::similarity(now.value(), {4, 4, 4, 4}, words[0]));    // no box
        QVERIFY(after->card().text.find("## Words and places (alignment)") != std::string::npos);
        QVERIFY(after->card().text.find("similarity of sentences with regions is not learned") == std::string::npos);
    }

    void aModelWithoutItsVocabularyIsRefused() {
        const TinyRegionModel start;
        const QTemporaryDir out;
        const auto trained = train(start, out, tinyRecipe());
        QVERIFY(trained.done());
        writeFolder(start, out, trained.value());
        std::filesystem::remove(pathOf(out) / "vocab.txt");
        QVERIFY(!inference::readModelFolder(pathOf(out)).ok());
        tests::writeText(pathOf(out) / "vocab.txt", "[PAD]\n[UNK]\n[CLS]\n");
        QVERIFY(!inference::readModelFolder(pathOf(out)).ok());
    }

    void anotherVocabularyIsNoticedByTheCanary() {
        const TinyRegionModel start;
        const QTemporaryDir out;
        const auto trained = train(start, out, tinyRecipe());
        QVERIFY(trained.done());
        writeFolder(start, out, trained.value());
        // Every entry but the four special ones moves up by one.
        const auto words = *base::readFile(pathOf(out) / "vocab.txt", 1U << 20U);
        const auto first = words.find("[SEP]\n") + 6;
        const auto second = words.find('\n', first) + 1;
        tests::writeText(pathOf(out) / "vocab.txt",
                         words.substr(0, first) + words.substr(second) + words.substr(first, second - first));
        const auto verified = inference::verifyModel(pathOf(out));
        QVERIFY(!verified.ok());
        QCOMPARE(verified.error().code, base::ErrorCode::Corrupt);
    }
};

QTEST_APPLESS_MAIN(TestAlignmentTraining)
#include "test_alignment_training.moc"
