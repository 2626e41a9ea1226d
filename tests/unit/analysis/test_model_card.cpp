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
        QTest::newRow("unknown tag") << QByteArray("edema") << QByteArray("gout");
        QTest::newRow("crop beyond resize") << QByteArray("\"crop\": 224") << QByteArray("\"crop\": 300");
        QTest::newRow("negative size") << QByteArray("\"crop\": 224") << QByteArray("\"crop\": -1");
        QTest::newRow("huge size") << QByteArray("\"resize\": 256") << QByteArray("\"resize\": 99999999");
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
