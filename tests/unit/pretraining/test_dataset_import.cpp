#include "core/base/sha256.h"
#include "core/datasets/json_file.h"
#include "core/io/open_radiograph.h"
#include "models/pretraining/import_command.h"
#include "models/pretraining/importers.h"
#include "tests/unit/pretraining/made_dataset.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <cmath>
#include <sstream>

using namespace asg;
using namespace asg::pretraining;
using nlohmann::json;

namespace {

constexpr const char* kReport =
    "                                 FINAL REPORT\n FINDINGS:\n The heart is enlarged. No pneumothorax.\n";

std::filesystem::path ontology() {
    return std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology";
}

const text::ReportParser& parser() {
    static const auto loaded = text::ReportParser::load(ontology());
    if (!loaded) qFatal("%s", loaded.error().text.c_str());
    return *loaded;
}

bool nearly(const base::Box& a, const base::Box& b) {
    return std::abs(a.x1 - b.x1) + std::abs(a.y1 - b.y1) + std::abs(a.x2 - b.x2) + std::abs(a.y2 - b.y2) < 1e-6;
}

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

/// A study as the viewer exports it: one accepted link, one rejected, one that nobody judged.
std::filesystem::path makeStudy(const std::filesystem::path& root, const std::string& decidedOn,
                                bool corrected = false) {
    const auto made = tests::makeDataset(root / "made", 1, 0);
    const auto folder = root / "study-1";
    std::filesystem::create_directories(folder);
    std::filesystem::copy(made.folder / made.entries[0].image, folder / "picture.png");
    const std::string report = "The heart is enlarged. Left base opacity. The trachea is midline.";
    tests::writeText(folder / "report.txt", report);
    const auto link = [](int sentence, int start, int end, const char* region, const json& box, const json& verdict) {
        return json{
            {"id", 0},    {"sentences", {sentence}}, {"spans", {{start, end}}}, {"regions", {region}}, {"rules", {1}},
            {"box", box}, {"origin", "named"},       {"verdict", verdict}};
    };
    const json sentences{{{"id", 0}, {"start", 0}, {"end", 22}},
                         {{"id", 1}, {"start", 23}, {"end", 41}},
                         {{"id", 2}, {"start", 42}, {"end", 65}}};
    json analysis{
        {"schema", "asg-analysis/1"},
        {"image", {{"path", "picture.png"}, {"sha256", made.entries[0].sha256}, {"rows", 96}, {"columns", 80}}},
        {"regions", {{{"name", "cardiac silhouette"}, {"box", {20, 40, 60, 80}}, {"score", 1}, {"origin", "drawn"}}}},
        {"report", {{"sentences", sentences}, {"tags", {{"cardiomegaly", "present"}, {"opacity", "uncertain"}}}}},
        {"links",
         {link(0, 0, 22, "cardiac silhouette", {20, 40, 60, 80}, "accepted"),
          link(1, 23, 41, "left lower lung zone", nullptr, "rejected"), link(2, 42, 65, "trachea", nullptr, nullptr)}},
        {"decisions", {{{"report", decidedOn.empty() ? base::sha256Hex(report) : decidedOn}}}}};
    analysis["corrected"] = nullptr;
    if (corrected) {
        // The second sentence was read as the wrong side; the reader moved it, and nobody judged the link that it got.
        auto moved = link(1, 23, 41, "right lower lung zone", nullptr, nullptr);
        moved["origin"] = "by hand";
        analysis["corrected"] = {
            {"corrections", {{{"sentence", 1}}}},
            {"report", {{"sentences", sentences}, {"tags", {{"cardiomegaly", "present"}, {"opacity", "absent"}}}}},
            {"links", {analysis["links"][0], moved, analysis["links"][2]}}};
    }
    tests::writeText(folder / "analysis.json", analysis.dump());
    return folder;
}

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

    void acceptedLinksAreKeptAndRejectedOnesDropped_data() {
        QTest::addColumn<bool>("keepUnjudged");
        QTest::addColumn<int>("links");
        QTest::newRow("judged ones alone") << false << 1;
        QTest::newRow("unjudged too") << true << 2;
    }

    void acceptedLinksAreKeptAndRejectedOnesDropped() {
        QFETCH(bool, keepUnjudged);
        QFETCH(int, links);
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const AnnotationSource source{{makeStudy(root, "")}, keepUnjudged, 0.1};
        const auto imported = importAnnotations(source, {root / "out", parser(), 1, {}, {}});
        QVERIFY(imported.done());
        QVERIFY2(imported.value().skipped.empty(),
                 imported.value().skipped.empty() ? "" : imported.value().skipped[0].c_str());
        const auto dataset = readDataset(root / "out");
        QVERIFY(dataset.ok());
        const auto& entry = dataset->entries.at(0);
        QCOMPARE(static_cast<int>(entry.links->size()), links);
        const auto& link = entry.links->front();
        QVERIFY((link.spans == std::vector<domain::TextSpan>{{0, 22}}));
        const double x = 213.0 / 80;
        const double y = 256.0 / 96;
        QVERIFY(nearly(*link.boxInImagePixels, {20 * x, 40 * y, 60 * x, 80 * y}));
        QVERIFY(entry.regions.at(0).origin == domain::RegionOrigin::Drawn);
        QVERIFY(entry.tags.at(*domain::tagFromName("opacity")) == domain::Existence::Uncertain);
    }

    // One tick was two: a sentence that shares its link with one that was judged came along.
    void ofASharedLinkTheSentencesThatWereAcceptedAreKept() {
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const auto study = makeStudy(root, "");
        auto analysis = *datasets::readJson(study / "analysis.json");
        auto& shared = analysis["links"][0];
        shared["sentences"] = {0, 1, 2};
        shared["spans"] = {{0, 22}, {23, 41}, {42, 65}};
        shared["verdict"] = nullptr;
        shared["verdicts"] = {"accepted", "rejected", nullptr};
        tests::writeText(study / "analysis.json", analysis.dump());
        const auto wordsOfFirst = [&](bool keepUnjudged, const char* out) {
            const auto imported = importAnnotations({{study}, keepUnjudged, 0.1}, {root / out, parser(), 1, {}, {}});
            return imported.value().dataset.entries.at(0).links->front().spans;
        };
        QVERIFY((wordsOfFirst(false, "out") == std::vector<domain::TextSpan>{{0, 22}}));
        QVERIFY((wordsOfFirst(true, "all") == std::vector<domain::TextSpan>{{0, 22}, {42, 65}}));
    }

    void ofALinkByHandTheSentenceThatWasCorrectedNeedsNoVerdictAndAnotherDoes() {
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const auto study = makeStudy(root, "", true);
        auto analysis = *datasets::readJson(study / "analysis.json");
        auto& joined = analysis["corrected"]["links"][1];
        joined["sentences"] = {1, 2};
        joined["spans"] = {{23, 41}, {42, 65}};
        joined["verdicts"] = {nullptr, nullptr};
        tests::writeText(study / "analysis.json", analysis.dump());
        const auto imported = importAnnotations({{study}, false, 0.1}, {root / "out", parser(), 1, {}, {}});
        const auto& entry = imported.value().dataset.entries.at(0);
        QVERIFY((entry.links->at(1).spans == std::vector<domain::TextSpan>{{23, 41}}));
    }

    // An accepted link was taken for an accepted box.
    void aBoxIsTakenWhereItWasJudgedItself_data() {
        QTest::addColumn<QByteArray>("verdict");
        QTest::addColumn<bool>("keepUnjudgedBoxes");
        QTest::addColumn<bool>("taken");
        QTest::newRow("it fits") << QByteArray("\"accepted\"") << false << true;
        QTest::newRow("it does not fit") << QByteArray("\"rejected\"") << true << false;
        QTest::newRow("nobody judged it") << QByteArray("null") << false << false;
        QTest::newRow("nobody had to") << QByteArray("null") << true << true;
        QTest::newRow("an export of before boxes were judged") << QByteArray() << false << true;
    }

    void aBoxIsTakenWhereItWasJudgedItself() {
        QFETCH(QByteArray, verdict);
        QFETCH(bool, keepUnjudgedBoxes);
        QFETCH(bool, taken);
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const auto study = makeStudy(root, "");
        auto analysis = *datasets::readJson(study / "analysis.json");
        auto& region = analysis["regions"][0];
        region["origin"] = "model";
        if (!verdict.isEmpty()) region["verdict"] = json::parse(verdict.constData());
        // What was said of the picture was said while another report was there: that is no hindrance.
        analysis["decisions"].push_back({{"kind", "box"}, {"report", "0123"}});
        analysis["decisions"].push_back({{"kind", "measurement"}, {"report", "0123"}});
        tests::writeText(study / "analysis.json", analysis.dump());
        const auto imported =
            importAnnotations({{study}, false, 0.1, keepUnjudgedBoxes}, {root / "out", parser(), 1, {}, {}});
        QVERIFY(imported.done() && imported.value().skipped.empty());
        const auto& entry = imported.value().dataset.entries.at(0);
        QCOMPARE(entry.regions.size(), taken ? 1U : 0U);
        QCOMPARE(entry.links->size(), taken ? 1U : 0U);
        QCOMPARE(imported.value().warnings, taken ? std::size_t{0} : std::size_t{1});
    }

    void anotherReadersExportIsNotTakenWhereOneIsAskedFor() {
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const auto study = makeStudy(root, "");
        auto analysis = *datasets::readJson(study / "analysis.json");
        analysis["reader"] = "Dr. Ada";
        tests::writeText(study / "analysis.json", analysis.dump());
        const auto taken = [&](const char* reader, const char* out) {
            const auto imported =
                importAnnotations({{study}, false, 0.1, false, reader}, {root / out, parser(), 1, {}, {}});
            return imported.value().dataset.entries.size();
        };
        QCOMPARE(taken("Dr. Ada", "ada"), 1U);
        QCOMPARE(taken("Dr. Bo", "bo"), 0U);
        QCOMPARE(taken("", "all"), 1U);
    }

    void aBoxThatPeopleDrewNeedsNoVerdict() {
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const auto study = makeStudy(root, "");
        auto analysis = *datasets::readJson(study / "analysis.json");
        analysis["regions"][0]["verdict"] = nullptr;
        tests::writeText(study / "analysis.json", analysis.dump());
        const auto imported = importAnnotations({{study}, false, 0.1}, {root / "out", parser(), 1, {}, {}});
        QCOMPARE(imported.value().dataset.entries.at(0).links->size(), 1U);
    }

    void correctionsWinOverTheParser() {
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const AnnotationSource source{{makeStudy(root, "", true)}, false, 0.1};
        const auto imported = importAnnotations(source, {root / "out", parser(), 1, {}, {}});
        QVERIFY(imported.done() && imported.value().skipped.empty());
        const auto dataset = readDataset(root / "out");
        QVERIFY(dataset.ok());
        const auto& entry = dataset->entries.at(0);
        QVERIFY(entry.tags.at(*domain::tagFromName("opacity")) == domain::Existence::Absent);
        QCOMPARE(entry.links->size(), 2U);
        QVERIFY(entry.links->at(1).regions == std::vector{*domain::regionFromName("right lower lung zone")});
    }

    void decisionsOnAnotherReportAreNotTaken() {
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const AnnotationSource source{{makeStudy(root, "0123")}, false, 0.1};
        const auto imported = importAnnotations(source, {root / "out", parser(), 1, {}, {}});
        QVERIFY(imported.done());
        QCOMPARE(imported.value().dataset.entries.size(), 0U);
        QVERIFY(imported.value().skipped.at(0).find("another report") != std::string::npos);
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
