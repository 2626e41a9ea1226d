#include "tests/unit/cli/run_asg.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace cli_test;

/// `asg import`: labels of other data sets, one file for each image.
class ImportCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void importWritesOneFileForEachImageAndGoesOnBehindABadFile() {
        const QTemporaryDir folder;
        const auto boxes = textIn(folder, "ms.csv",
                                  "dicom_id,category_name,label_text,path,x,y,w,h,image_width,image_height,split\n"
                                  "ramp,Pneumonia,left base opacity,p,10,20,30,40,300,400,train\n");
        const auto bad = textIn(folder, "bad.csv", "dicom_id\n");
        const auto out = folder.filePath("labels");
        const auto run = asg({"import", "ms-cxr", bad, boxes, "--out", out, "--json"});
        QCOMPARE(run.code, 1);
        QVERIFY(run.messages.contains("bad.csv"));
        const auto summary = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(summary["studies"].toInt(), 1);
        QCOMPARE(summary["findingBoxes"].toInt(), 1);
        QCOMPARE(summary["failed"].toArray().size(), 1);
        const auto study = objectIn(out + "/ramp.json");
        QCOMPARE(study["schema"].toString(), "asg-imported/1");
        const auto finding = study["findings"].toArray()[0].toObject();
        QCOMPARE(finding["tag"].toString(), "pneumonia");
        QCOMPARE(finding["origin"].toString(), "imported");
        QCOMPARE(asg({"import", "ms-cxr", bad, "--out", "/proc/none"}).code, 1);
        QCOMPARE(asg({"import", "shoes", bad, "--out", out}).code, 2);
        QCOMPARE(asg({"import", "ms-cxr", "--out", out}).code, 2);
    }

    // Two files on one image make one study; ids that would leave the folder do not.
    void importAddsUpWhatFilesSayOfOneImage() {
        const QTemporaryDir folder;
        const auto scene = [&](const QString& name, const QByteArray& region) {
            QByteArray text = R"({"image_id": "../../a", "objects": [
                {"bbox_name": "REGION", "original_x1": 1, "original_y1": 2, "original_x2": 30, "original_y2": 40}]})";
            return textIn(folder, name, text.replace("REGION", region));
        };
        const auto out = folder.filePath("labels");
        QCOMPARE(
            asg({"import", "chest-imagenome", scene("1.json", "spine"), scene("2.json", "carina"), "--out", out}).code,
            0);
        QCOMPARE(QDir(out).entryList(QDir::Files), QStringList{"a.json"});
        QCOMPARE(objectIn(out + "/a.json")["regions"].toArray().size(), 2);
    }

    void imagesThatWouldShareAFileAreNeverMerged() {
        const QTemporaryDir folder;
        const auto csv = textIn(folder, "v.csv", kVinDrHead + "x/a,R1,Cardiomegaly,1,1,9,9\ny/a,R1,Nodule,1,1,9,9\n");
        const auto out = folder.filePath("labels");
        const auto run = asg({"import", "vindr-cxr", csv, "--out", out, "--json"});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.messages.contains("y/a") && run.messages.contains("--out"), run.messages.constData());
        const auto summary = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(summary["studies"].toInt(), 1);
        QCOMPARE(summary["findings"].toInt(), 1);
        QCOMPARE(summary["failed"].toArray().size(), 1);
        const auto study = objectIn(out + "/a.json");
        QCOMPARE(study["image"].toString(), "x/a");
        QCOMPARE(study["findings"].toArray().size(), 1);
    }

    void patientsThatWouldShareAFileAreNeverMerged() {
        const QTemporaryDir folder;
        const auto scene = [&](const QString& name, const QByteArray& patient) {
            return textIn(folder, name, R"({"image_id": "a", "patient_id": )" + patient + R"(, "objects": []})");
        };
        const auto out = folder.filePath("labels");
        QCOMPARE(asg({"import", "chest-imagenome", scene("1.json", "1"), "--out", out}).code, 0);
        const auto run = asg({"import", "chest-imagenome", scene("2.json", "2"), "--out", out});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.messages.contains("two patients"), run.messages.constData());
        QCOMPARE(objectIn(out + "/a.json")["patient"].toString(), "1");
    }

    void aUsersFileIsNeverReplaced_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("other JSON") << QByteArray("{\"mine\": 1}");
        QTest::newRow("no JSON") << QByteArray("my notes");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("a damaged one of ours") << QByteArray("{\"schema\": \"asg-imported/1\"");
    }
    void aUsersFileIsNeverReplaced() {
        QFETCH(QByteArray, content);
        const QTemporaryDir folder;
        const QTemporaryDir out;
        textIn(out, "a.json", content);
        const auto csv = textIn(folder, "v.csv", kVinDrHead + "a,R1,Nodule,1,1,9,9\nb,R1,Nodule,1,1,9,9\n");
        const auto run = asg({"import", "vindr-cxr", csv, "--out", out.path()});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.messages.contains("a.json") && run.messages.contains("--out"), run.messages.constData());
        QFile kept(out.filePath("a.json"));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), content);
        QVERIFY(QFile::exists(out.filePath("b.json")));
    }

    void importingAgainAddsToOurOwnFilesAndSaysSo() {
        const QTemporaryDir folder;
        const auto first = textIn(folder, "1.csv", kVinDrHead + "a,R1,Nodule,1,1,9,9\n");
        const auto second = textIn(folder, "2.csv", kVinDrHead + "a,R2,Nodule,1,1,9,9\nb,R1,Nodule,-1,1,9,9\n");
        const auto out = folder.filePath("labels");
        QCOMPARE(asg({"import", "vindr-cxr", first, "--out", out}).code, 0);
        for (int time = 0; time < 2; ++time) {  // the second time changes nothing
            const auto run = asg({"import", "vindr-cxr", second, "--out", out, "--json"});
            QCOMPARE(run.code, 0);
            QVERIFY2(run.messages.contains("added to these"), run.messages.constData());
            QCOMPARE(QJsonDocument::fromJson(run.out).object()["updated"].toInt(), 1 + time);
            QCOMPARE(objectIn(out + "/a.json")["findings"].toArray().size(), 2);
            QCOMPARE(objectIn(out + "/b.json")["findings"].toArray().size(), 1);
            QCOMPARE(objectIn(out + "/b.json")["warnings"].toArray().size(), 1);
        }
        const auto reader = objectIn(out + "/a.json")["findings"].toArray()[1].toObject();
        QCOMPARE(reader["reader"].toString(), "R2");
        QVERIFY(reader["text"].isNull());
    }

    void manyFilesOnOneImageAllCount() {
        const QTemporaryDir folder;
        QStringList words{"import", "vindr-cxr"};
        for (int i = 0; i < 6; ++i)
            words << textIn(folder, QString("%1.csv").arg(i),
                            kVinDrHead + "a,R" + QByteArray::number(i) + ",Nodule,1,1,9,9\n");
        const auto out = folder.filePath("labels");
        QCOMPARE(asg(words + QStringList{"--out", out}).code, 0);
        QCOMPARE(objectIn(out + "/a.json")["findings"].toArray().size(), 6);
    }

    // Its own output lies in the folder that is walked, and tables of another kind beside the labels.
    void aFolderGivesTheFormatsFilesAndNotWhatImportWrote() {
        const QTemporaryDir folder;
        textIn(folder, "a_SceneGraph.json", R"({"image_id": "a", "objects": []})");
        textIn(folder, "splits.csv", "this,is,another,table\n");
        for (int time = 0; time < 2; ++time) {
            const auto run = asg({"import", "chest-imagenome", ".", "--out", ".", "--json"}, folder.path());
            QVERIFY2(run.code == 0, run.messages.constData());
            QCOMPARE(QJsonDocument::fromJson(run.out).object()["studies"].toInt(), 1);
        }
        const auto none = asg(
            {"import", "ms-cxr", QDir(folder.path()).filePath("a_SceneGraph.json"), "--out", folder.filePath("out")});
        QCOMPARE(none.code, 1);
        const QTemporaryDir empty;
        const auto nothing = asg({"import", "ms-cxr", empty.path(), "--out", empty.filePath("out")});
        QCOMPARE(nothing.code, 1);
        QVERIFY2(nothing.messages.contains(".csv"), nothing.messages.constData());
        QVERIFY(!QDir(empty.filePath("out")).exists());
    }

    void anInterruptedImportEndsWith130() {
        const QTemporaryDir folder;
        QByteArray rows = kVinDrHead;
        for (int i = 0; i < 40'000; ++i) rows += QByteArray::number(i) + ",R1,Nodule,1,1,9,9\n";
        const auto out = folder.filePath("labels");
        QProcess process;
        process.start(QStringLiteral(ASG_BINARY_DIR "/bin/asg"),
                      {"import", "vindr-cxr", textIn(folder, "v.csv", rows), "--out", out});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(out + "/0.json"), 60'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 130);
        QVERIFY(!QFile::exists(out + "/39999.json"));
    }

private:
    const QByteArray kVinDrHead = "image_id,rad_id,class_name,x_min,y_min,x_max,y_max\n";
};

QTEST_GUILESS_MAIN(ImportCommandTest)
#include "test_import_command.moc"
