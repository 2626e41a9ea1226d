/// `asg project disagreements`: what readers answered differently, and a project in which somebody settles it blind.
#include "tests/unit/cli/project_folder.h"

#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace asg;
using namespace cli_test;
using domain::ReviewVerdict;

namespace {

const domain::RegionId kHeart = *domain::regionFromName("cardiac silhouette");

}  // namespace

class ProjectDisagreementsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_project = std::make_unique<ProjectFolder>();
        QCOMPARE(m_project->create({"--reader", "Ada", "--reader", "Ben", "--overlap", "100", "--repeats", "0"}).code,
                 0);
    }

    void differentVerdictsAreListedWithTheirReasonsAndEqualOnesAreNot() {
        judge("Ada", "a", "10:00:00", ReviewVerdict::Accepted);
        judge("Ben", "a", "10:00:01", ReviewVerdict::Rejected, "=2, \"mild\"");
        judge("Ada", "b", "10:00:02", ReviewVerdict::Accepted);
        judge("Ben", "b", "10:00:03", ReviewVerdict::Accepted);
        judge("Ada", "c", "10:00:04", ReviewVerdict::Accepted);
        judge("Ben", "c", "10:00:05", ReviewVerdict::Unsure);
        const auto rows = listed({});
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0]["picture"].toString(), QString("pictures/a.png"));
        QCOMPARE(rows[0]["kind"].toString(), QString("link"));
        QCOMPARE(rows[0]["sentence"].toString(), QString("The heart is enlarged."));
        QCOMPARE(rows[0]["regions"].toString(), QString("cardiac silhouette"));
        QCOMPARE(rows[0]["Ada"].toString(), QString("accepted"));
        QCOMPARE(rows[0]["Ben"].toString(), QString("rejected"));
        QCOMPARE(rows[0]["Ben reason"].toString(), QString("'=2, \"mild\""));
        QCOMPARE(listed({"--unsure"}).size(), 2);
    }

    void boxesThatAreApartAndWhatWasCorrectedAreListed() {
        draw("Ada", "a", "10:00:00", {100, 100, 200, 200});
        draw("Ben", "a", "10:00:01", {150, 100, 250, 200});  // a third of both
        draw("Ada", "b", "10:00:02", {100, 100, 200, 200});
        draw("Ben", "b", "10:00:03", {110, 100, 210, 200});
        const auto rows = listed({});
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0]["kind"].toString(), QString("box"));
        QCOMPARE(rows[0]["Ada"].toString(), QString("drawn 100 100 200 200"));
        judge("Ada", "c", "10:00:04", ReviewVerdict::Accepted);
        domain::Correction correction;
        correction.sentence = {10, 32};
        correction.after.emplace();
        domain::Triplet absent;
        absent.finding = "cardiomegaly";
        absent.regions = {kHeart};
        absent.existence = domain::Existence::Absent;
        correction.after->triplets.push_back(absent);
        m_project->keep("data", "c", m_project->decision("Ben", "c", "10:00:05", correction));
        const auto more = listed({});
        QCOMPARE(more.size(), 2);
        QCOMPARE(more[1]["kind"].toString(), QString("sentence"));
        QVERIFY2(more[1]["Ben"].toString().contains("cardiomegaly absent in cardiac silhouette"),
                 qPrintable(more[1]["Ben"].toString()));
        QVERIFY(more[1]["Ada"].toString().contains("present"));
    }

    void anAdjudicatorReadsThemBlindAndHisWordStandsBesideTheirs() {
        judge("Ada", "a", "10:00:00", ReviewVerdict::Accepted);
        judge("Ben", "a", "10:00:01", ReviewVerdict::Rejected, "no");
        QVERIFY(QDir(m_project->path()).mkpath("settle"));
        listed({"--adjudicator", "Cleo", "--project", "settle/q.json"});
        const auto text = bytesIn(m_project->file("settle/q.json"));
        for (const char* name : {"Ada", "Ben", "accepted", "rejected"}) QVERIFY2(!text.contains(name), name);
        const auto project = objectIn(m_project->file("settle/q.json"));
        QCOMPARE(project["order"].toString(), QString("list"));
        QCOMPARE(project["orderSource"].toString(), QString("what readers of p disagree on"));
        QCOMPARE(project["items"].toArray().size(), 1);
        QCOMPARE(project["items"][0]["picture"]["path"].toString(), QString("../pictures/a.png"));
        const auto status = m_project->asg({"project", "status", "settle/q.json", "data", "--json"});
        QVERIFY2(status.code == 0, status.messages.constData());
        const auto cleo = QJsonDocument::fromJson(status.out)["readers"][0];
        QCOMPARE(cleo["name"].toString(), QString("Cleo"));
        QCOMPARE(cleo["next"]["picture"].toString(), QString("../pictures/a.png"));
        judge("Cleo", "a", "12:00:00", ReviewVerdict::Rejected, "as Ben says", "cleo");
        const auto rows = listed({}, {"data", "cleo"});
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0]["Cleo"].toString(), QString("rejected"));
        QCOMPARE(rows[0]["Cleo reason"].toString(), QString("as Ben says"));
        QCOMPARE(rows[0]["Ada"].toString(), QString("accepted"));
        const auto again = m_project->asg({"project", "disagreements", "p.json", "data", "--out", "l.csv",
                                           "--adjudicator", "Cleo", "--project", "settle/q.json"});
        QCOMPARE(again.code, 2);
        QVERIFY2(again.messages.contains("there already"), again.messages.constData());
    }

    void aRepeatIsNoAnswerToAnotherReader() {
        auto first = m_project->decision("Ada", "a", "10:00:00", ProjectFolder::onTheHeart(ReviewVerdict::Accepted));
        first.asked = domain::Asked{"p", "1", "random", 1, false};
        m_project->keep("data", "a", first);
        judge("Ben", "a", "10:00:01", ReviewVerdict::Accepted);
        auto again = m_project->decision("Ada", "a", "11:00:00", ProjectFolder::onTheHeart(ReviewVerdict::Rejected));
        again.asked = domain::Asked{"p", "1", "random", 4, true};
        m_project->keep("data", "a", again);
        QCOMPARE(listed({}).size(), 0);
    }

private:
    void judge(const char* reader, const char* picture, const char* time, ReviewVerdict verdict,
               const char* reason = "", const char* data = "data") {
        m_project->keep(data, picture,
                        m_project->decision(reader, picture, time, ProjectFolder::onTheHeart(verdict), reason));
    }

    void draw(const char* reader, const char* picture, const char* time, const base::Box& box) {
        m_project->keep("data", picture,
                        m_project->decision(reader, picture, time, domain::BoxCorrection{kHeart, {}, box}));
    }

    QJsonArray listed(const QStringList& words, const QStringList& data = {"data"}) {
        const auto run = m_project->asg(QStringList{"project", "disagreements", "p.json"} + data +
                                        QStringList{"--out", "l.csv"} + words);
        if (run.code != 0) qFatal("%d %s", run.code, run.messages.constData());
        QProcess python;
        python.start("python3", {"-c",
                                 "import csv, json, sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], "
                                 "encoding='utf-8', newline='')))))",
                                 m_project->file("l.csv")});
        if (!python.waitForStarted() || !python.waitForFinished()) qFatal("no python3");
        return QJsonDocument::fromJson(python.readAllStandardOutput()).array();
    }

    std::unique_ptr<ProjectFolder> m_project;
};

QTEST_GUILESS_MAIN(ProjectDisagreementsTest)
#include "test_project_disagreements.moc"
