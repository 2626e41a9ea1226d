#include "core/datasets/box_lists.h"
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

/// The published files' ways of saying things: several tags in one label, several readers, two languages.
class TestLabelLayouts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLabelGivesAFindingForEachTagThatItMeans_data() {
        QTest::addColumn<QByteArray>("label");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* label, const char* expected) {
            QTest::newRow(label) << QByteArray(label) << QByteArray(expected);
        };
        row("hydropneumothorax", "pleural effusion + pneumothorax");
        row("Nodule/Mass", "nodule + mass");
        row("mass/nodule (not otherwise specified)", "mass + nodule");
        row("No pneumothorax or pleural effusion.", "pneumothorax + pleural effusion");
        row("nodule without calcification", "nodule");
        row("left and right pleural effusion", "pleural effusion");
        row("left shoe", "");
    }
    void aLabelGivesAFindingForEachTagThatItMeans() {
        QFETCH(QByteArray, label);
        QFETCH(QByteArray, expected);
        const auto findings = readFindings(m_parser, label.toStdString(), Existence::Uncertain);
        QCOMPARE(tags(findings), expected.toStdString());
        for (const auto& finding : findings) {
            QCOMPARE(finding.label, label.toStdString());
            QCOMPARE(finding.existence, Existence::Uncertain);
        }
    }

    void everyFormatReadsAllTagsOfALabel() {
        const std::string both = "pleural effusion + pneumothorax";
        const auto read = [&](const char* format, std::string_view content) {
            auto studies = readStudies(format, m_folder.file("file", content), m_parser, {});
            return studies.done() ? studies.value().at(0).findings : std::vector<ImportedFinding>();
        };
        const auto vinDr = read("vindr-cxr",
                                "image_id,rad_id,class_name,x_min,y_min,x_max,y_max\n"
                                "a,R1,Hydropneumothorax,1,2,3,4\na,R1,Hydropneumothorax,5,6,7,8\n");
        QCOMPARE(tags(vinDr), both);
        for (const auto& finding : vinDr) QCOMPARE(finding.boxesInImagePixels.size(), std::size_t{2});
        QCOMPARE(tags(read("nih-boxes", "Image Index,Finding Label,x,y,w,h\na,Hydropneumothorax,1,2,3,4\n")), both);
        const auto msCxr = read("ms-cxr",
                                "dicom_id,category_name,label_text,path,x,y,w,h,image_width,image_height,split\n"
                                "a,Hydropneumothorax,left pneumothorax,p,1,2,3,4,100,100,train\n");
        QCOMPARE(tags(msCxr), both);
        QCOMPARE(*msCxr.at(1).laterality, domain::Side::Left);
        QCOMPARE(tags(read("padchest-gr", R"([{"ImageID": "a", "findings": [{"sentence_en": "x", "abnormal": true,
            "labels": ["hydropneumothorax"], "boxes": [[0, 0, 1, 1]]}]}])")),
                 both);
        QCOMPARE(tags(read("radgraph", R"({"a": {"text": "x", "entities": {"1": {"tokens": "hydropneumothorax",
            "label": "OBS-DP", "relations": []}}}})")),
                 both);
        QCOMPARE(tags(read("chest-imagenome", R"({"image_id": "a", "objects": [], "attributes": [
            {"bbox_name": "left lung", "attributes": [["anatomicalfinding|yes|hydropneumothorax"]]}]})")),
                 both);
    }

    // Reading the written label gives its tags again; written once for each they would double.
    void aLabelOfTwoTagsSurvivesWritingAndReading() {
        ImportedStudy study;
        study.image = "a";
        study.size = ImageSize{100, 100};
        study.findings = readFindings(m_parser, "hydropneumothorax", Existence::Present);
        for (auto& finding : study.findings) finding.boxesInImagePixels = {{1, 2, 3, 4}};
        const auto path = m_folder.path() / "written";
        QVERIFY(writeMsCxr(path, {study}, {{100, 100}}).ok());
        const auto msCxr = readMsCxr(path, m_parser);
        QVERIFY(msCxr.ok());
        QCOMPARE(msCxr->at(0).findings.size(), std::size_t{2});
        for (const auto& finding : msCxr->at(0).findings) QCOMPARE(finding.boxesInImagePixels.size(), std::size_t{1});
        QVERIFY(writePadChestGr(path, {study}, {{"a", {100, 100}}}).ok());
        QCOMPARE(readPadChestGr(path, m_parser)->at(0).findings.size(), std::size_t{2});
        for (auto& finding : study.findings) finding.regions = {*domain::regionFromName("left lung")};
        QVERIFY(writeSceneGraph(path, study, {100, 100}).ok());
        QCOMPARE(readSceneGraph(path, m_parser)->findings.size(), std::size_t{2});
    }

    void vinDrsConsensusHasNoReaders() {
        const auto studies =
            readVinDr(m_folder.file("v.csv", "image_id,class_name,x_min,y_min,x_max,y_max\na,Cardiomegaly,1,2,30,40\n"),
                      m_parser);
        QVERIFY2(studies.ok(), studies.ok() ? "" : studies.error().text.c_str());
        const auto& finding = studies->at(0).findings.at(0);
        QVERIFY(finding.reader.empty());
        QVERIFY((finding.boxesInImagePixels.at(0) == base::Box{1, 2, 30, 40}));
    }

    void radGraphsTestSetHasTwoReaders() {
        const auto studies = readRadGraph(m_folder.file("r.json", R"({"r": {"text": "Nodule or mass .",
            "labeler_1": {"entities": {"1": {"tokens": "nodule", "label": "OBS-DP", "relations": []}}},
            "labeler_2": {"entities": {"1": {"tokens": "mass", "label": "OBS-U", "relations": []}}}}})"),
                                          m_parser);
        QVERIFY(studies.ok());
        const auto& study = studies->at(0);
        QVERIFY(study.warnings.empty());
        QCOMPARE(tags(study.findings), std::string("nodule + mass"));
        QCOMPARE(study.findings[0].reader, std::string("labeler_1"));
        QCOMPARE(study.findings[1].reader, std::string("labeler_2"));
        QCOMPARE(study.findings[1].existence, Existence::Uncertain);
    }

    // "The heart is normal" came out as cardiomegaly.
    void whatRadGraphCallsNormalIsAbsent() {
        const auto studies = readRadGraph(m_folder.file("r.json", R"({"r": {"text": "Heart normal . Lungs clear .",
            "entities": {
              "1": {"tokens": "Heart", "label": "ANAT-DP", "relations": []},
              "2": {"tokens": "normal", "label": "OBS-DP", "relations": [["located_at", "1"]]},
              "3": {"tokens": "Lungs", "label": "ANAT-DP", "relations": []},
              "4": {"tokens": "clear", "label": "OBS-DP", "relations": [["located_at", "3"]]}}}})"),
                                          m_parser);
        QVERIFY(studies.ok());
        QCOMPARE(tags(studies->at(0).findings), std::string("cardiomegaly + opacity"));
        for (const auto& finding : studies->at(0).findings) QCOMPARE(finding.existence, Existence::Absent);
    }

    // An "unremarkable" port came out as an absent one, and a heart that is not normal as one that is not enlarged.
    void onlyRadGraphsNormalityItselfIsTurnedRound() {
        const auto studies =
            readRadGraph(m_folder.file("r.json", R"({"r": {"text": "Unremarkable port . Heart not normal .",
            "entities": {
              "1": {"tokens": "Unremarkable", "label": "OBS-DP", "relations": [["modify", "2"]]},
              "2": {"tokens": "port", "label": "OBS-DP", "relations": []},
              "3": {"tokens": "Heart", "label": "ANAT-DP", "relations": []},
              "4": {"tokens": "normal", "label": "OBS-DA", "relations": [["located_at", "3"]]}}}})"),
                         m_parser);
        QVERIFY(studies.ok());
        const auto& study = studies->at(0);
        QCOMPARE(tags(study.findings), std::string("line"));
        QCOMPARE(study.findings[0].existence, Existence::Present);
        QCOMPARE(study.warnings.size(), 1U);
        QCOMPARE(domain::codeName(study.warnings[0]), "denied-normality");
    }

    // Its labels and locations are English in both languages; read with Spanish tables they had no tags.
    void padChestsLabelsAreEnglishInEveryLanguage() {
        const auto path = m_folder.file("p.json", R"([{"ImageID": "i", "findings": [
            {"sentence_en": "Right pleural effusion.", "sentence_es": "Derrame pleural derecho.", "abnormal": true,
             "labels": ["pleural effusion"], "locations": ["right", "costophrenic angle"]},
            {"sentence_en": "No pneumothorax.", "sentence_es": "No hay neumotórax.", "abnormal": false}]}])");
        text::ParserOptions inSpanish;
        inSpanish.language = "es";
        const auto spanish = text::test::shippedParser(inSpanish);
        const auto studies = readStudies("padchest-gr", path, spanish, {}, {.language = "es", .english = &m_parser});
        QVERIFY(studies.done());
        const auto& study = studies.value().at(0);
        QCOMPARE(study.report, std::string("Derrame pleural derecho. No hay neumotórax."));
        QCOMPARE(tags(study.findings), std::string("pleural effusion + pneumothorax"));
        QCOMPARE(study.findings[0].text, std::string("Derrame pleural derecho."));
        QVERIFY(study.findings[0].regions == std::vector{*domain::regionFromName("right costophrenic angle")});
        QCOMPARE(study.findings[1].existence, Existence::Absent);
        // The labels stand on the words of the Spanish report.
        auto report = spanish.parse(study.report);
        overrule(report, study);
        QCOMPARE(report.triplets.size(), std::size_t{2});
        for (const auto& triplet : report.triplets) QVERIFY(triplet.imported);
    }

    // With Spanish tables "Pleural effusion" had no tag.
    void aTablesLabelsAreEnglishWhateverTheReportsAre() {
        const auto path =
            m_folder.file("v.csv", "image_id,class_name,x_min,y_min,x_max,y_max\na,Pleural effusion,1,2,3,4\n");
        text::ParserOptions inSpanish;
        inSpanish.language = "es";
        const auto studies = readStudies("vindr-cxr", path, text::test::shippedParser(inSpanish), {},
                                         {.language = "es", .english = &m_parser});
        QVERIFY(studies.done());
        QCOMPARE(tags(studies.value().at(0).findings), std::string("pleural effusion"));
    }

private:
    const Folder m_folder;
    const text::ReportParser m_parser = text::test::shippedParser();
};

QTEST_APPLESS_MAIN(TestLabelLayouts)
#include "test_label_layouts.moc"
