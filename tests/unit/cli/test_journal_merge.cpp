/// `asg journal merge`: readers' decisions over a shared folder, killed in the middle again and again.
#include "tests/unit/cli/project_folder.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QMap>
#include <QProcess>
#include <QTest>

#include <random>

using namespace asg;
using namespace cli_test;
using domain::ReviewVerdict;

class JournalMergeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_project = std::make_unique<ProjectFolder>(); }

    void whatWasBroughtIsCountedAndConflictsAreShownEachTime() {
        judge("ada", "Ada", "a", "10:00:00", ReviewVerdict::Accepted);
        judge("away", "Ada", "a", "10:00:05", ReviewVerdict::Rejected);
        judge("ben", "Ben", "a", "10:00:06", ReviewVerdict::Rejected);
        const auto run = m_project->asg({"journal", "merge", "ben", "away", "--into", "ada"});
        QVERIFY2(run.code == 0, run.messages.constData());
        QVERIFY2(run.out.contains("2 journals brought, 2 of them with something new (2 decisions)"),
                 run.out.constData());
        QVERIFY2(run.out.contains("conflict: Ada on ") && !run.out.contains("conflict: Ben"), run.out.constData());
        const auto again = m_project->asg({"journal", "merge", "ben", "away", "--into", "ada", "--json"});
        const auto document = QJsonDocument::fromJson(again.out);
        QCOMPARE(document["journals"][0]["became"].toString(), QString("known"));
        QCOMPARE(document["conflicts"].toArray().size(), 1);
        QCOMPARE(document["conflicts"][0]["sides"].toArray().size(), 2);
        QCOMPARE(document["conflicts"][0]["kind"].toString(), QString("link"));
        // What others decided counts wherever journals are looked at.
        const auto agreement = m_project->asg({"agreement", "ada", "--json"});
        const auto parts = QJsonDocument::fromJson(agreement.out)["agreement"].toArray();
        QCOMPARE(parts[0]["byTwoOrMore"].toInt(), 1);
    }

    void aFolderThatIsNotThereAndABrokenJournalAreNamed() {
        QCOMPARE(m_project->asg({"journal", "merge"}).code, 2);
        const auto gone = m_project->asg({"journal", "merge", "nowhere", "--into", "ada"});
        QCOMPARE(gone.code, 1);
        QVERIFY2(gone.messages.contains("nowhere"), gone.messages.constData());
        QVERIFY(QDir(m_project->path()).mkpath("ben/studies/x"));
        textIn(m_project->folder(), "ben/studies/x/decisions.jsonl", "{\"no\":1}\n");
        const auto broken = m_project->asg({"journal", "merge", "ben", "--into", "ada"});
        QCOMPARE(broken.code, 1);
        QVERIFY2(broken.messages.contains("decisions.jsonl, line 1"), broken.messages.constData());
    }

    /// Readers go on deciding while their folders are brought together by a program that is killed each time.
    void killsLoseAndDoubleNothing() {
        constexpr int kKills = 20;
        std::mt19937 random(5);
        int begun = 0;
        for (int kill = 0; kill < kKills; ++kill) {
            for (const char* reader : {"ada", "ben"})
                for (const char* picture : {"a", "b", "c", "d"})
                    for (int i = 0; i < 5; ++i)
                        judge(reader, reader, picture,
                              qPrintable(QString("10:%1:%2").arg(kill, 2, 10, QChar('0')).arg(i, 2, 10, QChar('0'))),
                              i % 2 == 0 ? ReviewVerdict::Accepted : ReviewVerdict::Rejected);
            QProcess merge;
            merge.setWorkingDirectory(m_project->path());
            merge.start(QStringLiteral(ASG_BINARY_DIR "/bin/asg"), {"journal", "merge", "ada", "ben", "--into", "all"});
            QVERIFY(merge.waitForStarted());
            if (!merge.waitForFinished(20 + int(random() % 120))) ++begun;
            merge.kill();
            merge.waitForFinished();
        }
        QVERIFY(begun > 0);
        const auto last = m_project->asg({"journal", "merge", "ada", "ben", "--into", "all"});
        QVERIFY2(last.code == 0, last.messages.constData());
        QMap<QByteArray, int> sent;
        for (const char* reader : {"ada", "ben"})
            for (const char* picture : {"a", "b", "c", "d"}) ++sent[bytesIn(m_project->journal(reader, picture))];
        QMap<QByteArray, int> there;
        QDirIterator files(m_project->file("all"), {"decisions.jsonl"}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const auto path = files.next();
            ++there[bytesIn(path)];
            QCOMPARE(m_project->asg({"journal", "verify", path}).code, 0);
        }
        QCOMPARE(there, sent);
    }

private:
    void judge(const char* data, const char* reader, const char* picture, const char* time, ReviewVerdict verdict) {
        m_project->keep(data, picture, m_project->decision(reader, picture, time, ProjectFolder::onTheHeart(verdict)));
    }

    std::unique_ptr<ProjectFolder> m_project;
};

QTEST_GUILESS_MAIN(JournalMergeTest)
#include "test_journal_merge.moc"
