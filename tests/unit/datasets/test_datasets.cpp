#include "core/datasets/box_lists.h"
#include "core/datasets/ms_cxr.h"
#include "core/datasets/padchest_gr.h"
#include "core/datasets/radgraph.h"
#include "core/datasets/read_studies.h"
#include "core/datasets/scene_graph.h"
#include "tests/unit/datasets/label_files.h"
#include "tests/unit/text/shipped_parser.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace asg;
using namespace asg::datasets;
using namespace asg::datasets::test;
using domain::Existence;
namespace fs = std::filesystem;

namespace {

std::string regions(const ImportedFinding& finding) {
    std::string all;
    for (const auto region : finding.regions)
        all += (all.empty() ? "" : " + ") + std::string(domain::regionName(region));
    return all;
}

const std::string kMsCxrHead = "dicom_id,category_name,label_text,path,x,y,w,h,image_width,image_height,split\n";

}  // namespace

class TestDatasets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sceneGraphsGiveRegionsAndLabels() {
        const auto path =
            file("d1_SceneGraph.json", R"({"image_id": "d1", "patient_id": 10, "study_id": 20, "viewpoint": "AP",
            "objects": [
              {"object_id": "d1_left lung", "bbox_name": "left lung", "x1": 1, "y1": 1, "x2": 9, "y2": 9,
               "original_x1": 100, "original_y1": 50, "original_x2": 400, "original_y2": 700},
              {"bbox_name": "spine", "original_x1": -20, "original_y1": 0, "original_x2": 60, "original_y2": 5000},
              {"bbox_name": "carina", "original_x1": 9, "original_y1": 9, "original_x2": 9, "original_y2": 20},
              {"bbox_name": "left shoe", "original_x1": 0, "original_y1": 0, "original_x2": 6, "original_y2": 5},
              {"bbox_name": "trachea"}],
            "attributes": [{"bbox_name": "left lung", "phrases": ["Left lung opacity.", "No effusion."],
               "attributes": [["anatomicalfinding|yes|lung opacity", "nlp|yes|abnormal"],
                              ["anatomicalfinding|no|pleural effusion", "broken"]]},
              {"bbox_name": "right lung", "attributes": [["anatomicalfinding|maybe|mass"]]}]})");
        const auto study = readSceneGraph(path, m_parser, ImageSize{500, 800});
        QVERIFY2(study.ok(), study.ok() ? "" : study.error().text.c_str());
        QCOMPARE(study->image, std::string("d1"));
        QCOMPARE(study->patient, std::string("10"));
        QCOMPARE(study->regions.size(), std::size_t{2});
        QCOMPARE(study->regions[0].origin, domain::RegionOrigin::Imported);
        QVERIFY((study->regions[1].boxInImagePixels == base::Box{0, 0, 60, 800}));
        QVERIFY(warns(study->warnings, "box-clamped") && warns(study->warnings, "box-dropped"));
        QVERIFY(warns(study->warnings, "unknown-region") && warns(study->warnings, "unknown-attribute"));
        QCOMPARE(study->findings.size(), std::size_t{2});
        QCOMPARE(tag(study->findings[0]), std::string("opacity"));
        QCOMPARE(regions(study->findings[0]), std::string("left lung"));
        QCOMPARE(study->findings[1].existence, Existence::Absent);
        QCOMPARE(study->findings[1].text, std::string("No effusion."));
        QCOMPARE(*study->findings[1].laterality, domain::Side::Left);
    }

    void sceneGraphsSurviveWritingAndReading() {
        ImportedStudy study;
        study.image = "x";
        study.regions = {{*domain::regionFromName("spine"), {10, 20, 30, 40}, 1, domain::RegionOrigin::Imported}};
        study.findings = readFindings(m_parser, "opacity", Existence::Present);
        study.findings[0].regions = {*domain::regionFromName("left lung")};
        const fs::path path = folder() / "written.json";
        QVERIFY(writeSceneGraph(path, study, {448, 224}).ok());
        const auto read = readSceneGraph(path, m_parser);
        QVERIFY(read.ok());
        QVERIFY(read->regions.at(0).boxInImagePixels == study.regions[0].boxInImagePixels);
        QCOMPARE(tag(read->findings.at(0)), std::string("opacity"));
        QVERIFY(read->warnings.empty());
    }

    void radGraphObservationsBecomeFindings() {
        const auto path = file("radgraph.json", R"({"p1.txt": {"text": "Mild left basilar atelectasis . No effusion .",
            "entities": {
              "1": {"tokens": "Mild", "label": "OBS-DP", "start_ix": 0, "end_ix": 0, "relations": [["modify", "4"]]},
              "2": {"tokens": "left", "label": "ANAT-DP", "start_ix": 1, "end_ix": 1, "relations": [["modify", "3"]]},
              "3": {"tokens": "basilar", "label": "ANAT-DP", "start_ix": 2, "end_ix": 2, "relations": []},
              "4": {"tokens": "atelectasis", "label": "OBS-DP", "start_ix": 3, "end_ix": 3, "relations": [["located_at", "3"]]},
              "5": {"tokens": "effusion", "label": "OBS-DA", "start_ix": 6, "end_ix": 6, "relations": []},
              "6": {"tokens": "x", "label": "WHAT"}}}})");
        const auto studies = readRadGraph(path, m_parser);
        QVERIFY(studies.ok());
        const auto& study = studies->at(0);
        QCOMPARE(study.findings.size(), std::size_t{2});
        QCOMPARE(tag(study.findings[0]), std::string("atelectasis"));
        QCOMPARE(regions(study.findings[0]), std::string("left lower lung zone"));
        QCOMPARE(*study.findings[0].severity, std::string("mild"));
        QCOMPARE(*study.findings[0].laterality, domain::Side::Left);
        QCOMPARE(study.findings[1].existence, Existence::Absent);
        QVERIFY(warns(study.warnings, "unknown-entity"));
    }

    void radGraphSurvivesWritingAndReading() {
        const fs::path path = folder() / "written.json";
        const auto report = m_parser.parse("Left basilar opacity, no pneumothorax. Possible pneumonia.");
        QVERIFY(writeRadGraph(path, {{"r", report}}).ok());
        const auto studies = readRadGraph(path, m_parser);
        QVERIFY(studies.ok());
        const auto& findings = studies->at(0).findings;
        QCOMPARE(findings.size(), std::size_t{3});
        for (const auto& triplet : report.triplets) {
            const auto same = std::ranges::find(findings, triplet.tag, &ImportedFinding::tag);
            QVERIFY(same != findings.end());
            QCOMPARE(same->existence, triplet.existence);
        }
        QCOMPARE(studies->at(0).report, std::string("Left basilar opacity , no pneumothorax . Possible pneumonia ."));
    }

    void msCxrBoxesBelongToTheirPhrase() {
        const auto path = file("ms.csv",
                               "dicom_id,category_name,label_text,path,x,y,w,h,image_width,image_height,split\r\n"
                               "d1,Pneumonia,\"opacity, left base\",p,10,20,30,40,100,200,train\r\n"
                               "d1,Pneumonia,\"opacity, left base\",p,90,20,30,40,100,200,train\r\n"
                               "d1,Pneumonia,\"opacity, left base\",p,300,20,30,40,100,200,train\r\n"
                               "d2,Cardiomegaly,big heart,p,,,,,100,200,test\r\n");
        const auto studies = readMsCxr(path, m_parser);
        QVERIFY(studies.ok());
        QCOMPARE(studies->size(), std::size_t{2});
        const auto& finding = studies->at(0).findings.at(0);
        QCOMPARE(tag(finding), std::string("pneumonia"));
        QCOMPARE(regions(finding), std::string("left lower lung zone"));
        QCOMPARE(finding.boxesInImagePixels.size(), std::size_t{2});
        QVERIFY((finding.boxesInImagePixels[1] == base::Box{90, 20, 100, 60}));
        QVERIFY(warns(studies->at(0).warnings, "box-clamped") && warns(studies->at(0).warnings, "box-dropped"));
        QVERIFY(warns(studies->at(1).warnings, "box-dropped"));
        QCOMPARE(studies->at(1).split, std::string("test"));
        QVERIFY(studies->at(1).study.empty());

        const fs::path copy = folder() / "copy.csv";
        QVERIFY(writeMsCxr(copy, *studies, {{100, 200}, {100, 200}}).ok());
        const auto again = readMsCxr(copy, m_parser);
        QVERIFY(again.ok());
        QVERIFY(again->at(0).findings.at(0).boxesInImagePixels == finding.boxesInImagePixels);
        QCOMPARE(again->at(0).split, std::string("train"));
        QVERIFY(!readMsCxr(file("bad.csv", "dicom_id,x\n1,2\n"), m_parser).ok());
        QVERIFY(!readMsCxr(file("ragged.csv", "a,b\n1\n"), m_parser).ok());
    }

    // A size of 0 would cut every box away, and be divided by.
    void msCxrWithoutAnImageSizeKeepsTheBoxAndWarns_data() {
        QTest::addColumn<QByteArray>("size");
        QTest::newRow("zero") << QByteArray("0,0");
        QTest::newRow("negative") << QByteArray("-100,200");
        QTest::newRow("one missing") << QByteArray("100,");
        QTest::newRow("no number") << QByteArray("wide,high");
        QTest::newRow("not finite") << QByteArray("inf,nan");
    }
    void msCxrWithoutAnImageSizeKeepsTheBoxAndWarns() {
        QFETCH(QByteArray, size);
        const auto studies = readMsCxr(
            file("ms.csv", kMsCxrHead + "d1,Pneumonia,opacity,p,10,20,30,40," + size.toStdString() + ",train\n"),
            m_parser);
        QVERIFY(studies.ok());
        const auto& study = studies->at(0);
        QVERIFY(!study.size && warns(study.warnings, "image-size-unknown", "Record 2 gives no size: image_width is"));
        QVERIFY((study.findings.at(0).boxesInImagePixels.at(0) == base::Box{10, 20, 40, 60}));
        const auto fitted = fittedTo(study, {30, 300});
        QVERIFY((fitted.findings[0].boxesInImagePixels.at(0) == base::Box{10, 20, 30, 60}));
    }

    void msCxrRowsOfAnotherPictureSizeAreDropped() {
        const auto studies = readMsCxr(file("ms.csv", kMsCxrHead + "d1,Pneumonia,opacity,p,10,20,30,40,100,200,train\n"
                                                                   "d1,Pneumonia,opacity,p,11,21,30,40,50,100,train\n"),
                                       m_parser);
        QVERIFY(studies.ok());
        QCOMPARE(studies->at(0).findings.at(0).boxesInImagePixels.size(), std::size_t{1});
        QVERIFY((studies->at(0).size == ImageSize{100, 200}));
        QVERIFY(warns(studies->at(0).warnings, "box-dropped"));
    }

    void tablesThatAreNotUtf8AreReadAsLatin1WithAWarning() {
        const auto studies = readMsCxr(
            file("ms.csv", kMsCxrHead + "d1,Pneumonia,opacity at the b\xE4se \xE2,p,10,20,30,40,100,200,train\n"),
            m_parser);
        QVERIFY(studies.ok());
        QCOMPARE(studies->at(0).findings.at(0).text, std::string("opacity at the b\u00e4se \u00e2"));
        QVERIFY(warns(studies->at(0).warnings, "latin-1"));
    }

    void padChestBoxesAreOfTheUnitSquare() {
        const auto path = file("grounded.json", R"([{"ImageID": "i1.png", "StudyID": "s", "findings": [
            {"sentence_en": "Right pleural effusion.", "sentence_es": "Derrame.", "abnormal": true,
             "boxes": [[0.1, 0.5, 0.4, 1.2]], "extra_boxes": [], "labels": ["pleural effusion"],
             "locations": ["right", "costophrenic angle"]},
            {"sentence_en": "No pneumothorax.", "abnormal": false}]}, {"ImageID": "i2.png", "findings": [
            {"sentence_en": "Nodule.", "abnormal": true, "labels": ["nodule"], "boxes": [[0, 0, 1, 1], [1, 2]]}]}])");
        const std::map<std::string, ImageSize> sizes{{"i1.png", {1000, 2000}}};
        const auto studies = readPadChestGr(path, m_parser, sizes);
        QVERIFY(studies.ok());
        const auto& first = studies->at(0);
        QCOMPARE(first.findings.size(), std::size_t{2});
        QCOMPARE(tag(first.findings[0]), std::string("pleural effusion"));
        QCOMPARE(regions(first.findings[0]), std::string("right costophrenic angle"));
        QVERIFY((first.findings[0].boxesInImagePixels.at(0) == base::Box{100, 1000, 400, 2000}));
        QCOMPARE(first.findings[1].existence, Existence::Absent);
        QCOMPARE(tag(first.findings[1]), std::string("pneumothorax"));
        QCOMPARE(first.report, std::string("Right pleural effusion. No pneumothorax."));
        QVERIFY(studies->at(1).findings[0].boxesInImagePixels.empty());
        QVERIFY(warns(studies->at(1).warnings, "box-dropped"));

        const fs::path copy = folder() / "copy.json";
        QVERIFY(writePadChestGr(copy, *studies, sizes).ok());
        const auto again = readPadChestGr(copy, m_parser, sizes);
        QVERIFY(again.ok());
        QVERIFY(again->at(0).findings[0].boxesInImagePixels == first.findings[0].boxesInImagePixels);
        QCOMPARE(again->at(0).findings[1].existence, Existence::Absent);
    }

    void filesOfAnotherFormAreRefusedByName() {
        for (const char* content : {"", "not json", "3", "[3]", "{\"a\": 3}"}) {
            const auto path = file("odd.json", content);
            for (const auto& text :
                 {readSceneGraph(path, m_parser).ok() ? "" : readSceneGraph(path, m_parser).error().text,
                  readPadChestGr(path, m_parser).ok() ? "" : readPadChestGr(path, m_parser).error().text,
                  readRadGraph(path, m_parser).ok() ? "" : readRadGraph(path, m_parser).error().text})
                QVERIFY2(text.find("odd.json") != std::string::npos, text.c_str());
        }
        QCOMPARE(readSceneGraph(folder() / "none.json", m_parser).error().code, base::ErrorCode::NotFound);
    }

    // A copy of such a value ended the program for want of stack.
    void deeplyNestedFilesAreRefusedByName_data() {
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("entities") << QByteArray(R"({"r": {"text": "x", "entities": )");
        QTest::newRow("relations") << QByteArray(R"({"r": {"entities": {"1": {"tokens": "x", "label": "OBS-DP",
            "relations": [["modify", )");
        QTest::newRow("attributes") << QByteArray(R"({"image_id": "a", "objects": [], "attributes": )");
        QTest::newRow("findings") << QByteArray(R"([{"ImageID": "a", "findings": )");
    }
    void deeplyNestedFilesAreRefusedByName() {
        QFETCH(QByteArray, before);
        constexpr std::size_t kLevels = 60'000;
        std::string text = before.toStdString() + std::string(kLevels, '[') + std::string(kLevels, ']');
        if (before.startsWith('[')) text += "}]";
        if (before.contains("relations")) text += "]]}}";
        if (before.startsWith('{')) text += "}}";
        const auto path = file("deep.json", text);
        for (const char* format : {"radgraph", "chest-imagenome", "padchest-gr"}) {
            const auto read = readStudies(format, path, m_parser, {});
            QVERIFY(read.failed());
            QVERIFY2(read.error().text.find("deep.json: this JSON is nested") != std::string::npos,
                     read.error().text.c_str());
        }
    }

    void vinDrBoxesBelongToClassAndReader() {
        const auto path = file("vindr.csv",
                               "image_id,rad_id,class_name,x_min,y_min,x_max,y_max\n"
                               "a,R1,Cardiomegaly,10,20,300,400\na,R2,Cardiomegaly,12,20,300,400\n"
                               "a,R1,Nodule/Mass,-5,0,20,20\nb,R3,No finding,,,,\nc,R1,Pneumothorax,,,,\n");
        const auto studies = readVinDr(path, m_parser);
        QVERIFY(studies.ok());
        QCOMPARE(studies->size(), std::size_t{3});
        const auto& first = studies->at(0);
        QCOMPARE(tags(first.findings), std::string("cardiomegaly + cardiomegaly + nodule + mass"));
        QCOMPARE(first.findings[1].reader, std::string("R2"));
        QVERIFY(first.findings[1].text.empty());
        QVERIFY(!first.size);
        QVERIFY((first.findings[2].boxesInImagePixels.at(0) == base::Box{0, 0, 20, 20}));
        QVERIFY(warns(first.warnings, "box-clamped"));
        QVERIFY(studies->at(1).findings.empty());
        QVERIFY(warns(studies->at(2).warnings, "box-dropped"));
        QVERIFY(!readVinDr(file("bad.csv", "image_id,class_name\na,b\n"), m_parser).ok());
    }

    void nihBoxesAreReadByPosition() {
        const auto path = file("nih.csv",
                               "Image Index,Finding Label,Bbox [x,y,w,h],,,\n"
                               "1.png,Infiltrate,225.5,547,86.5,79,,,\n1.png,Effusion,1000,1000,100,10\n");
        const auto studies = readNihBoxes(path, m_parser);
        QVERIFY2(studies.ok(), studies.ok() ? "" : studies.error().text.c_str());
        QCOMPARE(studies->size(), std::size_t{1});
        const auto& study = studies->at(0);
        QCOMPARE(tag(study.findings[0]), std::string("infiltration"));
        QCOMPARE(tag(study.findings[1]), std::string("pleural effusion"));
        QVERIFY((study.findings[0].boxesInImagePixels.at(0) == base::Box{225.5, 547, 312, 626}));
        QVERIFY((study.findings[1].boxesInImagePixels.at(0) == base::Box{1000, 1000, 1024, 1010}));
        const auto bad =
            readNihBoxes(file("bad.csv", "Image Index,Finding Label,x,y,w,h\n1.png,Mass,1,2,3\n"), m_parser);
        QVERIFY(!bad.ok() && bad.error().text.find("record 2") != std::string::npos);
        QVERIFY(!readNihBoxes(file("other.csv", "a,b\n"), m_parser).ok());
        QVERIFY(!readNihBoxes(file("empty.csv", ""), m_parser).ok());
    }

    // The place that a finding implies is not the file's, and that of a denial is another one.
    void aLabelsPlaceIsSaidOrImplied() {
        QVERIFY(!readFindings(m_parser, "left base atelectasis", Existence::Present).front().implied);
        const auto implied = readFindings(m_parser, "Pneumothorax", Existence::Present).front();
        QVERIFY(implied.implied && implied.regions.size() == 2);
        QVERIFY(readFindings(m_parser, "Pneumothorax", Existence::Absent).front().regions.empty());
    }

    void readingStopsWhenAsked() {
        std::string rows = "image_id,rad_id,class_name,x_min,y_min,x_max,y_max\n";
        for (int i = 0; i < 9; ++i) rows += std::to_string(i) + ",R1,Mass,1,1,2,2\n";
        const auto path = file("vindr.csv", rows);
        std::stop_source source;
        QCOMPARE(readStudies("vindr-cxr", path, m_parser, source.get_token()).value().size(), std::size_t{9});
        source.request_stop();
        QVERIFY(readStudies("vindr-cxr", path, m_parser, source.get_token()).cancelled());
        for (const auto format : studyFormats())
            QVERIFY2(readStudies(format, folder() / "none", m_parser, source.get_token()).cancelled(), format.data());
        QVERIFY(readVinDr(path, m_parser, source.get_token())->empty());
    }

    void boxesAreFittedToThePictureOrLeftOut() {
        ImportedStudy study;
        study.size = ImageSize{1000, 2000};
        study.regions = {{*domain::regionFromName("spine"), {100, 200, 300, 400}, 1, domain::RegionOrigin::Imported}};
        study.findings = readFindings(m_parser, "mass", Existence::Present);
        study.findings[0].boxesInImagePixels = {{0, 0, 1000, 2000}};
        const auto half = fittedTo(study, {500, 1000});
        QVERIFY((half.regions.at(0).boxInImagePixels == base::Box{50, 100, 150, 200}));
        QVERIFY((half.findings[0].boxesInImagePixels.at(0) == base::Box{0, 0, 500, 1000}));
        QVERIFY(half.warnings.empty());
        const auto other = fittedTo(study, {1000, 1000});
        QVERIFY(other.regions.empty() && other.findings[0].boxesInImagePixels.empty());
        QVERIFY(warns(other.warnings, "boxes-of-another-picture"));
        auto unknown = study;
        unknown.size.reset();
        QVERIFY(warns(fittedTo(unknown, {1000, 2000}).warnings, "image-size-unknown"));
        unknown.regions.clear();
        unknown.findings.clear();
        QVERIFY(fittedTo(unknown, {1000, 2000}).warnings.empty());
        study.size = kUnitSize;
        study.regions[0].boxInImagePixels = {0.5, 0.5, 1, 1};
        QVERIFY((fittedTo(study, {40, 20}).regions.at(0).boxInImagePixels == base::Box{20, 10, 40, 20}));
    }

private:
    [[nodiscard]] fs::path folder() const { return m_folder.path(); }
    [[nodiscard]] fs::path file(const std::string& name, std::string_view content) const {
        return m_folder.file(name, content);
    }

    const Folder m_folder;
    const text::ReportParser m_parser = text::test::shippedParser();
};

QTEST_APPLESS_MAIN(TestDatasets)
#include "test_datasets.moc"
