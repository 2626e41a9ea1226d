#include "models/downstream/class_figures.h"
#include "models/downstream/crop_reader.h"
#include "models/downstream/mask.h"
#include "models/downstream/mask_decoder.h"
#include "models/downstream/mask_loss.h"
#include "models/downstream/prompts.h"
#include "models/downstream/task.h"
#include "tests/unit/downstream/made_downstream.h"

#include <ATen/Functions.h>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <numeric>

using namespace asg;
using namespace asg::downstream;
using tests::writeFile;

namespace {

LabelledSet twoClasses(bool exclusive) {
    LabelledSet set;
    set.classes = {"a", "b"};
    set.exclusive = exclusive;
    return set;
}

LabelledPicture labelled(int patient, Label a, Label b) {
    return {"x.png", std::to_string(patient), Split::Test, {a, b}, {}, {}, {}};
}

vision::InputTransform identityTo(int side) {
    vision::InputSpec spec;
    spec.resize = spec.crop = side;
    return vision::makeInputTransform(kPublishedSide, kPublishedSide, spec);
}

}  // namespace

class DownstreamParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsGoDownTheColumns() {
        LabelledPicture picture;
        picture.runs = {{1, 2}, {1025, 3}};
        const auto mask = maskInCrop(picture, Masks::Runs, identityTo(kPublishedSide));
        std::vector<std::size_t> marked;
        for (std::size_t i = 0; i < mask.size(); ++i)
            if (mask[i] != 0) marked.push_back(i);
        // (row, column): (1, 0) (1, 1) (2, 0) (2, 1) (3, 1).
        QVERIFY(marked == (std::vector<std::size_t>{1024, 1025, 2048, 2049, 3073}));
    }

    void boxesAreFilledInTheCropAndPaddingIsNot() {
        LabelledPicture picture;
        picture.boxes = {{0, {0, 0, 1024, 512}}};
        const auto mask = maskInCrop(picture, Masks::Boxes, identityTo(32));
        QCOMPARE(std::accumulate(mask.begin(), mask.end(), 0), 32 * 16);
        vision::InputSpec spec;
        spec.resize = spec.crop = 32;
        // A picture twice as wide as high: padded above and below, so that half of its 16 rows are marked.
        const auto wide = maskInCrop(picture, Masks::Boxes, vision::makeInputTransform(100, 200, spec));
        QCOMPARE(std::accumulate(wide.begin(), wide.end(), 0), 32 * 8);
        QCOMPARE(int{wide[0]}, 0);
    }

    void ignoredLabelsCountNowhere() {
        std::vector<LabelledPicture> pictures;
        std::vector<std::vector<double>> scores;
        for (int i = 0; i < 40; ++i) {
            const bool positive = i % 2 == 0;
            pictures.push_back(labelled(i, positive ? Label::Present : Label::Absent, Label::Absent));
            scores.push_back({positive ? 0.9 : 0.1, 0.2});
        }
        for (int i = 40; i < 60; ++i) {  // would turn the ranking round if they counted
            pictures.push_back(labelled(i, Label::Ignored, Label::Absent));
            scores.push_back({1.0, 0.2});
        }
        std::vector<ScoredPicture> scored;
        for (std::size_t i = 0; i < pictures.size(); ++i) scored.push_back({&pictures[i], scores[i]});
        const auto figures = figuresOf(twoClasses(false), scored, {{}, true});
        QVERIFY(figures.ok());
        const auto& a = figures->classes[0];
        QCOMPARE(a.positives, 20);
        QCOMPARE(a.negatives, 20);
        QCOMPARE(a.ignored, 20);
        QCOMPARE(a.auroc.value, 1.0);
        QCOMPARE(a.accuracy.value, 1.0);
        QVERIFY(figures->classes[1].auroc.notDefined == "no positive example");
        QCOMPARE(figures->meanAuroc.value, 1.0);  // of the class that has one
        QCOMPARE(a.f1->value, 1.0);
        QVERIFY(toJson(*figures).at("classes").at(1).at("auc").at("value").is_null());
    }

    void exclusiveClassesAreDecidedByTheHighestScore() {
        const std::vector<LabelledPicture> pictures{labelled(0, Label::Present, Label::Absent),
                                                    labelled(1, Label::Absent, Label::Present)};
        const std::vector<ScoredPicture> scored{{&pictures[0], {0.3, 0.2}}, {&pictures[1], {0.4, 0.1}}};
        const auto figures = figuresOf(twoClasses(true), scored, {});
        QCOMPARE(figures->accuracy.value, 0.5);
    }

    void scoresThatAreNoNumbersAreAnError() {
        const auto picture = labelled(0, Label::Present, Label::Absent);
        QVERIFY(!figuresOf(twoClasses(false), {{&picture, {std::nan(""), 0.5}}}, {}).ok());
    }

    void promptsAreReadAndDefaultsFillIn() {
        const QTemporaryDir temporary;
        const std::filesystem::path path = temporary.filePath("p.json").toStdString();
        const std::vector<std::string> classes{"Pleural_Thickening", "Mass"};
        writeFile(path, R"({"Mass": {"positive": ["a mass", "mass lesion"], "negative": "lungs are clear"}})");
        const auto prompts = readPrompts(path, classes);
        QVERIFY(prompts.ok());
        QVERIFY((*prompts)[0].positive == std::vector<std::string>{"pleural thickening"});
        QVERIFY((*prompts)[0].negative == std::vector<std::string>{"no pleural thickening"});
        QCOMPARE((*prompts)[1].positive.size(), std::size_t{2});
        for (const char* bad : {R"({"Nodule": {"positive": "x", "negative": "y"}})", R"({"Mass": {"positive": "x"}})",
                                R"({"Mass": {"positive": [], "negative": "y"}})",
                                R"({"Mass": {"positive": " ", "negative": "y"}})", "[1]", "{", "\xff\xfe"}) {
            writeFile(path, bad);
            QVERIFY2(!readPrompts(path, classes).ok(), bad);
        }
    }

    void settingsRefuseWhatTheyDoNotKnow() {
        const QTemporaryDir temporary;
        const std::filesystem::path path = temporary.filePath("s.json").toStdString();
        writeFile(path,
                  R"({"epochs": 3, "normalisation": {"mean": [0, 0, 0], "deviation": [1, 1, 1]}, "widths": [4]})");
        const auto settings = readProtocolSettings(path);
        QVERIFY(settings.ok());
        QCOMPARE(settings->epochs.value(), 3);
        QVERIFY(settings->normalisation.has_value());
        for (const char* bad :
             {R"({"epoch": 3})", R"({"epochs": 0})", R"({"epochs": 2.5})", R"({"uncertain": "maybe"})",
              R"({"normalisation": "none"})", R"({"normalisation": {"mean": [0], "deviation": [1]}})",
              R"({"normalisation": {"mean": [0, 0, 0], "deviation": [1, 0, 1]}})", "[]", ""}) {
            writeFile(path, bad);
            QVERIFY2(!readProtocolSettings(path).ok(), bad);
        }
    }

    void cropsComeInOrderAndABadFileIsItsOwnError() {
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        std::vector<CropSource> sources;
        for (int i = 0; i < 21; ++i) {
            sources.push_back({folder / (std::to_string(i) + ".png"), i == 5 ? std::string(64, '0') : ""});
            tests::writePicture(sources.back().path, 16 + i, i, false);
        }
        writeFile(sources[2].path, "not a picture");
        writeFile(sources[3].path, "");
        std::vector<int> columns;
        std::vector<std::size_t> failed;
        ReadSettings settings{.input = {}, .threads = 3, .chunk = 4};
        settings.input.resize = settings.input.crop = 16;
        const auto take = [&](std::size_t first, std::span<base::Result<Crop>> crops) {
            for (std::size_t i = 0; i < crops.size(); ++i) {
                columns.push_back(crops[i] ? crops[i]->input.transform.originalColumns : 0);
                if (!crops[i]) failed.push_back(first + i);
            }
            return true;
        };
        QVERIFY(readCrops(sources, settings, take, {}));
        QVERIFY(failed == (std::vector<std::size_t>{2, 3, 5}));
        for (int i = 0; i < 21; ++i)
            QCOMPARE(columns[static_cast<std::size_t>(i)], i == 2 || i == 3 || i == 5 ? 0 : 16 + i);
        std::stop_source stopped;
        stopped.request_stop();
        QVERIFY(!readCrops(sources, settings, take, stopped.get_token()));
    }

    void decodersGiveOneLogitForEachPixelOfAnyNetwork() {
        for (const auto backbone :
             {nets::Backbone::VitBase, nets::Backbone::Resnet50, nets::Backbone::EfficientnetLite}) {
            nets::NetworkConfig config;
            config.image = tests::tinyEncoder(backbone);
            nets::AsgNetwork network(config);
            network->eval();
            const auto decoder = makeMaskDecoder(config.image, {});
            QVERIFY(decoder.ok());
            const auto logits = (*decoder)->forward(encodeMaps(network, at::rand({2, 3, 32, 32})), 32);
            QVERIFY(logits.sizes() == (std::vector<std::int64_t>{2, 1, 32, 32}));
        }
        QVERIFY(!makeMaskDecoder(tests::tinyEncoder(nets::Backbone::Resnet50), {8, 4}).ok());
        QVERIFY(!makeMaskDecoder(tests::tinyEncoder(nets::Backbone::EfficientnetLite), {8, 4}).ok());
        QVERIFY(!makeMaskDecoder(tests::tinyEncoder(nets::Backbone::VitBase), {8, 0}).ok());
        nets::ImageEncoderConfig dense;
        dense.backbone = nets::Backbone::Densenet;
        QCOMPARE(makeMaskDecoder(dense, {}).error().code, base::ErrorCode::Unsupported);
    }

    void lossOfEmptyMasksIsFinite() {
        const auto empty = at::zeros({1, 1, 4, 4});
        for (const double logit : {-100.0, 0.0, 100.0})
            QVERIFY(std::isfinite(maskLoss(at::full({1, 1, 4, 4}, logit), empty).item<double>()));
    }
};

QTEST_GUILESS_MAIN(DownstreamParts)
#include "test_downstream_parts.moc"
