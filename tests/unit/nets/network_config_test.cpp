// A network's description survives JSON, and one that cannot be built is refused with the key's name.

#include "models/nets/config.h"
#include "models/nets/learning_rate.h"
#include "models/nets/lite_layout.h"

#include <QtTest>
#include <nlohmann/json.hpp>

#include <array>

using namespace asg::nets;
using nlohmann::json;

class NetworkConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPartSurvivesJson() {
        auto config = NetworkConfig::published(Backbone::Resnet50);
        config.image.resnetBlocks = {1, 2, 3, 4};
        config.text->positions = Positions::Sequential;
        config.text->segments = 2;
        config.text->lowerCase = false;
        config.tagDecoder->learnedQueries = true;
        config.regionHead.emplace().regions = 7;
        config.gateHead.emplace().hidden = 8;
        config.mirrorHead.emplace().side = 4;
        const auto back = networkConfigFromJson(toJson(config));
        QVERIFY2(back.ok(), back.ok() ? "" : back.error().text.c_str());
        QVERIFY(*back == config);
    }

    void aMirrorHeadNeedsAGateAndAnEvenGrid() {
        NetworkConfig config;
        config.mirrorHead.emplace();
        QVERIFY(!validate(config).ok());
        config.gateHead.emplace();
        QVERIFY(validate(config).ok());
        for (const int side : {-2, 0, 1, 5, 34}) {
            config.mirrorHead->side = side;
            QVERIFY(!validate(config).ok());
        }
    }

    void everyBackboneSurvivesJson() {
        for (const auto backbone :
             {Backbone::VitBase, Backbone::Resnet50, Backbone::EfficientnetLite, Backbone::Densenet}) {
            NetworkConfig config;
            config.image.backbone = backbone;
            config.image.liteWidth = 1.1;
            config.image.liteDepth = 1.2;
            config.image.litePyramid = 64;
            config.image.denseBlocks = {1, 2, 3, 4};
            if (backbone == Backbone::Densenet) config.classifier.emplace().outputs = 3;
            const auto back = networkConfigFromJson(toJson(config));
            QVERIFY2(back.ok(), back.ok() ? "" : back.error().text.c_str());
            QVERIFY(*back == config);
        }
    }

    void absentPartsStayAbsent() {
        const auto config = networkConfigFromJson(json{{"image", json::object()}});
        QVERIFY(config.ok());
        QVERIFY(!config->text && !config->projection && !config->tagDecoder && !config->regionHead);
        QVERIFY(*config == NetworkConfig{});
    }

    void gridAndWidthsFollowTheBackbone() {
        const auto vit = NetworkConfig::published(Backbone::VitBase).image;
        QCOMPARE(vit.gridSide(), 14);
        QCOMPARE(vit.localWidth(), 768);
        QCOMPARE(vit.globalWidth(), 768);
        const auto resnet = NetworkConfig::published(Backbone::Resnet50).image;
        QCOMPARE(resnet.gridSide(), 19);
        QCOMPARE(resnet.localWidth(), 1024);
        QCOMPARE(resnet.globalWidth(), 2048);
        auto lite = NetworkConfig::published(Backbone::EfficientnetLite).image;
        QCOMPARE(lite.gridSide(), 14);
        QCOMPARE(lite.localWidth(), 112);
        QCOMPARE(lite.globalWidth(), 1280);
        auto dense = NetworkConfig::published(Backbone::Densenet).image;
        QCOMPARE(dense.gridSide(), 7);
        QCOMPARE(dense.localWidth(), 1024);
        QCOMPARE(dense.globalWidth(), 1024);
        dense.imageSize = 299;
        QCOMPARE(dense.gridSide(), 9);
        for (const auto& [cell, side, width] : {std::array{8, 33, 40}, {16, 17, 112}, {32, 9, 320}}) {
            lite.imageSize = 260;
            lite.patch = cell;
            lite.litePyramid = 0;
            QCOMPARE(lite.gridSide(), side);
            QCOMPARE(lite.localWidth(), width);
            lite.litePyramid = 96;
            QCOMPARE(lite.localWidth(), 96);
        }
    }

    void theSizesOfEfficientnetLiteAreThePublishedOnes() {
        const auto lite0 = liteBlocks(1, 1);
        QCOMPARE(lite0.size(), std::size_t{16});
        QVERIFY((lite0.front() == LiteBlock{3, 1, 1, 32, 16}));
        QVERIFY((lite0[3] == LiteBlock{5, 2, 6, 24, 40}));
        QVERIFY((lite0.back() == LiteBlock{3, 1, 6, 192, 320}));
        QVERIFY((lastBlocksOfStages(lite0) == std::array<std::size_t, kLiteStages>{0, 2, 4, 10, 15}));
        const auto lite4 = liteBlocks(1.4, 1.8);
        QCOMPARE(lite4.size(), std::size_t{1 + 4 + 4 + 6 + 6 + 8 + 1});
        QVERIFY((liteStageWidths(1.4, 1.8) == std::array{24, 32, 56, 160, 448}));
    }

    void impossibleConfigurationsAreRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* text, const char* reason) {
            QTest::newRow(reason) << QString::fromLatin1(text) << QString::fromLatin1(reason);
        };
        row(R"({"image":{"patsh":16}})", "image.patsh");
        row(R"({"imaje":{}})", "imaje");
        row(R"({"image":{"patch":15}})", "image.patch");
        row(R"({"image":{"heads":7}})", "image.heads");
        row(R"({"image":{"width":-768}})", "image.width");
        row(R"({"image":{"width":1e300}})", "image.width");
        row(R"({"image":{"depth":99999999999}})", "image.depth");
        row(R"({"image":{"backbone":"vgg"}})", "image.backbone");
        row(R"({"image":{"resnetBlocks":[1,2,3]}})", "image.resnetBlocks");
        row(R"({"image":{"convolutionalStem":true,"patch":32}})", "image.convolutionalStem");
        row(R"({"image":{"convolutionalStem":true,"stemBlocks":[0,0,0,1000]}})", "image.stemBlocks");
        row(R"({"image":{"backbone":"efficientnet_lite","patch":4}})", "image.patch");
        row(R"({"image":{"backbone":"efficientnet_lite","liteWidth":0}})", "image.liteWidth");
        row(R"({"image":{"backbone":"efficientnet_lite","liteDepth":1e9}})", "image.liteDepth");
        row(R"({"image":{"backbone":"efficientnet_lite","litePyramid":-1}})", "image.litePyramid");
        row(R"({"text":{"segments":1}})", "text.segments");
        row(R"({"text":{"dropout":1}})", "text.dropout");
        row(R"({"text":{"positions":"sequential","maximumTokens":600}})", "text.maximumTokens");
        row(R"({"text":7})", "text");
        row(R"({"tagDecoder":{"heads":5}})", "tagDecoder.heads");
        row(R"({"projection":{"output":0}})", "projection.output");
        row(R"([])", "must be an object");
    }
    void impossibleConfigurationsAreRefused() {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const auto config = networkConfigFromJson(json::parse(text.toStdString()));
        QVERIFY(!config.ok());
        QVERIFY2(QString::fromStdString(config.error().text).contains(reason), config.error().text.c_str());
    }

    void theLearningRateWarmsUpAndComesBack() {
        LearningRateSchedule schedule;
        schedule.totalSteps = 100;
        QCOMPARE(schedule.at(0), 1e-8);
        QCOMPARE(schedule.at(40), 4e-5);
        QVERIFY(schedule.at(39) < schedule.at(40) && schedule.at(41) < schedule.at(40));
        QCOMPARE(schedule.at(100), 1e-8);
        QCOMPARE(schedule.at(1000), 1e-8);
    }
};

QTEST_GUILESS_MAIN(NetworkConfigTest)
#include "network_config_test.moc"
