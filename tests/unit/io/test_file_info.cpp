#include "core/io/file_info.h"
#include "core/io/image_writer.h"
#include "core/io/open_radiograph.h"
#include "tests/unit/io/made_dicom.h"
#include "tests/unit/io/shared_data.h"

#include <QTemporaryDir>
#include <QTest>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <nlohmann/json.hpp>

namespace fs = std::filesystem;
using asg::io::FileInfo;
using asg::io::inspectFile;
using asg::test::MadeDicom;

class TestFileInfo : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    static MadeDicom chest() {
        MadeDicom made;
        made.rows = 200;
        made.columns = 180;
        return made;
    }
    FileInfo inspect(const MadeDicom& made) {
        const fs::path path = m_folder.filePath("made.dcm").toStdString();
        if (!asg::test::writeMadeDicom(path, made)) qFatal("the file could not be written");
        auto info = inspectFile(path);
        if (!info) qFatal("%s", info.error().text.c_str());
        return std::move(info).value();
    }
    static std::string reasonsOf(const FileInfo& info) { return asg::io::fileInfoJson(info)["reasons"].dump(); }
    static bool says(const FileInfo& info, const char* word) { return reasonsOf(info).find(word) != std::string::npos; }

private Q_SLOTS:
    void aFrontalChestRadiographIsTaken() {
        const FileInfo info = inspect(chest());
        QVERIFY2(info.modelTakes, reasonsOf(info).c_str());
        QVERIFY(info.reasons.empty());
    }

    void whatIsNotAFrontalChestRadiographIsRefusedWithTheReason_data() {
        using Change = void (*)(MadeDicom&);
        QTest::addColumn<void*>("change");
        QTest::addColumn<QByteArray>("word");
        const auto add = [](const char* name, Change change, const char* word) {
            QTest::newRow(name) << reinterpret_cast<void*>(change) << QByteArray(word);
        };
        add(
            "modality", [](MadeDicom& made) { made.modality = "CT"; }, "CT");
        add(
            "body part", [](MadeDicom& made) { made.bodyPart = "SKULL"; }, "SKULL");
        add(
            "lateral", [](MadeDicom& made) { made.viewPosition = "LL"; }, "lateral");
        add(
            "small", [](MadeDicom& made) { made.rows = 60; }, "small");
        add(
            "narrow", [](MadeDicom& made) { made.rows = 800; }, "narrow");
        add(
            "raw",
            [](MadeDicom& made) {
                made.change = [](DcmDataset& d) { d.putAndInsertString(DCM_PresentationIntentType, "FOR PROCESSING"); };
            },
            "raw");
        add(
            "animal",
            [](MadeDicom& made) {
                made.change = [](DcmDataset& d) { d.putAndInsertString(DCM_PatientSpeciesDescription, "Canis lupus"); };
            },
            "animal");
        add(
            "dental",
            [](MadeDicom& made) {
                made.bodyPart.clear();
                made.change = [](DcmDataset& d) { d.putAndInsertString(DCM_StudyDescription, "Panoramic teeth"); };
            },
            "dental");
    }
    void whatIsNotAFrontalChestRadiographIsRefusedWithTheReason() {
        QFETCH(void*, change);
        QFETCH(QByteArray, word);
        MadeDicom made = chest();
        reinterpret_cast<void (*)(MadeDicom&)>(change)(made);
        const FileInfo info = inspect(made);
        QVERIFY(!info.modelTakes);
        QVERIFY2(says(info, word.constData()), reasonsOf(info).c_str());
    }

    /// The viewer learns of the refusal from the radiograph itself.
    void theRadiographWarnsOfTheSame() {
        const fs::path path = m_folder.filePath("made.dcm").toStdString();
        MadeDicom made = chest();
        made.bodyPart = "HAND";
        QVERIFY(asg::test::writeMadeDicom(path, made));
        const auto opened = asg::io::openRadiograph(path);
        QVERIFY(opened.ok());
        QCOMPARE(opened->warnings.size(), std::size_t{1});
        QCOMPARE(opened->warnings.front().code, asg::domain::WarningCode::OtherBodyPart);
        QCOMPARE(asg::domain::codeName(opened->warnings.front()), "not-frontal-chest");
    }

    void theJsonHasTheContractsKeys() {
        MadeDicom made = chest();
        made.windowCenters = "100\\200";
        made.windowWidths = "50\\60";
        made.voiLuts = {{0, 12, {1, 2, 3}}};
        made.change = [](DcmDataset& d) { d.putAndInsertString(DCM_PixelSpacing, "0.2\\0.3"); };
        const auto json = asg::io::fileInfoJson(inspect(made));
        QCOMPARE(json["kind"].get<std::string>(), "dicom");
        QCOMPARE(json["sopClass"].get<std::string>(), "1.2.840.10008.5.1.4.1.1.1");
        QCOMPARE(json["transferSyntax"].get<std::string>(), "1.2.840.10008.1.2.1");
        QCOMPARE(json["photometric"].get<std::string>(), "MONOCHROME2");
        QCOMPARE(json["rows"].get<int>(), 200);
        QCOMPARE(json["columns"].get<int>(), 180);
        QCOMPARE(json["frames"].get<int>(), 1);
        QCOMPARE(json["bitsAllocated"].get<int>(), 16);
        QCOMPARE(json["bitsStored"].get<int>(), 12);
        QCOMPARE(json["spacingMm"].dump(), "[0.2,0.3]");
        QCOMPARE(json["spacingSource"].get<std::string>(), "pixel spacing");
        QCOMPARE(json["windows"][1]["center"].get<double>(), 200.0);
        QCOMPARE(json["windows"][1]["function"].get<std::string>(), "LINEAR");
        QCOMPARE(json["voiLuts"].dump(), "[\"MADE\"]");
        QCOMPARE(json["modalityLut"].get<bool>(), false);
        QVERIFY(json["characterSet"].is_null());
        QCOMPARE(json["view"].get<std::string>(), "PA");
        QCOMPARE(json["modelTakes"].get<bool>(), true);
        QVERIFY(json["reasons"].empty());
    }

    void imagesAreDescribedToo() {
        const fs::path path = m_folder.filePath("chest.png").toStdString();
        const std::vector<std::uint8_t> grey(200 * 200, 7);
        QVERIFY(asg::io::writePng(path, grey, 200, 200).ok());
        const auto info = inspectFile(path);
        QVERIFY(info.ok());
        QVERIFY(info->modelTakes);
        const auto json = asg::io::fileInfoJson(*info);
        QCOMPARE(json["kind"].get<std::string>(), "image");
        QVERIFY(json["spacingMm"].is_null());
        QVERIFY(json["transferSyntax"].is_null());
    }

    void realFilesAreJudgedRightly_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("taken");
        const fs::path root = asg::test::sharedData() / "dicom";
        for (const auto& path : asg::test::filesBelow(root / "chest"))
            QTest::newRow(path.filename().c_str()) << QString::fromStdString(path.string()) << true;
        for (const char* folder : {"not_frontal_chest", "sr"})
            for (const auto& path : asg::test::filesBelow(root / folder))
                QTest::newRow(path.filename().c_str()) << QString::fromStdString(path.string()) << false;
        if (!fs::exists(root)) QTest::newRow("absent") << QString() << false;
    }
    void realFilesAreJudgedRightly() {
        QFETCH(QString, path);
        QFETCH(bool, taken);
        if (path.isEmpty()) QSKIP("the shared data are absent");
        const auto info = inspectFile(path.toStdString());
        QVERIFY2(info.ok(), info ? "" : info.error().text.c_str());
        QCOMPARE(info->modelTakes, taken);
        QCOMPARE(reasonsOf(*info) == "[]", taken);
    }

    void undecodablePicturesAreDescribedWithTheReason() {
        const fs::path path = asg::test::sharedData() / "dicom/corpus_other/monochrome_jpeg_xl.dcm";
        if (!fs::exists(path)) QSKIP("the shared data are absent");
        const auto info = inspectFile(path);
        QVERIFY(info.ok());
        QVERIFY(!info->modelTakes);
        QVERIFY(says(*info, "JPEG XL Lossless is not supported"));
        QVERIFY(*info->rows > 0);
    }
};

QTEST_GUILESS_MAIN(TestFileInfo)
#include "test_file_info.moc"
