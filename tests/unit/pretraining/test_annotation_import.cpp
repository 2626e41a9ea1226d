// What readers decided, as `asg train dataset annotations` takes it.

#include "core/datasets/json_file.h"
#include "models/pretraining/importers.h"
#include "tests/unit/pretraining/made_study.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <set>

using namespace asg;
using namespace asg::pretraining;
using asg::tests::makeStudy;
using asg::tests::nearly;
using asg::tests::parser;
using nlohmann::json;

class AnnotationImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
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

    void aDrawnBoxTakesTheModelsPlaceAndItsLinksGetItsBox() {
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const auto study = makeStudy(root, "");
        auto analysis = *datasets::readJson(study / "analysis.json");
        analysis["regions"][0]["origin"] = "model";
        analysis["regions"][0]["verdict"] = "rejected";
        analysis["drawnBoxes"] = {{{"region", "cardiac silhouette"},
                                   {"box", {10, 50, 70, 90}},
                                   {"before", {20, 40, 60, 80}},
                                   {"decision", 1},
                                   {"time", "2026-12-01T10:00:00.000Z"}}};
        analysis["decisions"].push_back({{"kind", "box drawn"}, {"report", "0123"}, {"sequence", 1}});
        tests::writeText(study / "analysis.json", analysis.dump());
        const auto imported = importAnnotations({{study}, false, 0.1}, {root / "out", parser(), 1, {}, {}});
        QVERIFY(imported.done() && imported.value().skipped.empty());
        const auto dataset = readDataset(root / "out");
        const auto& entry = dataset->entries.at(0);
        const double x = 213.0 / 80;
        const double y = 256.0 / 96;
        const base::Box drawn{10 * x, 50 * y, 70 * x, 90 * y};
        QCOMPARE(entry.regions.size(), 1U);
        QVERIFY(entry.regions[0].origin == domain::RegionOrigin::Drawn);
        QVERIFY(nearly(entry.regions[0].boxInImagePixels, drawn));
        QVERIFY(nearly(*entry.links->at(0).boxInImagePixels, drawn));
        // It was drawn anew, so it does not stand open.
        QVERIFY(entry.rejectedBoxes.empty());
        QCOMPARE(dataset->annotations.boxes.at("drawn"), 1U);
        QVERIFY(!dataset->annotations.boxes.contains("rejected"));
        QCOMPARE(entry.original, analysis["image"]["sha256"].get<std::string>());
    }

    void aBoxThatWasRejectedAndNotDrawnIsToldOf() {
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const auto study = makeStudy(root, "");
        auto analysis = *datasets::readJson(study / "analysis.json");
        analysis["regions"][0]["verdict"] = "rejected";
        tests::writeText(study / "analysis.json", analysis.dump());
        const auto imported = importAnnotations({{study}, false, 0.1}, {root / "out", parser(), 1, {}, {}});
        QVERIFY(imported.done());
        const auto entry = readDataset(root / "out")->entries.at(0);
        QVERIFY((entry.rejectedBoxes == std::set{*domain::regionFromName("cardiac silhouette")}));
        QVERIFY(entry.regions.empty());
    }

    void unsureAndRejectedTeachNothingAndAreCountedWithTheirCodes() {
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const auto study = makeStudy(root, "");
        auto analysis = *datasets::readJson(study / "analysis.json");
        analysis["reader"] = "Dr. Ada";
        analysis["links"][0]["verdict"] = "unsure";
        const auto said = [](int sequence, const json& sentence, const char* region, const char* verdict) {
            return json{{"kind", "link"},      {"sequence", sequence}, {"sentences", {sentence}},
                        {"regions", {region}}, {"verdict", verdict},   {"reader", "Dr. Ada"}};
        };
        auto first = said(1, {0, 22}, "cardiac silhouette", "rejected");
        first["code"] = "too much";
        auto second = said(2, {23, 41}, "left lower lung zone", "rejected");
        second["code"] = "wrong side";
        second["asked"] = {
            {"project", "lung"}, {"guideline", "2"}, {"order", "random"}, {"place", 7}, {"repeat", true}};
        // The first one was taken back, and another word was given.
        const json back{{"kind", "taken back"}, {"sequence", 3}, {"reverts", 1}, {"reader", "Dr. Ada"}};
        analysis["decisions"] = {first, second, back, said(4, {0, 22}, "cardiac silhouette", "unsure")};
        tests::writeText(study / "analysis.json", analysis.dump());
        const auto imported = importAnnotations({{study}, true, 0.1}, {root / "out", parser(), 1, {}, {}});
        QVERIFY(imported.done() && imported.value().skipped.empty());
        const auto dataset = readDataset(root / "out");
        // Even where unjudged links are kept, only the one that nobody judged is.
        QCOMPARE(dataset->entries.at(0).links->size(), 1U);
        const auto& counts = dataset->annotations;
        QCOMPARE(counts.verdicts.at("unsure"), 1U);
        QCOMPARE(counts.verdicts.at("rejected"), 1U);
        QVERIFY((counts.rejectCodes == std::map<std::string, std::size_t>{{"wrong side", 1}}));
        QCOMPARE(counts.readers.at("Dr. Ada"), 2U);
        QCOMPARE(counts.repeats, 1U);
        QVERIFY((counts.guidelines == std::set<std::pair<std::string, std::string>>{{"lung", "2"}}));
    }

    void ofSeveralReadersExportsNoneIsChosenInSilence() {
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const auto ada = makeStudy(root, "");
        const auto ben = root / "study-ben";
        std::filesystem::copy(ada, ben);
        for (const auto& [folder, reader] : {std::pair{ada, "Dr. Ada"}, std::pair{ben, "Dr. Ben"}}) {
            auto analysis = *datasets::readJson(folder / "analysis.json");
            analysis["reader"] = reader;
            if (folder == ben) analysis["links"][0]["verdict"] = "rejected";
            tests::writeText(folder / "analysis.json", analysis.dump());
        }
        AnnotationSource source{{ada, ben}, false, 0.1};
        const auto refused = importAnnotations(source, {root / "out", parser(), 1, {}, {}});
        QVERIFY(refused.failed());
        for (const char* part : {"Dr. Ada (study-1)", "Dr. Ben (study-ben)", "--prefer"})
            QVERIFY2(refused.error().text.find(part) != std::string::npos, refused.error().text.c_str());
        QVERIFY(!std::filesystem::exists(root / "out"));
        source.preferred = {"Dr. Cid", "Dr. Ben", "Dr. Ada"};
        const auto taken = importAnnotations(source, {root / "out", parser(), 1, {}, {}});
        QVERIFY(taken.done());
        QCOMPARE(taken.value().dataset.entries.size(), 1U);
        QCOMPARE(taken.value().dataset.entries[0].links->size(), 0U);
        QCOMPARE(taken.value().passedOver.size(), 1U);
        // The same reader's two exports are no choice that a name could make.
        source.studies = {ben, ben};
        QVERIFY(importAnnotations(source, {root / "again", parser(), 1, {}, {}}).failed());
    }

    void tagsOfSentencesThatStandAreMarkedAsJudged() {
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const auto study = makeStudy(root, "");
        auto analysis = *datasets::readJson(study / "analysis.json");
        analysis["report"]["triplets"] = {{{"sentence", 0}, {"tag", "cardiomegaly"}, {"existence", "present"}},
                                          {{"sentence", 1}, {"tag", "opacity"}, {"existence", "uncertain"}},
                                          {{"sentence", 2}, {"tag", nullptr}, {"existence", "present"}}};
        tests::writeText(study / "analysis.json", analysis.dump());
        QVERIFY(importAnnotations({{study}, true, 0.1}, {root / "out", parser(), 1, {}, {}}).done());
        const auto entry = readDataset(root / "out")->entries.at(0);
        QVERIFY((entry.judgedTags == std::set{*domain::tagFromName("cardiomegaly")}));
    }

    void boxesOfAPictureWithoutAReportAreTaken() {
        const QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const auto study = makeStudy(root, "");
        auto analysis = *datasets::readJson(study / "analysis.json");
        analysis["report"] = nullptr;
        analysis["links"] = json::array();
        analysis["regions"][0]["verdict"] = "accepted";
        tests::writeText(study / "analysis.json", analysis.dump());
        std::filesystem::remove(study / "report.txt");
        const auto imported = importAnnotations({{study}, false, 0.1}, {root / "out", parser(), 1, {}, {}});
        QVERIFY2(imported.done() && imported.value().skipped.empty(), "the boxes were left out");
        const auto entry = readDataset(root / "out")->entries.at(0);
        QCOMPARE(entry.regions.size(), 1U);
        QVERIFY(!entry.report && !entry.links);
        analysis["regions"][0]["verdict"] = "rejected";
        tests::writeText(study / "analysis.json", analysis.dump());
        QCOMPARE(importAnnotations({{study}, false, 0.1}, {root / "none", parser(), 1, {}, {}}).value().skipped.size(),
                 1U);
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
};

QTEST_GUILESS_MAIN(AnnotationImportTest)
#include "test_annotation_import.moc"
