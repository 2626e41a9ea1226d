#include "core/analysis/models_library.h"
#include "core/base/atomic_file.h"

#include <QTemporaryDir>
#include <QTest>

using namespace asg;

namespace {

const char* const kCard = R"({"name": "asg-test", "version": "1.0", "sha256": "ab",
    "input": {"resize": 256, "crop": 224, "mean": [0.485, 0.456, 0.406], "deviation": [0.229, 0.224, 0.225]},
    "trainedRegions": ["left lung", {"name": "spine", "note": "read"}], "trainedTags": ["edema"], "hasAlignment": false})";

std::filesystem::path folderWith(const QTemporaryDir& folder, const QByteArray& card) {
    const std::filesystem::path path(folder.path().toStdString());
    if (!base::writeFileAtomically(path / "card.json", card.toStdString()).ok()) qFatal("cannot write");
    return path;
}

}  // namespace

class ModelCardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCardSaysWhatTheModelLearned() {
        const QTemporaryDir folder;
        const auto card = analysis::readModelCard(folderWith(folder, kCard));
        QVERIFY(card.ok());
        QCOMPARE(card->name, std::string("asg-test"));
        QCOMPARE(card->input.crop, 224);
        QCOMPARE(card->trainedRegions.size(), std::size_t{2});
        QCOMPARE(card->trainedTags.at(0), *domain::tagFromName("edema"));
    }

    void aCardWithoutNamesHasThePublishedOutputs() {
        const QTemporaryDir folder;
        const auto card = analysis::readModelCard(folderWith(folder, kCard));
        QVERIFY(card.ok());
        QCOMPARE(card->tagOutputs.size(), std::size_t{40});
        QCOMPARE(card->tagOutputs[3], std::string("edema"));
        QCOMPARE(card->regionOutputs.size(), domain::kModelRegionCount);
    }

    void whatTheTableDoesNotListIsKeptByItsNameAndTheRestIsRead() {
        const QTemporaryDir folder;
        const auto text = QByteArray(kCard).replace(
            R"("trainedTags": ["edema"])",
            R"("tagOutputs": ["gout", "edema"], "trainedTags": [{"name": "gout", "threshold": 0.2}, "edema"])");
        const auto card = analysis::readModelCard(folderWith(folder, text));
        QVERIFY2(card.ok(), card.ok() ? "" : card.error().text.c_str());
        QCOMPARE(card->trainedTags, std::vector{*domain::tagFromName("edema")});
        QCOMPARE(card->unlistedTags, std::vector<std::string>{"gout"});
        QVERIFY2(card->text.find("**Not shown.** asg-test also judges \"gout\"") != std::string::npos,
                 card->text.c_str());
        QCOMPARE(card->tagOutputs, (std::vector<std::string>{"gout", "edema"}));
    }

    void theUndecidedBandIsTheCardsElseItsCalibrationErrorElseATenth_data() {
        QTest::addColumn<QByteArray>("tag");
        QTest::addColumn<QByteArray>("figures");
        QTest::addColumn<float>("low");
        QTest::addColumn<float>("high");
        const QByteArray measured(
            R"("tagEvaluationOnHeldOut": {"tags": [{"name": "edema", "calibrationError": 0.02}]})");
        QTest::newRow("said") << QByteArray(R"({"name": "edema", "threshold": 0.3, "undecided": [0.2, 0.45]})")
                              << measured << 0.2F << 0.45F;
        QTest::newRow("measured") << QByteArray(R"({"name": "edema", "threshold": 0.3})") << measured << 0.28F << 0.32F;
        QTest::newRow("within 0 to 1") << QByteArray(R"({"name": "edema", "threshold": 0.01})") << measured << 0.0F
                                       << 0.03F;
        QTest::newRow("neither") << QByteArray(R"({"name": "edema", "threshold": 0.3})")
                                 << QByteArray(R"("tagEvaluationOnHeldOut": {"tags": [{"name": "mass"}]})") << 0.27F
                                 << 0.33F;
        QTest::newRow("a bare name") << QByteArray(R"("edema")") << QByteArray(R"("x": 1)") << 0.45F << 0.55F;
    }

    void theUndecidedBandIsTheCardsElseItsCalibrationErrorElseATenth() {
        QFETCH(QByteArray, tag);
        QFETCH(QByteArray, figures);
        QFETCH(float, low);
        QFETCH(float, high);
        const QTemporaryDir folder;
        auto text = QByteArray(kCard).replace("\"edema\"", tag);
        text.chop(1);
        const auto card = analysis::readModelCard(folderWith(folder, text + ", " + figures + "}"));
        QVERIFY2(card.ok(), card.ok() ? "" : card.error().text.c_str());
        const auto band = card->undecided.at(*domain::tagFromName("edema"));
        QVERIFY(qAbs(band.low - low) < 1e-6F && qAbs(band.high - high) < 1e-6F);
    }

    void howWellARegionIsPlacedStandsInTheCard() {
        const QTemporaryDir folder;
        const auto text = QByteArray(kCard).replace(
            "\"left lung\"",
            R"({"name": "left lung", "iouWithReadBoxes": {"value": 0.53, "low": 0.48, "high": 0.57, "count": 9}})");
        const auto card = analysis::readModelCard(folderWith(folder, text));
        QVERIFY(card.ok());
        QCOMPARE(card->regionFits.size(), std::size_t{1});
        QVERIFY(card->regionFits.at(*domain::regionFromName("left lung")) == (domain::RegionFit{0.53F, 0.48F}));
    }

    void aModelWithoutACanaryIsUncheckedAndItsCardBeginsSo() {
        const QTemporaryDir folder;
        const auto path = folderWith(folder, kCard);
        const auto unchecked = analysis::readModelCard(path);
        QVERIFY(!unchecked->isChecked);
        QVERIFY(unchecked->text.starts_with("**Unchecked.**"));
        QVERIFY(base::writeFileAtomically(path / "canary.json", std::string_view("{}")).ok());
        const auto checked = analysis::readModelCard(path);
        QVERIFY(checked->isChecked);
        QVERIFY(checked->text.empty());
    }

    void aFolderWithoutCardSaysHowToMakeAModel() {
        const QTemporaryDir folder;
        const auto card = analysis::readModelCard(folder.path().toStdString());
        QCOMPARE(card.error().code, base::ErrorCode::NotFound);
        QVERIFY(card.error().text.find("asg model convert") != std::string::npos);
    }

    void brokenCardsAreRefusedWithTheReason_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("no JSON") << QByteArray("{\"name\"") << QByteArray("name");
        QTest::newRow("unknown region") << QByteArray("left lung") << QByteArray("left kidney");
        QTest::newRow("a tag that is no output")
            << QByteArray("\"hasAlignment\"") << QByteArray(R"("tagOutputs": ["mass"], "hasAlignment")");
        QTest::newRow("a region that is no output")
            << QByteArray("\"hasAlignment\"") << QByteArray(R"("regionOutputs": ["spine"], "hasAlignment")");
        QTest::newRow("an output twice") << QByteArray("\"hasAlignment\"")
                                         << QByteArray(R"("tagOutputs": ["edema", "edema"], "hasAlignment")");
        QTest::newRow("a band that ends before it begins")
            << QByteArray("\"edema\"") << QByteArray(R"({"name": "edema", "undecided": [0.6, 0.4]})");
        QTest::newRow("half a band") << QByteArray("\"edema\"")
                                     << QByteArray(R"({"name": "edema", "undecided": [0.6]})");
        QTest::newRow("crop beyond resize") << QByteArray("\"crop\": 224") << QByteArray("\"crop\": 300");
        QTest::newRow("negative size") << QByteArray("\"crop\": 224") << QByteArray("\"crop\": -1");
        QTest::newRow("huge size") << QByteArray("\"resize\": 256") << QByteArray("\"resize\": 99999999");
        QTest::newRow("a size of which an int holds a part")
            << QByteArray("\"crop\": 224") << QByteArray("\"crop\": 4294967520");
        QTest::newRow("half a pixel") << QByteArray("\"crop\": 224") << QByteArray("\"crop\": 224.5");
        QTest::newRow("a mean that no float holds") << QByteArray("[0.485,") << QByteArray("[1e39,");
        QTest::newRow("a deviation of nothing") << QByteArray("[0.229,") << QByteArray("[0,");
        QTest::newRow("nested deeper than any card")
            << QByteArray("\"1.0\"") << QByteArray(100000, '[') + QByteArray(100000, ']');
    }

    void brokenCardsAreRefusedWithTheReason() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const QTemporaryDir folder;
        const auto card = analysis::readModelCard(folderWith(folder, QByteArray(kCard).replace(from, to)));
        QVERIFY(!card.ok());
        QCOMPARE(card.error().code, base::ErrorCode::InvalidData);
        QVERIFY(card.error().text.find("card.json") != std::string::npos);
    }

    void devicesAreUnderstoodOrRefused() {
        using Kind = analysis::DeviceChoice::Kind;
        QCOMPARE(analysis::parseDevice("cuda:3")->index, 3);
        QCOMPARE(analysis::parseDevice("cpu")->kind, Kind::Cpu);
        for (const char* wrong : {"gpu", "cuda:", "cuda:-1", "cuda:1x", "", "CPU"})
            QVERIFY(!analysis::parseDevice(wrong).ok());
    }

    void precisionsAreUnderstoodOrRefused() {
        using enum analysis::PrecisionChoice;
        QCOMPARE(*analysis::parsePrecision("auto"), Auto);
        QCOMPARE(*analysis::parsePrecision("float32"), Float32);
        QCOMPARE(*analysis::parsePrecision("bfloat16"), Bfloat16);
        for (const char* wrong : {"bf16", "float16", "", "Auto"}) QVERIFY(!analysis::parsePrecision(wrong).ok());
    }
};

QTEST_GUILESS_MAIN(ModelCardTest)
#include "test_model_card.moc"
