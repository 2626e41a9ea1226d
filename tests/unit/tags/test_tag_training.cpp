#include "core/analysis/models_library.h"
#include "core/base/sha256.h"
#include "models/inference/canary.h"
#include "models/inference/torch_backend.h"
#include "models/inference/verify_model.h"
#include "models/tags/tag_card.h"
#include "models/tags/tag_trainer.h"
#include "models/tags/tone.h"
#include "tests/support/tiny_region_model.h"

#undef slots
#include <QtTest>

#include <thread>

using namespace asg;
using tests::pathOf;
using tests::TinyRegionModel;

namespace {

tags::TagRecipe tinyRecipe() {
    tags::TagRecipe recipe;
    recipe.decoder = {.queryWidth = 16, .width = 16, .depth = 1, .heads = 2, .feedForward = 16, .learnedQueries = true};
    recipe.views = 2;
    recipe.steps = 6;
    recipe.batch = 4;
    recipe.minimumPositives = 3;
    recipe.calibrationFolds = 2;
    recipe.threads = 1;
    recipe.checkpointEvery = 2;
    recipe.augmentation.inverted = recipe.augmentation.rotated = 0;
    recipe.augmentation.mirrored = recipe.augmentation.notChest = 0;
    return recipe;
}

/// Twelve pictures: edema in every second one, a mass in one.
tags::TagPool madePool() {
    tags::TagPool pool;
    for (int i = 0; i < 12; ++i) {
        tags::TagItem item;
        item.labels.path = "chest_nih/images/" + std::to_string(i) + ".jpg";
        item.labels.patient = "nih:" + std::to_string(i);
        item.labels.view = i % 3 == 0 ? tags::View::AP : tags::View::PA;
        for (const auto tag : tags::nihTags()) item.labels.tags[tag.value] = false;
        item.labels.tags[domain::tagFromName("edema")->value] = i % 2 == 0;
        item.labels.tags[domain::tagFromName("mass")->value] = i == 5;
        item.image = tests::stripes(i);
        item.licence = "made";
        pool.push_back(std::move(item));
    }
    return pool;
}

std::string weightsOf(const QTemporaryDir& folder) {
    return *base::sha256OfFile(pathOf(folder) / "weights.safetensors");
}

base::Outcome<tags::TagTrainingSummary> train(const TinyRegionModel& start, const QTemporaryDir& out,
                                              const tags::TagRecipe& recipe, bool resume = false,
                                              std::stop_token stop = {}) {
    auto begun = training::readStageStart(start.path());
    TinyRegionModel::mustHold(begun.ok());
    std::ostringstream messages;
    return tags::trainTags(recipe, *begun, madePool(), pathOf(out), resume, messages, std::move(stop));
}

/// As if validation had found that AUROC for the tag, and the other one for mean grey alone.
void stand(tags::TrainedTag& tag, double auroc, double byBrightness) {
    tag.validation = {};
    tag.validation.auroc.value = auroc;
    tag.validation.auroc.low = auroc - 0.05;
    tag.validation.byMeanGrey.value = byBrightness;
    tag.validation.aboveMeanGrey.value = auroc - byBrightness;
}

/// What a folder says of the canary's picture.
analysis::EncodedPicture outputOf(const std::filesystem::path& folder) {
    const auto backend = inference::loadTorchBackend(folder, {analysis::DeviceChoice::Kind::Cpu, 0});
    if (!backend) qFatal("%s", backend.error().text.c_str());
    auto output = (*backend)->encode(inference::canaryInput((*backend)->card().input), {}, {});
    TinyRegionModel::mustHold(output.done());
    return std::move(output).value();
}

}  // namespace

class TestTagTraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedGivesTheSameWeights() {
        const TinyRegionModel start;
        const QTemporaryDir first;
        const QTemporaryDir second;
        QVERIFY(train(start, first, tinyRecipe()).done());
        QVERIFY(train(start, second, tinyRecipe()).done());
        QCOMPARE(weightsOf(first), weightsOf(second));
        const QTemporaryDir other;
        auto recipe = tinyRecipe();
        recipe.seed = 2;
        QVERIFY(train(start, other, recipe).done());
        QVERIFY(weightsOf(first) != weightsOf(other));
    }

    void aTrainingThatWasStoppedGoesOnAsIfItHadNotBeen() {
        const TinyRegionModel start;
        const QTemporaryDir whole;
        const QTemporaryDir broken;
        const auto expected = train(start, whole, tinyRecipe());
        QVERIFY(expected.done());
        // A stop that is asked for before the first look ends there; one that comes later, after a step.
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(train(start, broken, tinyRecipe(), false, stop.get_token()).cancelled());
        auto half = tinyRecipe();
        half.checkpointEvery = 1;
        int interruptions = 0;
        for (bool done = false; !done; ++interruptions) {
            std::stop_source later;
            // From another thread, so that it comes while a step is running.
            std::jthread timer([&later, interruptions] {
                std::this_thread::sleep_for(std::chrono::milliseconds(40 + 25 * interruptions));
                later.request_stop();
            });
            done = train(start, broken, half, true, later.get_token()).done();
        }
        QCOMPARE(weightsOf(whole), weightsOf(broken));
    }

    void aCheckpointOfAnotherRecipeIsRefused() {
        const TinyRegionModel start;
        const QTemporaryDir folder;
        QVERIFY(train(start, folder, tinyRecipe()).done());
        auto other = tinyRecipe();
        other.learningRate *= 2;
        const auto refused = train(start, folder, other, true);
        QVERIFY(refused.failed());
        QCOMPARE(refused.error().code, base::ErrorCode::InvalidData);
        std::filesystem::resize_file(pathOf(folder) / "checkpoint-tags.pt", 1000);
        const auto corrupt = train(start, folder, tinyRecipe(), true);
        QVERIFY(corrupt.failed());
        QCOMPARE(corrupt.error().code, base::ErrorCode::Corrupt);
    }

    void onlyTagsWithEnoughPositivePicturesAreTrained() {
        const TinyRegionModel start;
        const QTemporaryDir folder;
        const auto trained = train(start, folder, tinyRecipe());
        QVERIFY(trained.done());
        QCOMPARE(trained.value().tags.size(), std::size_t{1});
        QVERIFY(domain::tagName(trained.value().tags.front().tag) == "edema");
        QCOMPARE(trained.value().tags.front().positives, 6);
        auto demanding = tinyRecipe();
        demanding.minimumPositives = 7;
        QVERIFY(train(start, folder, demanding).failed());
    }

    void theFolderKeepsTheRegionsAndSaysWhatItLearned() {
        const TinyRegionModel start;
        const QTemporaryDir out;
        auto trained = train(start, out, tinyRecipe());
        QVERIFY(trained.done());
        auto summary = trained.value();
        stand(summary.tags.front(), 0.8, 0.6);
        const auto begun = training::readStageStart(start.path());
        QVERIFY(tags::writeTagFolder(*begun, tinyRecipe(), madePool(), summary, pathOf(out)).ok());
        QVERIFY(inference::verifyModel(pathOf(out)).ok());

        const auto before = outputOf(start.path());
        const auto after = outputOf(pathOf(out));
        QCOMPARE(after.regions.size(), before.regions.size());
        for (std::size_t i = 0; i < before.regions.size(); ++i) {
            QCOMPARE(after.regions[i].presence, before.regions[i].presence);
            QVERIFY(after.regions[i].boxInCropPixels == before.regions[i].boxInCropPixels);
        }
        QVERIFY(before.tags.empty());
        QCOMPARE(after.tags.size(), std::size_t{1});
        QVERIFY(after.tags.front().probability > 0 && after.tags.front().probability < 1);
        QCOMPARE(after.tags.front().attention.size(), std::size_t{16});

        const auto card = analysis::readModelCard(pathOf(out));
        QVERIFY(card.ok());
        QVERIFY(card->text.find("## Findings (tags)") != std::string::npos);
        QVERIFY(card->text.find("Findings (tags) are not learned") == std::string::npos);
        QVERIFY(card->text.find("## What taught each region") != std::string::npos);
        QVERIFY(regions::readTrainedPictures(pathOf(out))->contains("sha-11"));
    }

    void aTagNoBetterThanChanceIsNotShown() {
        const TinyRegionModel start;
        const QTemporaryDir out;
        auto trained = train(start, out, tinyRecipe());
        QVERIFY(trained.done());
        auto summary = trained.value();
        stand(summary.tags.front(), 0.4, 0.3);
        const auto begun = training::readStageStart(start.path());
        QVERIFY(tags::writeTagFolder(*begun, tinyRecipe(), madePool(), summary, pathOf(out)).ok());
        QVERIFY(outputOf(pathOf(out)).tags.empty());
        const auto text = analysis::readModelCard(pathOf(out))->text;
        QVERIFY(text.find("Not shown, no better than chance: edema.") != std::string::npos);
        QVERIFY(text.find("no better than the mean grey alone: none.") != std::string::npos);
    }

    void aTagNoBetterThanTheMeanGreyAloneIsNotShown() {
        const TinyRegionModel start;
        const QTemporaryDir out;
        auto trained = train(start, out, tinyRecipe());
        QVERIFY(trained.done());
        auto summary = trained.value();
        stand(summary.tags.front(), 0.8, 0.85);
        const auto begun = training::readStageStart(start.path());
        QVERIFY(tags::writeTagFolder(*begun, tinyRecipe(), madePool(), summary, pathOf(out)).ok());
        QVERIFY(outputOf(pathOf(out)).tags.empty());
        const auto text = analysis::readModelCard(pathOf(out))->text;
        QVERIFY(text.find("no better than the mean grey alone: edema.") != std::string::npos);
        QVERIFY(text.find("| the same by mean grey alone |") != std::string::npos);
    }

    /// The padding of a picture that is not square says nothing of its brightness.
    void meanGreyIsThatOfThePictureAlone() {
        training::PreparedImage image{20, 40, std::vector<std::uint8_t>(800, 102), ""};
        vision::InputSpec spec;
        spec.resize = spec.crop = 40;
        const auto input = vision::makeModelInput(image.grey, image.rows, image.columns, spec);
        QVERIFY(std::abs(tags::meanGrey(input) - 0.4) < 1e-6);
        QVERIFY(std::abs(tags::meanGrey(image) - 0.4) < 1e-6);
    }
};

QTEST_APPLESS_MAIN(TestTagTraining)
#include "test_tag_training.moc"
