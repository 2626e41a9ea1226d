#include "core/evaluation/evaluate_reports.h"
#include "tests/unit/text/shipped_parser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace asg;
using namespace asg::evaluation;
namespace fs = std::filesystem;

namespace {

fs::path sharedReports() {
    const char* set = std::getenv("ASG_SHARED_DATA");
    const fs::path folder = set != nullptr && *set != '\0' ? set : ASG_SOURCE_DIR "/../shared/data";
    return folder / "reports_iu";
}

void write(const fs::path& path, std::string_view content) {
    std::ofstream(path, std::ios::binary) << content;
}

const Figure& figure(const std::vector<Figure>& figures, const std::string& name) {
    const auto found = std::ranges::find(figures, name, &Figure::name);
    if (found == figures.end()) qFatal("no figure %s", name.c_str());
    return *found;
}

}  // namespace

/// The figures of docs/accuracy.md as the program computes them.
class TestReportEvaluation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A report with one right tag, one extra, one missed; a second one that was not indexed does not count.
    void figuresOfAHandfulOfReportsAreThoseCountedByHand() {
        makeData();
        const auto figures = evaluateReports(folder(), Half::All, m_parser);
        QVERIFY2(figures.ok(), figures.ok() ? "" : figures.error().text.c_str());
        using Counts = std::vector<std::size_t>;
        QVERIFY((figure(*figures, "triplet F1").counts == Counts{1, 1, 1}));
        QVERIFY((figure(*figures, "existence accuracy").counts == Counts{1, 2}));
        QVERIFY((figure(*figures, "region F1").counts == Counts{3, 0, 0}));
        QVERIFY((figure(*figures, "nothing to point at F1").counts == Counts{2, 0, 0}));
        QVERIFY((figure(*figures, "sentences not found").counts == Counts{1, 4}));
        QVERIFY((figure(*figures, "MeSH micro F1").counts == Counts{1, 1, 1, 1}));
        QCOMPARE(figure(*figures, "MeSH micro F1").value, 0.5);
        QVERIFY((figure(*figures, "MeSH micro F1, as indexed").counts == Counts{1, 1, 1, 1}));
        QVERIFY((figure(*figures, "MeSH micro F1, uncertain too").counts == Counts{2, 1, 0, 1}));
        QCOMPARE(figure(*figures, "code side F1").counts.back(), std::size_t{1});
        QCOMPARE(figure(*figures, "code side F1").value, 1.0);
        const auto interval = figure(*figures, "MeSH micro F1").interval;
        QVERIFY(interval && interval->first <= 0.5 && interval->second >= 0.5);
        QVERIFY(!evaluateReports(folder(), Half::Odd, m_parser).ok());
    }

    void whatIsMissingOrBrokenIsNamed_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        for (const char* file :
             {"sentences_reports.jsonl", "sentences_gold.jsonl", "mesh_to_tags.json", "ecgen-radiology.tgz"}) {
            QTest::addRow("%s missing", file) << QString(file) << QByteArray();
            QTest::addRow("%s broken", file) << QString(file) << QByteArray("{\"id\": \"CXR2\"}[");
            QTest::addRow("%s cut", file) << QString(file) << QByteArray("\x1f\x8b\x08\x00\x00", 5);
        }
    }
    void whatIsMissingOrBrokenIsNamed() {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        makeData();
        const fs::path path = folder() / file.toStdString();
        fs::remove(path);
        if (!content.isEmpty()) write(path, content.toStdString());
        const auto figures = evaluateReports(folder(), Half::All, m_parser);
        QVERIFY(!figures.ok());
        QVERIFY2(figures.error().text.find(file.toStdString()) != std::string::npos, figures.error().text.c_str());
    }

    // Two programs that share nothing but the parser give the same figures; their bootstraps draw other samples.
    void theReferenceInPythonGivesTheSameFigures() {
        if (!fs::exists(sharedReports() / "sentences_gold.jsonl")) QSKIP("no shared data: nothing measured");
        QProcess python;
        python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        python.start("python3", {ASG_SOURCE_DIR "/tests/golden/text/measure.py", "--parser", PARSE_LINES, "--data",
                                 QString::fromStdString(sharedReports().string()), "--half", "even", "--json"});
        if (!python.waitForStarted()) QSKIP("no python3: nothing to compare with");
        python.waitForFinished(240000);
        const auto reference = QJsonDocument::fromJson(python.readAllStandardOutput()).object();
        QVERIFY(!reference.isEmpty());
        const auto figures = evaluateReports(sharedReports().parent_path(), Half::Even, m_parser);
        QVERIFY2(figures.ok(), figures.ok() ? "" : figures.error().text.c_str());
        QCOMPARE(figures->size(), std::size_t{13});
        for (const auto& mine : *figures) {
            const auto name = QString::fromStdString(mine.name);
            QVERIFY2(reference.contains(name), mine.name.c_str());
            QVERIFY2(std::abs(reference[name].toDouble() - mine.value) < 1e-9, mine.name.c_str());
            const auto interval = reference["intervals"][name].toArray();
            QCOMPARE(mine.interval.has_value(), !interval.isEmpty());
            if (!mine.interval) continue;
            QVERIFY2(std::abs(interval[0].toDouble() - mine.interval->first) < 0.01, mine.name.c_str());
            QVERIFY2(std::abs(interval[1].toDouble() - mine.interval->second) < 0.01, mine.name.c_str());
        }
    }

private:
    [[nodiscard]] fs::path folder() const { return m_folder.path().toStdString(); }

    void makeData() const {
        write(
            folder() / "mesh_to_tags.json",
            R"({"about": "x", "opacity": ["Opacity"], "nodule": ["Nodule & lung"], "fracture": ["Fractures, Bone"]})");
        write(folder() / "sentences_reports.jsonl",
              "{\"id\": \"CXR2\", \"text\": \"Left lung opacity. No nodule. Comparison is made.\"}\n");
        write(folder() / "sentences_gold.jsonl",
              R"({"id": "CXR2", "sentences": [
                {"text": "Left lung opacity.", "triplets": [{"finding": "opacity", "existence": "present"}],
                 "regions": ["left lung"]},
                {"text": "no NODULE", "triplets": [{"finding": "nodule", "existence": "uncertain"}],
                 "regions": ["right lung", "left lung"]},
                {"text": "Comparison is made.", "triplets": [], "regions": []},
                {"text": "A sentence that is not there.", "triplets": [], "regions": []}]})");
        fixGold();
        write(folder() / "1.xml",
              R"(<eCitation><uId id="CXR2"/><AbstractText Label="INDICATION">Nodule.</AbstractText>
                 <AbstractText Label="COMPARISON"/><AbstractText Label="FINDINGS">Left base opacity. Rib fracture.
                 </AbstractText><AbstractText Label="IMPRESSION">Possible nodule &amp; nothing else.</AbstractText>
                 <MeSH><major>Opacity/lung/base/left</major><major>Nodule/lung</major></MeSH></eCitation>)");
        write(folder() / "2.xml",
              R"(<uId id="CXR4"/><AbstractText Label="FINDINGS">Opacity.</AbstractText><major>No Indexing</major>)");
        QProcess tar;
        tar.setWorkingDirectory(m_folder.path());
        tar.start("tar", {"czf", "ecgen-radiology.tgz", "1.xml", "2.xml"});
        if (!tar.waitForFinished() || tar.exitCode() != 0) qFatal("tar does not work");
    }

    // JSON lines: one object a line.
    void fixGold() const {
        const fs::path path = folder() / "sentences_gold.jsonl";
        std::ifstream stream(path);
        std::string text{std::istreambuf_iterator<char>(stream), {}};
        std::erase(text, '\n');
        write(path, text + "\n");
    }

    QTemporaryDir m_folder;
    const text::ReportParser m_parser = text::test::shippedParser();
};

QTEST_APPLESS_MAIN(TestReportEvaluation)
#include "test_report_evaluation.moc"
