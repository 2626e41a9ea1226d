#include "tests/unit/cli/run_asg.h"

#include <QJsonArray>
#include <QTest>

using namespace cli_test;

/// What `asg analyse --imported` makes of the files of `asg import`.
class ImportedLabelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void analyseTakesImportedBoxesAndLabelsBeforeItsOwn() {
        const QTemporaryDir folder;
        textIn(folder, "ramp.json",
               R"({"schema": "asg-imported/1", "image": "ramp", "imageSize": [1, 1], "text": null,
                   "regions": [{"name": "spine", "box": [0.25, 0.5, 0.5, 1]}],
                   "findings": [{"label": "effusion", "text": null, "tag": "pleural effusion", "existence": "present",
                                 "regions": ["left costophrenic angle"], "boxes": []}]})");
        const auto report = textIn(folder, "r.txt", "No pleural effusion. The spine is straight.");
        const auto run = asg({"analyse", rampIn(folder), "--report", report, "--imported", folder.path(), "--device",
                              "cpu", "--out", folder.filePath("out"), "--json"});
        QCOMPARE(run.code, 0);
        const auto analysis = QJsonDocument::fromJson(run.out).object()["analyses"].toArray()[0].toObject();
        bool spine = false;
        for (const auto& value : analysis["regions"].toArray()) {
            const auto region = value.toObject();
            QCOMPARE(region["origin"].toString(), region["name"] == "spine" ? "imported" : "model");
            spine = spine || (region["name"] == "spine" && region["box"] == QJsonArray({75, 200, 150, 400}));
        }
        QVERIFY(spine);
        const auto parsed = analysis["report"].toObject();
        QCOMPARE(parsed["tags"].toObject()["pleural effusion"].toString(), "present");
        const auto triplet = parsed["triplets"].toArray()[0].toObject();
        QCOMPARE(triplet["origin"].toString(), "imported");
        QCOMPARE(triplet["existence"].toString(), "present");
        QCOMPARE(analysis["imported"].toObject()["image"].toString(), "ramp");
        QByteArray codes;
        for (const auto& warning : analysis["warnings"].toArray())
            codes += warning.toObject()["code"].toString().toUtf8() + " ";
        QVERIFY2(codes.contains("imported-labels") && codes.contains("imported-boxes"), codes.constData());
        for (const auto& row : analysis["agreement"].toArray())
            if (row.toObject()["tag"] == "pleural effusion") QCOMPARE(row.toObject()["report"].toString(), "present");

        textIn(folder, "ramp.json", "{");
        const auto broken = asg({"analyse", rampIn(folder), "--imported", folder.path(), "--device", "cpu", "--out",
                                 folder.filePath("out")});
        QCOMPARE(broken.code, 1);
        QVERIFY2(broken.messages.contains("ramp.json"), broken.messages.constData());
    }

    // Labels of a picture without a report make none; they are still compared with the model.
    void withoutAReportThereIsNone() {
        const QTemporaryDir folder;
        textIn(folder, "ramp.json", study(R"("text": null, "regions": [], "findings": [
            {"label": "effusion", "tag": "pleural effusion", "existence": "present", "regions": [], "boxes": []}],
            "warnings": [{"code": "box-dropped", "text": "The box of effusion is empty."}])"));
        const auto analysis = analyse(folder, {"--imported", folder.path()});
        QVERIFY(analysis.contains("report") && analysis["report"].isNull());
        QCOMPARE(analysis["agreement"].toArray().size(), 40);
        for (const auto& row : analysis["agreement"].toArray())
            if (row.toObject()["tag"] == "pleural effusion") QCOMPARE(row.toObject()["report"].toString(), "present");
        const auto codes = codesOf(analysis);
        QVERIFY(codes.contains("imported-labels"));
        // What the import warned of is still said.
        QVERIFY(codes.contains("box-dropped"));
        QCOMPARE(analysis["imported"].toObject()["warnings"].toArray().size(), 1);
    }

    void boxesOfAnUnknownPictureAreUsedWithAWarning() {
        const QTemporaryDir folder;
        textIn(
            folder, "ramp.json",
            study(R"("imageSize": null, "regions": [{"name": "spine", "box": [100, 20, 200, 900]}], "findings": [])"));
        const auto codes = codesOf(analyse(folder, {"--imported", folder.path()}));
        QVERIFY(codes.contains("image-size-unknown") && codes.contains("box-clamped"));
    }

    void theLaterFolderWins() {
        const QTemporaryDir folder;
        const QTemporaryDir first;
        const QTemporaryDir second;
        textIn(first, "ramp.json", study(R"("text": "Cardiomegaly.", "regions": [], "findings": [
            {"label": "effusion", "tag": "pleural effusion", "existence": "present", "regions": [], "boxes": []},
            {"label": "mass", "tag": "mass", "existence": "present", "regions": [], "boxes": []}])"));
        textIn(second, "ramp.json", study(R"("text": "Mass.", "regions": [], "findings": [
            {"label": "effusion", "tag": "pleural effusion", "existence": "absent", "regions": [], "boxes": []}])"));
        const auto report =
            analyse(folder, {"--imported", first.path(), "--imported", second.path()})["report"].toObject();
        const auto tags = report["tags"].toObject();
        QCOMPARE(tags["pleural effusion"].toString(), "absent");
        QCOMPARE(tags["mass"].toString(), "present");
        QVERIFY(!tags.contains("cardiomegaly"));
    }

    void foldersThatSpeakOfDifferentImagesAreRefused() {
        const QTemporaryDir folder;
        const QTemporaryDir first;
        const QTemporaryDir second;
        textIn(first, "ramp.json", study(R"("patient": "1", "regions": [], "findings": [])"));
        textIn(second, "ramp.json", study(R"("patient": "2", "regions": [], "findings": [])"));
        const auto run = asg({"analyse", rampIn(folder), "--imported", first.path(), "--imported", second.path(),
                              "--device", "cpu", "--out", folder.filePath("out")});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.messages.contains("two patients"), run.messages.constData());
    }

    void picturesWithoutAnImportedFileAreCounted() {
        const QTemporaryDir folder;
        const QTemporaryDir empty;
        const auto run = asg({"analyse", rampIn(folder), "--imported", empty.path(), "--device", "cpu", "--out",
                              folder.filePath("out")});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.messages.contains("no file for 1 of the pictures"), run.messages.constData());
    }

private:
    static QByteArray study(const QByteArray& rest) {
        return R"({"schema": "asg-imported/1", "image": "ramp", )" + rest + "}";
    }

    /// The analysis of the ramp with these words.
    static QJsonObject analyse(const QTemporaryDir& folder, const QStringList& words) {
        const auto run =
            asg(QStringList{"analyse", rampIn(folder), "--device", "cpu", "--out", folder.filePath("out"), "--json"} +
                words);
        if (run.code != 0) qWarning("%s", run.messages.constData());
        return QJsonDocument::fromJson(run.out).object()["analyses"].toArray()[0].toObject();
    }

    static QStringList codesOf(const QJsonObject& analysis) {
        QStringList codes;
        for (const auto& warning : analysis["warnings"].toArray()) codes << warning.toObject()["code"].toString();
        return codes;
    }
};

QTEST_GUILESS_MAIN(ImportedLabelsTest)
#include "test_imported_labels.moc"
