// What readers verified continues a model: one part of it moves, the rest stays, and what taught is known.

#include "core/base/sha256.h"
#include "models/annotated/annotated_card.h"
#include "models/annotated/continuation.h"
#include "models/annotated/continue_command.h"
#include "models/inference/canary.h"
#include "models/regions/frozen_views.h"
#include "models/regions/untrained_pictures.h"
#include "models/training/json_file.h"
#include "models/weights/safetensors.h"
#include "tests/support/tiny_region_model.h"
#include "tests/unit/annotated/made_annotations.h"

#include <ATen/ops/equal.h>
#include <QTest>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <sstream>
#include <thread>

using namespace asg;
using namespace asg::annotated;
using asg::tests::makeAnnotations;
using asg::tests::pathOf;
using asg::tests::TinyRegionModel;
using nlohmann::json;

namespace {

AnnotatedRecipe shortRecipe(int steps) {
    AnnotatedRecipe recipe;
    recipe.steps = steps;
    recipe.views = 2;
    recipe.batch = 4;
    recipe.threads = recipe.logEvery = recipe.checkpointEvery = 1;
    return recipe;
}

/// A continuation of a model in a folder of its own, with all that is written.
struct Run {
    QTemporaryDir out;
    pretraining::Dataset dataset;
    AnnotatedPictures pictures;
    base::Outcome<Continuation> continued = base::Cancelled{};

    Run(Stage stage, const std::filesystem::path& from, pretraining::Dataset data, const AnnotatedRecipe& recipe)
        : dataset(std::move(data)) {
        auto start = training::readStageStart(from);
        if (!start) qFatal("%s", start.error().text.c_str());
        auto loaded = loadAnnotatedPictures(dataset, start->model.card.input.crop, {}, {});
        if (!loaded.done()) qFatal("the pictures could not be loaded");
        pictures = std::move(loaded).value();
        go(stage, *start, recipe, false, {});
    }

    void go(Stage stage, training::StageStart& start, const AnnotatedRecipe& recipe, bool resume,
            const std::stop_token& stop) {
        std::ostringstream messages;
        continued =
            continueModel(stage, recipe, start, pictures, {pathOf(out), resume, dataset.sha256, messages, stop});
        if (!continued.done()) return;
        const auto written =
            writeContinuedFolder(stage, start, recipe, dataset, pictures, continued.value(), pathOf(out));
        if (!written) qFatal("%s", written.error().text.c_str());
    }
};

weights::TensorMap weightsIn(const std::filesystem::path& folder) {
    auto file = weights::readSafetensors(folder / "weights.safetensors");
    if (!file) qFatal("%s", file.error().text.c_str());
    return std::move(file->tensors);
}

/// Names of the parts ("region_head") whose weights differ.
std::set<std::string> movedParts(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto before = weightsIn(from);
    const auto after = weightsIn(to);
    std::set<std::string> moved;
    for (const auto& [name, tensor] : before)
        if (!at::equal(tensor, after.at(name))) moved.insert(name.substr(0, name.find('.')));
    return moved;
}

}  // namespace

class ContinuationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void boxesThatReadersDrewDrawTheModelsToThem() {
        const TinyRegionModel model;
        const QTemporaryDir data;
        auto recipe = shortRecipe(80);
        recipe.learningRate = 4e-3;
        const Run run(Stage::Regions, model.path(), makeAnnotations(pathOf(data), 6, 3), recipe);
        QVERIFY2(run.continued.done(), run.continued.failed() ? run.continued.error().text.c_str() : "");
        const auto& aside = run.continued.value().aside;
        QCOMPARE(aside.pictures, 3U);
        QVERIFY2(aside.difference.low > 0, toText(Stage::Regions, run.continued.value()).c_str());
        QCOMPARE(run.continued.value().lessons.size(), 6U);
    }

    void onlyTheRegionHeadMoves() {
        const TinyRegionModel model;
        const QTemporaryDir data;
        const Run run(Stage::Regions, model.path(), makeAnnotations(pathOf(data), 3, 1), shortRecipe(3));
        QVERIFY((movedParts(model.path(), pathOf(run.out)) == std::set<std::string>{"region_head"}));
    }

    void whatNobodyJudgedIsHeldToWhatTheModelSaid() {
        const TinyRegionModel model;
        const auto heart = *domain::regionFromName("cardiac silhouette");
        const auto driftOf = [&](double anchorWeight) {
            const QTemporaryDir data;
            auto recipe = shortRecipe(60);
            recipe.learningRate = 4e-3;
            recipe.anchorWeight = anchorWeight;
            const Run run(Stage::Regions, model.path(),
                          makeAnnotations(pathOf(data), 4, 0,
                                          [&](auto& entry) {
                                              std::erase_if(entry.regions,
                                                            [&](const auto& box) { return box.region != heart; });
                                          }),
                          recipe);
            auto before = *inference::readModelFolder(model.path());
            auto after = *inference::readModelFolder(pathOf(run.out));
            const std::vector<training::Crop> crops{
                regions::plainExample(run.pictures.taught[0].item.image, {}, 32).crop};
            const auto moved = (regions::look(before, crops).boxes - regions::look(after, crops).boxes).abs()[0];
            double others = 0;
            for (const auto region : domain::modelRegions())
                if (region != heart) others += moved[region.value].mean().item<double>() / 28;
            return others;
        };
        const double held = driftOf(1);
        const double free = driftOf(0);
        QVERIFY2(held < free / 2, qPrintable(QStringLiteral("held %1, free %2").arg(held).arg(free)));
    }

    void theFolderSaysFromWhatAndByWhomAndIsNeverJudgedByWhatTaught() {
        const TinyRegionModel model;
        const QTemporaryDir data;
        const Run run(Stage::Regions, model.path(), makeAnnotations(pathOf(data), 3, 1), shortRecipe(2));
        const auto card = *training::readJsonObject(pathOf(run.out) / "card.json");
        const auto& entry = card.at("continued").at(0);
        const auto before = *training::readJsonObject(model.path() / "card.json");
        QCOMPARE(entry["from"]["sha256"].get<std::string>(), before.at("sha256").get<std::string>());
        QVERIFY(card.at("sha256") != before.at("sha256"));
        QCOMPARE(card.at("version").get<std::string>(), std::string("1+1"));
        QCOMPARE(entry["pictures"].get<int>(), 3);
        QCOMPARE(entry["annotations"]["readers"][0]["decisions"].get<int>(), 40);
        QCOMPARE(entry["annotations"]["guidelines"][0]["version"].get<std::string>(), std::string("2"));
        QVERIFY(!card.contains("evaluation"));
        const auto taughtBy = card.at("trainedRegions").at(0).at("taughtBy").back();
        QCOMPARE(taughtBy["source"].get<std::string>(), std::string("verified by readers"));

        const auto judged = regions::readJudgedModels({pathOf(run.out)});
        QVERIFY2(judged.ok(), judged.ok() ? "" : judged.error().text.c_str());
        for (const auto& picture : run.pictures.taught)
            QCOMPARE(regions::judgeOf(*judged, picture.entry.original, "somebody"), std::size_t{1});
        for (const auto& picture : run.pictures.aside)
            QCOMPARE(regions::judgeOf(*judged, picture.entry.original, "somebody"), std::size_t{0});
    }

    void aModelIsContinuedMoreThanOnce() {
        const TinyRegionModel model;
        const QTemporaryDir data;
        const Run first(Stage::Regions, model.path(), makeAnnotations(pathOf(data), 2, 1), shortRecipe(2));
        const QTemporaryDir more;
        const Run second(Stage::Regions, pathOf(first.out), makeAnnotations(pathOf(more), 3, 0), shortRecipe(2));
        const auto card = *training::readJsonObject(pathOf(second.out) / "card.json");
        QCOMPARE(card.at("continued").size(), 2U);
        QCOMPARE(card.at("version").get<std::string>(), std::string("1+2"));
        QVERIFY2(toText(Stage::Regions, second.continued.value()).find("cannot be told") != std::string::npos,
                 "nothing was kept aside");
    }

    void aStoppedContinuationGoesOnAsIfItHadNotBeen() {
        const TinyRegionModel model;
        const QTemporaryDir data;
        const auto recipe = shortRecipe(300);
        const auto dataset = makeAnnotations(pathOf(data), 3, 1);
        const Run whole(Stage::Regions, model.path(), dataset, recipe);
        Run broken(Stage::Regions, model.path(), dataset, shortRecipe(1));
        auto start = *training::readStageStart(model.path());
        {
            const auto checkpoint = pathOf(broken.out) / "checkpoint.pt";
            std::filesystem::remove(checkpoint);
            std::stop_source stop;
            const std::jthread watcher([&stop, &checkpoint](const std::stop_token& ended) {
                while (!ended.stop_requested() && !std::filesystem::exists(checkpoint)) std::this_thread::yield();
                stop.request_stop();
            });
            broken.go(Stage::Regions, start, recipe, false, stop.get_token());
            QVERIFY2(broken.continued.cancelled(), "it had ended before it was stopped");
        }
        broken.go(Stage::Regions, start, recipe, true, {});
        QVERIFY(broken.continued.done());
        QVERIFY(broken.continued.value().loop.stepsOfThisRun < 300);
        QCOMPARE(*base::sha256OfFile(pathOf(whole.out) / "weights.safetensors"),
                 *base::sha256OfFile(pathOf(broken.out) / "weights.safetensors"));
        broken.dataset.sha256 = "another";
        broken.go(Stage::Regions, start, recipe, true, {});
        QVERIFY2(broken.continued.failed(), "a checkpoint of other data was taken");
    }

    void findingsAndWordsAreContinuedAlone_data() {
        QTest::addColumn<int>("stage");
        QTest::addColumn<QStringList>("parts");
        QTest::newRow("tags") << int(Stage::Tags) << QStringList{QStringLiteral("tag_decoder")};
        QTest::newRow("alignment") << int(Stage::Alignment)
                                   << QStringList{QStringLiteral("image_projection"),
                                                  QStringLiteral("text_projection")};
    }

    void findingsAndWordsAreContinuedAlone() {
        QFETCH(int, stage);
        QFETCH(QStringList, parts);
        const QTemporaryDir data;
        const auto shipped = std::filesystem::path(ASG_SOURCE_DIR) / "models/pretrained/asg-small";
        const auto dataset = makeAnnotations(pathOf(data), 3, 2, [](pretraining::Entry& entry) {
            entry.links.emplace();
            for (const auto& box : entry.regions) {
                domain::Link link;
                link.spans = {{0, 20}};
                link.regions = {box.region};
                link.rules = {1};
                link.boxInImagePixels = box.boxInImagePixels;
                entry.links->push_back(link);
            }
        });
        const Run run(static_cast<Stage>(stage), shipped, dataset, shortRecipe(3));
        QVERIFY2(run.continued.done(), run.continued.failed() ? run.continued.error().text.c_str() : "");
        QStringList moved;
        for (const auto& part : movedParts(shipped, pathOf(run.out))) moved << QString::fromStdString(part);
        QCOMPARE(moved, parts);
        QVERIFY(run.continued.value().aside.after.count > 0);
        const auto card = *training::readJsonObject(pathOf(run.out) / "card.json");
        QVERIFY2(!card.contains(stage == int(Stage::Tags) ? "tagEvaluationOnHeldOut" : "alignmentEvaluation"),
                 "figures of before stand as if they were of these weights");
        QVERIFY(card.contains("evaluationOnHeldOut"));
    }

    void whatIsNotThereIsSaid() {
        const TinyRegionModel model;
        const QTemporaryDir data;
        const auto dataset = makeAnnotations(pathOf(data), 2, 0, [](auto& entry) { entry.regions.clear(); });
        const Run nothing(Stage::Regions, model.path(), dataset, shortRecipe(2));
        QVERIFY(nothing.continued.failed());
        QVERIFY(nothing.continued.error().text.find("drawn or accepted") != std::string::npos);
        for (const auto stage : {Stage::Tags, Stage::Alignment}) {
            const Run without(stage, model.path(), dataset, shortRecipe(2));
            QVERIFY(without.continued.failed());
            QVERIFY(without.continued.error().text.find("learned") != std::string::npos);
        }
        const QTemporaryDir old;
        const auto unknown = makeAnnotations(pathOf(old), 2, 0, [](auto& entry) { entry.original.clear(); });
        const auto refused = loadAnnotatedPictures(unknown, 32, {}, {});
        QVERIFY(refused.failed() && refused.error().text.find("anew") != std::string::npos);
    }

    void theCommandContinuesAndSaysWhatCameOfIt() {
        const TinyRegionModel model;
        const QTemporaryDir data;
        const QTemporaryDir out;
        static_cast<void>(makeAnnotations(pathOf(data), 3, 1));
        const auto recipe = pathOf(out) / "recipe.json";
        std::ofstream(recipe) << R"({"steps": 2, "views": 1, "batch": 2, "threads": 1})";
        const std::vector<std::string> words{"regions",
                                             "--annotated",
                                             pathOf(data).string(),
                                             "--from",
                                             model.path().string(),
                                             "--config",
                                             recipe.string(),
                                             "--out",
                                             (pathOf(out) / "model").string()};
        QVERIFY(asksToContinue(words));
        QVERIFY(!asksToContinue(std::vector<std::string>{"regions", "--config", "x"}));
        std::ostringstream said;
        std::ostringstream messages;
        QCOMPARE(continueCommand(words, {said, messages, {}}), 0);
        QVERIFY2(said.str().find("IoU with verified boxes, on 1 pictures") == 0, said.str().c_str());
        // What is there is not written over.
        QCOMPARE(continueCommand(words, {said, messages, {}}), 1);
        std::ofstream(recipe) << R"({"augmentation": {"mirrored": 0.1}})";
        QVERIFY(!readAnnotatedRecipe(recipe).ok());
    }
};

QTEST_GUILESS_MAIN(ContinuationTest)
#include "test_continuation.moc"
