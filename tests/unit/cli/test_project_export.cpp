/// `asg project export`: what each reader made of each picture, read by other programs and taken in by the training.
#include "tests/unit/cli/project_folder.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace asg;
using namespace cli_test;
using domain::ReviewVerdict;

namespace {

const domain::RegionId kHeart = *domain::regionFromName("cardiac silhouette");

}  // namespace

class ProjectExportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_project = std::make_unique<ProjectFolder>();
        QCOMPARE(m_project->create({"--reader", "Ada", "--reader", "Dr. Ben/Bo", "--repeats", "0"}).code, 0);
    }

    void eachReadersWordStandsByItself() {
        keepOfTwo();
        const auto run = exported({});
        QVERIFY2(run.code == 0, run.messages.constData());
        QVERIFY2(run.out.contains("3 analyses of 2 readers"), run.out.constData());
        const auto ada = objectIn(m_project->file("out/Ada/pass-1/a/analysis.json"));
        QCOMPARE(ada["schema"].toString(), QString("asg-analysis/1"));
        QCOMPARE(ada["reader"].toString(), QString("Ada"));
        QCOMPARE(ada["decisions"].toArray().size(), 2);
        QVERIFY(ada["others"].toArray().isEmpty());
        QCOMPARE(ada["drawnBoxes"].toArray().size(), 1);
        QCOMPARE(ada["drawnBoxes"][0]["box"].toArray(), (QJsonArray{10, 20, 110, 220}));
        QCOMPARE(verdictOnTheHeart(ada), QString("accepted"));
        QCOMPARE(bytesIn(m_project->file("out/Ada/pass-1/a/report.txt")), QByteArray(ProjectFolder::kReport));
        QCOMPARE(verdictOnTheHeart(objectIn(m_project->file("out/Dr. Ben_Bo/pass-1/a/analysis.json"))),
                 QString("rejected"));
        QVERIFY(QFile::exists(m_project->file("out/Dr. Ben_Bo/pass-1/b/analysis.json")));
        QVERIFY(!QFile::exists(m_project->file("out/Ada/pass-1/b")));
    }

    void oneReadersAloneIsExportedWhereAskedFor() {
        keepOfTwo();
        QCOMPARE(exported({"--reader", "Ada"}).code, 0);
        QCOMPARE(QDir(m_project->file("out")).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList{"Ada"});
        const auto nobody = exported({"--reader", "Eve"}, "other");
        QCOMPARE(nobody.code, 1);
        QVERIFY2(nobody.messages.contains("Eve decided on no picture"), nobody.messages.constData());
        QVERIFY(!QFile::exists(m_project->file("other")));
    }

    void aRepeatStandsApartFromTheFirst() {
        const auto asked = [](bool repeat) { return domain::Asked{"p", "1", "random", repeat ? 3U : 1U, repeat}; };
        auto first = m_project->decision("Ada", "a", "10:00:00", ProjectFolder::onTheHeart(ReviewVerdict::Accepted));
        first.asked = asked(false);
        m_project->keep("data", "a", first);
        auto again = m_project->decision("Ada", "a", "11:00:00", ProjectFolder::onTheHeart(ReviewVerdict::Rejected));
        again.asked = asked(true);
        m_project->keep("data", "a", again);
        QCOMPARE(exported({}).code, 0);
        QCOMPARE(verdictOnTheHeart(objectIn(m_project->file("out/Ada/pass-1/a/analysis.json"))), QString("accepted"));
        QCOMPARE(verdictOnTheHeart(objectIn(m_project->file("out/Ada/pass-2/a/analysis.json"))), QString("rejected"));
    }

    void theJournalsAnchorsHoldWhatTheyThenWere() {
        keepOfTwo();
        QCOMPARE(exported({}).code, 0);
        const auto journal = m_project->journal("data", "a");
        QCOMPARE(m_project->asg({"journal", "verify", journal, "--against", "out/export.json"}).code, 0);
        QCOMPARE(m_project->asg({"journal", "verify", journal, "--against", "out/Ada/pass-1/a/analysis.json"}).code, 0);
        QFile::remove(journal);
        QFile::remove(journal + ".head");
        m_project->keep(
            "data", "a",
            m_project->decision("Ada", "a", "12:00:00", ProjectFolder::onTheHeart(ReviewVerdict::Accepted)));
        QCOMPARE(m_project->asg({"journal", "verify", journal, "--against", "out/export.json"}).code, 1);
    }

    void copiesThatWentTheirOwnWaysAreNamedAndNotMerged() {
        keepOfTwo();
        m_project->keep(
            "away", "a",
            m_project->decision("Ada", "a", "12:00:00", ProjectFolder::onTheHeart(ReviewVerdict::Rejected)));
        const auto run = exported({}, "out", {"data", "away"});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.messages.contains("Ada decided on pictures/a.png in 2 journals"), run.messages.constData());
        QCOMPARE(verdictOnTheHeart(objectIn(m_project->file("out/Ada/pass-1/a/analysis.json"))), QString("rejected"));
        const auto studies = objectIn(m_project->file("out/export.json"))["studies"].toArray();
        int named = 0;
        for (const QJsonValue& study : studies) named += study["notInIt"].toArray().size();
        QCOMPARE(named, 1);
    }

    void aFolderWithOtherThingsInItIsRefusedAndNothingIsLeftBehind() {
        keepOfTwo();
        QVERIFY(QDir(m_project->path()).mkpath("out"));
        textIn(m_project->folder(), "out/mine.txt", "mine");
        const auto refused = exported({});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.messages.contains("not empty"), refused.messages.constData());
        QFile::remove(m_project->file("out/mine.txt"));
        QCOMPARE(exported({}, "out/").code, 0);
        QVERIFY(QFile::exists(m_project->file("out/export.json")));
        QCOMPARE(exported({}).code, 2);
        QVERIFY(QDir(m_project->path())
                    .entryList({".asg-partial*"}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot)
                    .isEmpty());
    }

    void anUnreadablePictureIsNamedAndTheRestIsExported() {
        keepOfTwo();
        QFile picture(m_project->file("pictures/b.png"));
        QVERIFY(picture.open(QIODevice::WriteOnly) && picture.write("no picture") > 0);
        picture.close();
        const auto run = exported({});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.messages.contains("b.png"), run.messages.constData());
        QVERIFY(QFile::exists(m_project->file("out/Ada/pass-1/a/analysis.json")));
        QVERIFY(QFile::exists(m_project->file("out/export.json")));
    }

    void anotherProgramReadsIt() {
        keepOfTwo();
        QCOMPARE(exported({}).code, 0);
        QProcess python;
        python.start("python3",
                     {QStringLiteral(ASG_SOURCE_DIR "/tests/unit/cli/read_export.py"), m_project->file("out")});
        if (!python.waitForStarted()) QSKIP("no python3: nothing to read the export with");
        QVERIFY(python.waitForFinished());
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
        QCOMPARE(python.readAllStandardOutput().trimmed(),
                 QByteArray("Ada a accepted 10,20,110,220\nDr. Ben/Bo a rejected -\nDr. Ben/Bo b accepted -"));
    }

    void theTrainingTakesItIn() {
        keepOfTwo();
        QCOMPARE(exported({}).code, 0);
        const auto run = m_project->asg(
            {"train", "dataset", "annotations", "out/Dr. Ben_Bo/pass-1/a", "out/Dr. Ben_Bo/pass-1/b", "--out", "set"});
        QVERIFY2(run.code == 0, run.messages.constData());
        const auto lines = bytesIn(m_project->file("set/index.jsonl")).trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        int links = 0;
        for (const auto& line : lines.mid(1)) links += QJsonDocument::fromJson(line)["links"].toArray().size();
        QCOMPARE(links, 1);  // the accepted one
        QCOMPARE(m_project->asg({"train", "dataset", "annotations", "out/Ada/pass-1/a", "--out", "ada"}).code, 0);
        const auto ada = bytesIn(m_project->file("ada/index.jsonl")).trimmed().split('\n');
        const auto study = QJsonDocument::fromJson(ada.at(1));
        QCOMPARE(study["links"].toArray().size(), 1);
        const auto regions = study["regions"].toArray();
        QCOMPARE(regions.size(), 1);
        QCOMPARE(regions[0]["name"].toString(), QString("cardiac silhouette"));
        QCOMPARE(regions[0]["origin"].toString(), QString("drawn"));
    }

private:
    void keepOfTwo() {
        m_project->keep(
            "data", "a",
            m_project->decision("Ada", "a", "10:00:00", ProjectFolder::onTheHeart(ReviewVerdict::Accepted)));
        m_project->keep("data", "a",
                        m_project->decision("Ada", "a", "10:00:05",
                                            domain::BoxCorrection{kHeart, {}, base::Box{10, 20, 110, 220}}));
        m_project->keep("data", "a",
                        m_project->decision("Dr. Ben/Bo", "a", "10:00:10",
                                            ProjectFolder::onTheHeart(ReviewVerdict::Rejected), "no"));
        m_project->keep(
            "data", "b",
            m_project->decision("Dr. Ben/Bo", "b", "10:00:20", ProjectFolder::onTheHeart(ReviewVerdict::Accepted)));
    }

    Run exported(const QStringList& words, const QString& out = "out", const QStringList& data = {"data"}) {
        return m_project->asg(QStringList{"project", "export", "p.json"} + data +
                              QStringList{"--out", out, "--no-model"} + words);
    }

    static QString verdictOnTheHeart(const QJsonObject& analysis) {
        const auto links = analysis["links"].toArray();
        for (const QJsonValue& link : links)
            if (link["regions"].toArray() == QJsonArray{"cardiac silhouette"}) return link["verdict"].toString();
        return "no link";
    }

    std::unique_ptr<ProjectFolder> m_project;
};

QTEST_GUILESS_MAIN(ProjectExportTest)
#include "test_project_export.moc"
