#include "core/io/open_radiograph.h"
#include "models/pretraining/import_command.h"
#include "models/pretraining/importers.h"
#include "tests/unit/pretraining/made_study.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace asg;
using namespace asg::pretraining;
using asg::tests::nearly;
using asg::tests::ontology;
using asg::tests::parser;
using nlohmann::json;

namespace {

constexpr const char* kReport =
    "                                 FINAL REPORT\n FINDINGS:\n The heart is enlarged. No pneumothorax.\n";

/// Files as MIMIC-CXR-JPG, Chest ImaGenome and RadGraph lay them out, for three frontal pictures and a lateral one. The
/// pictures are phantoms in PNG's bytes: what a file is, is told by its content.
struct MadeMimic {
    QTemporaryDir folder;
    std::filesystem::path root = folder.path().toStdString();
    MimicFolders folders{root / "jpg", root / "text", root / "scenes", root / "radgraph.json"};

    MadeMimic() {
        const auto made = tests::makeDataset(root / "made", 3, 0);
        std::string split = "dicom_id,study_id,subject_id,split\n";
        std::string metadata = "dicom_id,subject_id,study_id,ViewPosition,Rows,Columns\n";
        const char* parts[] = {"train", "validate", "test"};
        for (int i = 0; i < 3; ++i) {
            const std::string dicom = "d" + std::to_string(i);
            const std::string subject = "1000" + std::to_string(i);
            const std::string study = "5000" + std::to_string(i);
            const auto place = std::filesystem::path("files/p10") / ("p" + subject);
            std::filesystem::create_directories(folders.images / place / ("s" + study));
            std::filesystem::create_directories(folders.reports / place);
            std::filesystem::copy(made.folder / made.entries[static_cast<std::size_t>(i)].image,
                                  folders.images / place / ("s" + study) / (dicom + ".jpg"));
            tests::writeText(folders.reports / place / ("s" + study + ".txt"), kReport);
            split += dicom + "," + study + "," + subject + "," + parts[i] + "\n";
            metadata += dicom + "," + subject + "," + study + (i == 2 ? ",AP,96,80\n" : ",PA,96,80\n");
        }
        split += "side,50009,10009,train\n";
        metadata += "side,10009,50009,LATERAL,96,80\n";
        tests::writeText(folders.images / "mimic-cxr-2.0.0-split.csv", split);
        tests::writeText(folders.images / "mimic-cxr-2.0.0-metadata.csv", metadata);
        std::filesystem::create_directories(folders.scenes);
        const json object{{"bbox_name", "cardiac silhouette"},
                          {"object_id", "d0_cardiac silhouette"},
                          {"x1", 10},
                          {"y1", 10},
                          {"x2", 20},
                          {"y2", 20},
                          {"original_x1", 20},
                          {"original_y1", 40},
                          {"original_x2", 200},
                          {"original_y2", 72}};
        const json scene{{"image_id", "d0"},  {"patient_id", 10000}, {"study_id", 50000},
                         {"viewpoint", "PA"}, {"objects", {object}}, {"attributes", json::array()}};
        tests::writeText(folders.scenes / "d0_SceneGraph.json", scene.dump());
        const json entity{{"tokens", "cardiomegaly"},
                          {"label", "OBS-U"},
                          {"start_ix", 0},
                          {"end_ix", 0},
                          {"relations", json::array()}};
        const json graphs{{"p10/p10001/s50001.txt", {{"text", "cardiomegaly"}, {"entities", {{"1", entity}}}}}};
        tests::writeText(folders.radGraph, graphs.dump());
    }
};

}  // namespace

class DatasetImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mimicsFrontalPicturesComeWithReportBoxesAndTags() {
        const MadeMimic mimic;
        const auto out = mimic.root / "out";
        const auto imported = importMimic(mimic.folders, {out, parser(), 2, {}, {}});
        QVERIFY2(imported.done(), imported.failed() ? imported.error().text.c_str() : "");
        QVERIFY(imported.value().skipped.empty());
        const auto dataset = readDataset(out);
        QVERIFY2(dataset.ok(), dataset.ok() ? "" : dataset.error().text.c_str());
        QCOMPARE(dataset->entries.size(), 3U);
        const auto& first = dataset->entries[0];
        QCOMPARE(first.patient, std::string("10000"));
        QCOMPARE(first.study, std::string("50000"));
        QVERIFY(first.report == std::string(kReport));
        QVERIFY(dataset->entries[1].split == Split::Validate);
        QVERIFY(dataset->entries[2].split == Split::Test);

        // 96 × 80 becomes 256 × 213; the box follows and is clipped to the picture.
        const auto picture = io::openRadiograph(out / first.image);
        QVERIFY(picture.ok());
        QCOMPARE(picture->rows, 256);
        QCOMPARE(picture->columns, 213);
        QCOMPARE(picture->sha256, first.sha256);
        QCOMPARE(first.regions.size(), 1U);
        const double x = 213.0 / 80;
        const double y = 256.0 / 96;
        QVERIFY(nearly(first.regions[0].boxInImagePixels, {20 * x, 40 * y, 80 * x, 72 * y}));

        const auto cardiomegaly = *domain::tagFromName("cardiomegaly");
        QVERIFY(first.tags.at(cardiomegaly) == domain::Existence::Present);
        QVERIFY(first.tags.at(*domain::tagFromName("pneumothorax")) == domain::Existence::Absent);
        // RadGraph's word on the second report wins over the parser's.
        QVERIFY(dataset->entries[1].tags.at(cardiomegaly) == domain::Existence::Uncertain);
        QVERIFY(dataset->entries[1].regions.empty());
    }

    void aPictureThatFailsIsNamedAndTheRestGoesOn() {
        const MadeMimic mimic;
        std::filesystem::remove(mimic.folders.images / "files/p10/p10001/s50001/d1.jpg");
        std::filesystem::remove(mimic.folders.reports / "files/p10/p10002/s50002.txt");
        const auto imported = importMimic(mimic.folders, {mimic.root / "out", parser(), 1, {}, {}});
        QVERIFY(imported.done());
        QCOMPARE(imported.value().dataset.entries.size(), 1U);
        QCOMPARE(imported.value().skipped.size(), 2U);
        QVERIFY(imported.value().skipped[0].find("d1.jpg") != std::string::npos);
    }

    void aMissingTableIsAnError() {
        const MadeMimic mimic;
        std::filesystem::remove(mimic.folders.images / "mimic-cxr-2.0.0-split.csv");
        const auto imported = importMimic(mimic.folders, {mimic.root / "out", parser(), 1, {}, {}});
        QVERIFY(imported.failed());
    }

    void anImportThatIsStoppedLeavesNoIndex() {
        const MadeMimic mimic;
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(importMimic(mimic.folders, {mimic.root / "out", parser(), 2, {}, stop.get_token()}).cancelled());
        QVERIFY(!std::filesystem::exists(mimic.root / "out/index.jsonl"));
    }

    /// A run over all of MIMIC takes hours; that a folder was the wrong one showed at its end, or never.
    void aFolderInWhichNothingOfThePicturesLiesIsRefusedAtTheStart_data() {
        QTest::addColumn<std::string>("option");
        QTest::addColumn<std::string>("folder");
        QTest::addColumn<std::string>("found");
        QTest::newRow("no such scenes") << std::string("--scenes") << std::string("none")
                                        << std::string("no such folder");
        QTest::newRow("scenes of others")
            << std::string("--scenes") << std::string("others") << std::string("it holds dX_SceneGraph.json");
        QTest::newRow("a level too high") << std::string("--scenes") << std::string(".") << std::string("it holds ");
        QTest::newRow("a level too deep")
            << std::string("--reports") << std::string("text/files") << std::string("it holds p10");
        QTest::newRow("reports that are a file")
            << std::string("--reports") << std::string("radgraph.json") << std::string("it is no folder");
        QTest::newRow("empty reports") << std::string("--reports") << std::string("empty")
                                       << std::string("it is empty");
        QTest::newRow("graphs of others")
            << std::string("--radgraph") << std::string("others.json") << std::string("the first is p10/p1/s1.txt");
    }

    void aFolderInWhichNothingOfThePicturesLiesIsRefusedAtTheStart() {
        QFETCH(std::string, option);
        QFETCH(std::string, folder);
        QFETCH(std::string, found);
        const MadeMimic mimic;
        for (const char* name : {"empty", "others"}) std::filesystem::create_directories(mimic.root / name);
        tests::writeText(mimic.root / "others/dX_SceneGraph.json", "{}");
        tests::writeText(mimic.root / "others.json",
                         json{{"p10/p1/s1.txt", {{"text", "edema"}, {"entities", json::object()}}}}.dump());
        auto folders = mimic.folders;
        auto& named = option == "--scenes"    ? folders.scenes
                      : option == "--reports" ? folders.reports
                                              : folders.radGraph;
        named = mimic.root / folder;
        const auto refused = importMimic(folders, {mimic.root / "out", parser(), 1, {}, {}});
        QVERIFY(refused.failed());
        const auto& text = refused.error().text;
        QVERIFY2(text.find(option + " " + named.string()) != std::string::npos, text.c_str());
        QVERIFY2(text.find(found) != std::string::npos, text.c_str());
        QVERIFY(!std::filesystem::exists(mimic.root / "out"));
    }

    void theCommandSaysWhatItDid() {
        const MadeMimic mimic;
        std::ostringstream out;
        std::ostringstream messages;
        const std::vector<std::string> words{"mimic",
                                             "--images",
                                             mimic.folders.images.string(),
                                             "--reports",
                                             mimic.folders.reports.string(),
                                             "--scenes",
                                             mimic.folders.scenes.string(),
                                             "--radgraph",
                                             mimic.folders.radGraph.string(),
                                             "--out",
                                             (mimic.root / "out").string(),
                                             "--ontology",
                                             ontology().string()};
        QCOMPARE(importCommand(words, {out, messages, {}}), 0);
        QCOMPARE(json::parse(out.str()).at("pictures").get<int>(), 3);
        const std::vector<std::string> wrong{"mimic"};
        QCOMPARE(importCommand(wrong, {out, messages, {}}), 2);
    }
};

QTEST_GUILESS_MAIN(DatasetImportTest)
#include "test_dataset_import.moc"
