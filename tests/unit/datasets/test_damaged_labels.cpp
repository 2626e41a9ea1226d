#include "core/datasets/box_lists.h"
#include "core/datasets/json_file.h"
#include "core/datasets/ms_cxr.h"
#include "core/datasets/padchest_gr.h"
#include "core/datasets/radgraph.h"
#include "core/datasets/read_studies.h"
#include "core/datasets/scene_graph.h"
#include "tests/unit/datasets/label_files.h"
#include "tests/unit/text/shipped_parser.h"

#include <QTest>

using namespace asg;
using namespace asg::datasets;
using namespace asg::datasets::test;
using domain::Existence;

namespace {

const std::string kVinDrHead = "image_id,rad_id,class_name,x_min,y_min,x_max,y_max\n";
const std::string kNihHead = "Image Index,Finding Label,Bbox [x,y,w,h],,,\n";
const std::string kMsCxrHead = "dicom_id,category_name,label_text,path,x,y,w,h,image_width,image_height,split\n";

bool says(const LeftOut& leftOut, std::string_view words) {
    return std::ranges::any_of(leftOut, [&](const auto& error) { return error.text.find(words) != std::string::npos; });
}

}  // namespace

/// What is wrong in one place of a file costs what stands there, and is said.
class TestDamagedLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // An inch mark swallowed the rows up to the next one, and gave one image's boxes to another.
    void aQuoteInsideACellIsACharacter() {
        const auto path = m_folder.file("v.csv", kVinDrHead + "a,R1,5\" tube,1,2,30,40\nb,R1,6\" tube,1,2,30,50\n" +
                                                     "c,R1,\"x, \"\"y\"\"\r\nz\",1,2,30,60\n");
        const auto studies = readVinDr(path, m_parser);
        QVERIFY2(studies.ok(), studies.ok() ? "" : studies.error().text.c_str());
        QCOMPARE(studies->size(), std::size_t{3});
        QCOMPARE(studies->at(0).findings.at(0).label, std::string("5\" tube"));
        QCOMPARE(studies->at(1).findings.at(0).label, std::string("6\" tube"));
        QVERIFY((studies->at(1).findings[0].boxesInImagePixels.at(0) == base::Box{1, 2, 30, 50}));
        QCOMPARE(studies->at(2).findings.at(0).label, std::string("x, \"y\"\r\nz"));
    }

    void aQuoteThatIsNeverClosedIsAnErrorNamingItsRecord() {
        const auto path =
            m_folder.file("v.csv", kVinDrHead + "a,R1,Mass,1,2,30,40\nb,R1,\"Mass,1,2,3,4\nc,R1,Mass,1,2,3,4\n");
        LeftOut leftOut;
        const auto studies = readVinDr(path, m_parser, {}, &leftOut);
        QVERIFY(!studies.ok());
        QVERIFY2(studies.error().text.find("v.csv: record 3 opens a quote") != std::string::npos,
                 studies.error().text.c_str());
    }

    void aTablesBadRecordIsLeftOutAndNamed_data() {
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("cut off") << QByteArray("b,R1,Ma") << QByteArray("record 3 has 3 cells, not 7");
        QTest::newRow("cut off inside quotes") << QByteArray("b,R1,\"Ma") << QByteArray("record 3 is cut off");
        QTest::newRow("too long") << QByteArray("b,R1,Mass,1,2,3,4,5\na,R2,Mass,1,2,3,4\n")
                                  << QByteArray("record 3 has 8 cells, not 7");
    }
    void aTablesBadRecordIsLeftOutAndNamed() {
        QFETCH(QByteArray, record);
        QFETCH(QByteArray, said);
        const auto path = m_folder.file("v.csv", kVinDrHead + "a,R1,Mass,1,2,30,40\n" + record.toStdString());
        LeftOut leftOut;
        const auto studies = readStudies("vindr-cxr", path, m_parser, {}, {.leftOut = &leftOut});
        QVERIFY(studies.done());
        QCOMPARE(studies.value().size(), std::size_t{1});
        QCOMPARE(leftOut.size(), std::size_t{1});
        QVERIFY2(says(leftOut, said.toStdString()) && says(leftOut, "v.csv"), leftOut[0].text.c_str());
        // A caller that does not ask for them does not lose them unawares.
        const auto strict = readVinDr(path, m_parser);
        QVERIFY(!strict.ok());
        QCOMPARE(strict.error().text, leftOut[0].text);
    }

    void aTableWithoutOneGoodRecordIsRefused() {
        LeftOut leftOut;
        QVERIFY(!readVinDr(m_folder.file("v.csv", kVinDrHead + "a,R1\nb,R1\n"), m_parser, {}, &leftOut).ok());
    }

    void aBadRecordOfTheNihListCostsNoOther() {
        const auto path = m_folder.file("n.csv", kNihHead + "1.png,Mass, 1, +2 ,3,4,,,\n2.png,Mass,1,nan,3,4,,,\n" +
                                                     ",Mass,1,2,3,4\n3.png,Mass,1,2\n");
        LeftOut leftOut;
        const auto studies = readNihBoxes(path, m_parser, {}, &leftOut);
        QVERIFY2(studies.ok(), studies.ok() ? "" : studies.error().text.c_str());
        QCOMPARE(studies->size(), std::size_t{2});
        QVERIFY((studies->at(0).findings.at(0).boxesInImagePixels.at(0) == base::Box{1, 2, 4, 6}));
        QVERIFY(studies->at(0).warnings.empty());
        QCOMPARE(tags(studies->at(1).findings), std::string("mass"));
        QVERIFY(studies->at(1).findings[0].boxesInImagePixels.empty());
        QVERIFY(warns(studies->at(1).warnings, "box-dropped", "in record 3 was left out: y is \"nan\""));
        QCOMPARE(leftOut.size(), std::size_t{2});
        QVERIFY(says(leftOut, "record 4 ") && says(leftOut, "record 5 "));
    }

    // An empty class came out as a present finding without a name.
    void aRecordThatNamesNoImageOrLabelIsLeftOut() {
        LeftOut leftOut;
        const auto vinDr =
            readVinDr(m_folder.file("v.csv", kVinDrHead + "a,R1,,1,2,30,40\n,R1,Mass,1,2,30,40\na,R1,Mass,1,2,30,40\n"),
                      m_parser, {}, &leftOut);
        QVERIFY(vinDr.ok());
        QCOMPARE(tags(vinDr->at(0).findings), std::string("mass"));
        QVERIFY(says(leftOut, "record 2 names no label") && says(leftOut, "record 3 names no image"));
        const auto msCxr =
            readMsCxr(m_folder.file("m.csv", kMsCxrHead + "d,,opacity,p,10,20,3,40,100,200,train\n"
                                                          "d,Pneumonia,opacity,p,10,20,3,40,100,200,train\n"),
                      m_parser, {}, &leftOut);
        QVERIFY(msCxr.ok());
        QCOMPARE(msCxr->at(0).findings.size(), std::size_t{1});
        QVERIFY(says(leftOut, "m.csv: record 2 names no label"));
    }

    void warningsOfBadNumbersNameRecordAndValue() {
        const auto vinDr =
            readVinDr(m_folder.file("v.csv", kVinDrHead + "\na,R1,Mass, 1,2 ,30,40\na,R1,Mass,1,2,3O,40\n"), m_parser);
        QVERIFY(vinDr.ok());
        QVERIFY(warns(vinDr->at(0).warnings, "box-dropped", "\"Mass\" in record 3 was left out: x_max is \"3O\""));
        QCOMPARE(vinDr->at(0).findings.at(0).boxesInImagePixels.size(), std::size_t{1});
        const auto msCxr = readMsCxr(
            m_folder.file("m.csv", kMsCxrHead + "d,Pneumonia,opacity,p,10,20,inf,40,100,200,train\n"), m_parser);
        QVERIFY(msCxr.ok());
        QVERIFY(warns(msCxr->at(0).warnings, "box-dropped", "in record 2 was left out: w is \"inf\""));
    }

    void numbersMayHaveBlanksAndASign_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        for (const char* good : {"5", " 5", "5\t", "+5", " +5 ", "5.0", "5e0"})
            QTest::newRow(good) << QByteArray(good) << true;
        for (const char* bad : {"", " ", "+", "+-5", "++5", "5 5", "5px", "nan", "1e999"})
            QTest::addRow("\"%s\"", bad) << QByteArray(bad) << false;
    }
    void numbersMayHaveBlanksAndASign() {
        QFETCH(QByteArray, text);
        QFETCH(bool, good);
        const auto number = numberIn(text.toStdString());
        QCOMPARE(number.has_value(), good);
        if (good) QCOMPARE(*number, 5.0);
    }

    // What the reader saw is there, wherever its box went wrong.
    void msCxrKeepsTheLabelOfABoxThatIsLeftOut_data() {
        QTest::addColumn<QByteArray>("box");
        QTest::newRow("empty") << QByteArray("10,20,0,40");
        QTest::newRow("outside") << QByteArray("300,20,30,40");
        QTest::newRow("no numbers") << QByteArray(",,,");
    }
    void msCxrKeepsTheLabelOfABoxThatIsLeftOut() {
        QFETCH(QByteArray, box);
        const auto studies = readMsCxr(
            m_folder.file("m.csv", kMsCxrHead + "d,Pneumonia,opacity,p," + box.toStdString() + ",100,200,train\n"),
            m_parser);
        QVERIFY(studies.ok());
        const auto& study = studies->at(0);
        QCOMPARE(tags(study.findings), std::string("pneumonia"));
        QVERIFY(study.findings[0].boxesInImagePixels.empty() && warns(study.warnings, "box-dropped"));
    }

    void aRegionGivenTwiceHasTheLaterBox() {
        const auto study = readSceneGraph(m_folder.file("s.json", R"({"image_id": "a", "objects": [
            {"bbox_name": "spine", "original_x1": 1, "original_y1": 2, "original_x2": 3, "original_y2": 4},
            {"bbox_name": "spine", "original_x1": 5, "original_y1": 6, "original_x2": 7, "original_y2": 8},
            {"bbox_name": "spine", "original_x1": 5, "original_y1": 6, "original_x2": 5, "original_y2": 8}]})"),
                                          m_parser);
        QVERIFY(study.ok());
        QCOMPARE(study->regions.size(), std::size_t{1});
        QVERIFY((study->regions[0].boxInImagePixels == base::Box{5, 6, 7, 8}));
        QVERIFY(warns(study->warnings, "region-repeated", "spine"));
    }

    void aRadGraphReportWithoutEntitiesIsWarnedOf_data() {
        QTest::addColumn<QByteArray>("report");
        QTest::addColumn<bool>("warned");
        QTest::newRow("none") << QByteArray(R"({"text": "x"})") << true;
        QTest::newRow("a list") << QByteArray(R"({"entities": []})") << true;
        QTest::newRow("null") << QByteArray(R"({"entities": null})") << true;
        QTest::newRow("a reader without") << QByteArray(R"({"labeler_1": {"entities": {}}, "labeler_2": 3})") << true;
        QTest::newRow("nothing to say") << QByteArray(R"({"entities": {}})") << false;
    }
    void aRadGraphReportWithoutEntitiesIsWarnedOf() {
        QFETCH(QByteArray, report);
        QFETCH(bool, warned);
        const auto studies = readRadGraph(m_folder.file("r.json", R"({"r": )" + report.toStdString() + "}"), m_parser);
        QVERIFY(studies.ok());
        QCOMPARE(warns(studies->at(0).warnings, "no-entities"), warned);
    }

    // A finding with a box came out as absent.
    void padChestsAbnormalIsReadInEveryFormOrWarnedOf_data() {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<bool>("boxed");
        QTest::addColumn<QByteArray>("existence");
        QTest::addColumn<bool>("warned");
        const auto row = [](const char* said, bool boxed, const char* existence, bool warned) {
            QTest::addRow("%s%s", said, boxed ? " with a box" : "")
                << QByteArray(said) << boxed << QByteArray(existence) << warned;
        };
        for (const char* yes : {"true", "1", "\"true\"", "\"True\"", "\"1\""}) row(yes, false, "present", false);
        for (const char* no : {"false", "0", "\"false\""}) row(no, false, "absent", false);
        row("true", true, "present", false);
        row("false", true, "present", true);
        for (const char* unclear : {"", "null", "2", "\"maybe\"", "[]"}) {
            row(unclear, true, "present", true);
            row(unclear, false, "", true);
        }
    }
    void padChestsAbnormalIsReadInEveryFormOrWarnedOf() {
        QFETCH(QByteArray, said);
        QFETCH(bool, boxed);
        QFETCH(QByteArray, existence);
        QFETCH(bool, warned);
        std::string entry = R"({"sentence_en": "Nodule.", "labels": ["nodule"])";
        if (!said.isEmpty()) entry += ", \"abnormal\": " + said.toStdString();
        if (boxed) entry += ", \"boxes\": [[0, 0, 1, 1]]";
        const auto studies =
            readPadChestGr(m_folder.file("p.json", R"([{"ImageID": "i", "findings": [)" + entry + "}]}]"), m_parser);
        QVERIFY(studies.ok());
        const auto& study = studies->at(0);
        const auto read = study.findings.empty() ? std::string() : std::string(name(study.findings[0].existence));
        QCOMPARE(read, existence.toStdString());
        QCOMPARE(warns(study.warnings, "abnormal-unclear", "\"Nodule.\""), warned);
        QCOMPARE(study.report, std::string("Nodule."));
    }

    void padChestsFindingsOfAnotherFormAreWarnedOf() {
        const auto studies = readPadChestGr(m_folder.file("p.json", R"([
            {"ImageID": "i", "findings": ["Nodule.", {"sentence_en": "Mass.", "abnormal": true}]},
            {"ImageID": "k", "findings": {"sentence_en": "Mass."}}, {"ImageID": "l", "findings": null}])"),
                                            m_parser);
        QVERIFY(studies.ok());
        QVERIFY(warns(studies->at(0).warnings, "unknown-finding"));
        QCOMPARE(tags(studies->at(0).findings), std::string("mass"));
        QVERIFY(warns(studies->at(1).warnings, "unknown-finding"));
        QVERIFY(studies->at(2).warnings.empty());
    }

private:
    const Folder m_folder;
    const text::ReportParser m_parser = text::test::shippedParser();
};

QTEST_APPLESS_MAIN(TestDamagedLabels)
#include "test_damaged_labels.moc"
