/// `asg project`: a project of a folder, how far its readers are, and one table that other programs read.
#include "core/review/journal.h"
#include "tests/unit/cli/run_asg.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace asg;
using namespace cli_test;

namespace {

constexpr const char* kReport = "FINDINGS: The heart is enlarged, \"boot, like\". Opacity in the left lower lobe.\n";

/// As `asg parse` numbers code points in kReport.
domain::LinkVerdict onTheHeart(domain::ReviewVerdict verdict) {
    const QByteArray text(kReport);
    const auto end = static_cast<std::size_t>(text.indexOf("\".") + 2);
    return {{{10, end}}, {*domain::regionFromName("cardiac silhouette")}, verdict};
}

}  // namespace

class ProjectCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkpath("pictures") && QDir(m_folder->path()).mkpath("data"));
        for (const char* name : {"a", "b", "c", "d"}) {
            QImage image(40, 40, QImage::Format_Grayscale8);
            image.fill(name[0]);
            QVERIFY(image.save(m_folder->filePath(QString("pictures/%1.png").arg(name))));
            textIn(*m_folder, QString("pictures/%1.txt").arg(name), kReport);
        }
    }

    void aProjectIsMadeOfAFolderWithItsReports() {
        QFile::remove(m_folder->filePath("pictures/d.txt"));
        QVERIFY(QFile::copy(m_folder->filePath("pictures/a.png"), m_folder->filePath("pictures/z.png")));
        textIn(*m_folder, "gold.txt", "pictures/b.png\n");
        textIn(*m_folder, "his.txt", "pictures/c.png\r\npictures/a.png\r\n");
        const auto run = create({"--reader", "Ada", "--reader", "Ben", "--reads", "Cy", "his.txt", "--gold", "gold.txt",
                                 "--gold-reader", "Dora", "--overlap", "50", "--seed", "18446744073709551615"});
        QVERIFY2(run.code == 0, run.messages.constData());
        QVERIFY2(run.messages.contains("pictures/z.png: left out"), run.messages.constData());
        const auto project = objectIn(m_folder->filePath("p.json"));
        QCOMPARE(project["schema"].toString(), QString("asg-project/1"));
        QVERIFY(bytesIn(m_folder->filePath("p.json")).contains("18446744073709551615"));
        const auto items = project["items"].toArray();
        QCOMPARE(items.size(), 4);
        QCOMPARE(items[0]["picture"]["path"].toString(), QString("pictures/a.png"));
        QCOMPARE(items[0]["picture"]["sha256"].toString(), hashOf("pictures/a.png"));
        QCOMPARE(items[0]["report"]["path"].toString(), QString("pictures/a.txt"));
        QCOMPARE(items[0]["report"]["sha256"].toString(), hashOf("pictures/a.txt"));
        QVERIFY(items[3]["report"].isNull());
        QVERIFY(items[1]["gold"].toBool() && !items[0]["gold"].toBool());
        const auto readers = project["readers"].toArray();
        QVERIFY(readers[0]["pictures"].isNull());
        QCOMPARE(readers[2]["pictures"].toArray(), (QJsonArray{"pictures/c.png", "pictures/a.png"}));
        const auto again = create({"--reader", "Ada"});
        QCOMPARE(again.code, 2);
        QVERIFY2(again.messages.contains("there already"), again.messages.constData());
        QCOMPARE(objectIn(m_folder->filePath("p.json")), project);
    }

    void anOrderFromElsewhereIsRecordedAsSuch() {
        textIn(*m_folder, "order.txt", "pictures/c.png\npictures/a.png\n");
        const auto run = create({"--reader", "Ada", "--order", "list", "--list", "order.txt", "--list-source",
                                 "uncertainty of model 2", "--repeats", "0"});
        QVERIFY2(run.code == 0, run.messages.constData());
        QVERIFY2(run.messages.contains("does not name 2 pictures"), run.messages.constData());
        const auto project = objectIn(m_folder->filePath("p.json"));
        QCOMPARE(project["order"].toString(), QString("list"));
        QCOMPARE(project["orderSource"].toString(), QString("uncertainty of model 2"));
        QString order;
        const auto items = project["items"].toArray();
        for (const QJsonValue& item : items) order += item["picture"]["path"].toString().at(9);
        QCOMPARE(order, QString("cabd"));
        const QJsonObject ada = statusOf(0);
        QCOMPARE(ada["next"]["picture"].toString(), QString("pictures/c.png"));
    }

    void whatCannotBeAskedForIsSaid_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("said");
        QTest::newRow("nobody reads") << QStringList{} << "--reader";
        QTest::newRow("an order without a list") << QStringList{"--reader", "A", "--order", "list"} << "--list";
        QTest::newRow("another order") << QStringList{"--reader", "A", "--order", "size"} << "--order";
        QTest::newRow("more than all") << QStringList{"--reader", "A", "--overlap", "101"} << "101";
        QTest::newRow("a seed below 0") << QStringList{"--reader", "A", "--seed", "-1"} << "-1";
        QTest::newRow("a seed too large") << QStringList{"--reader", "A", "--seed", "18446744073709551616"} << "--seed";
        QTest::newRow("a reader twice") << QStringList{"--reader", "A", "--reader", "A"} << "twice";
        QTest::newRow("a list of others") << QStringList{"--reads", "A", "other.txt"} << "other.txt, line 1";
        QTest::newRow("a picture nobody reads") << QStringList{"--reads", "A", "one.txt"} << "nobody reads";
    }
    void whatCannotBeAskedForIsSaid() {
        QFETCH(QStringList, words);
        QFETCH(QString, said);
        textIn(*m_folder, "other.txt", "pictures/x.png\n");
        textIn(*m_folder, "one.txt", "pictures/a.png\n");
        const auto run = create(words);
        QVERIFY(run.code == 1 || run.code == 2);
        QVERIFY2(run.messages.contains(said.toUtf8()), run.messages.constData());
        QVERIFY(!QFile::exists(m_folder->filePath("p.json")));
    }

    void theStatusFollowsFromTheJournals() {
        QCOMPARE(
            create({"--reader", "Ada", "--reader", "Ben", "--overlap", "100", "--repeats", "0", "--order", "as-given"})
                .code,
            0);
        const auto before = statusOf(0);
        QCOMPARE(before["places"].toInt(), 4);
        QCOMPARE(before["questions"].toInt(), 8);
        QCOMPARE(before["judged"].toInt(), 0);
        QVERIFY(before["secondsPerQuestion"].isNull() && before["gold"].isNull());
        keep("Ada", "a", "2026-11-30T10:00:00.000Z", domain::ReviewVerdict::Accepted);
        keep("Ada", "b", "2026-11-30T10:00:20.000Z", domain::ReviewVerdict::Rejected);
        keep("Eve", "b", "2026-11-30T10:00:30.000Z", domain::ReviewVerdict::Rejected);
        const auto ada = statusOf(0);
        QCOMPARE(ada["judged"].toInt(), 2);
        QCOMPARE(ada["begun"].toInt(), 2);
        QCOMPARE(ada["secondsPerQuestion"].toDouble(), 10.0);
        QCOMPARE(ada["secondsLeft"].toInt(), 60);
        QVERIFY(ada["next"].isObject());
        QCOMPARE(statusOf(1)["judged"].toInt(), 0);
        const auto words =
            cli_test::asg({"project", "status", m_folder->filePath("p.json"), m_folder->filePath("data")});
        QVERIFY2(words.out.contains("Ada: 0 of 4 done, 2 begun; 2 of 8 questions judged; next pictures/"),
                 words.out.constData());
        QVERIFY2(words.out.contains("Eve: decided on pictures of the project"), words.out.constData());
    }

    void theTableIsReadByAnotherProgram() {
        QCOMPARE(create({"--reader", "Ada", "--repeats", "0"}).code, 0);
        keep("Ada", "a", "2026-11-30T10:00:00.000Z", domain::ReviewVerdict::Rejected, "a, \"b\"\nü");
        const auto csv = m_folder->filePath("t.csv");
        const auto run =
            cli_test::asg({"project", "table", m_folder->filePath("p.json"), m_folder->filePath("data"), "--out", csv});
        QVERIFY2(run.code == 0, run.messages.constData());
        QProcess python;
        python.start("python3", {"-c",
                                 "import csv, json, sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], "
                                 "encoding='utf-8', newline='')))))",
                                 csv});
        if (!python.waitForStarted()) QSKIP("no python3: nothing to read the table with");
        QVERIFY(python.waitForFinished());
        const auto rows = QJsonDocument::fromJson(python.readAllStandardOutput()).array();
        QCOMPARE(rows.size(), 8);
        int judged = 0;
        for (const QJsonValue& row : rows) {
            QCOMPARE(row["reader"].toString(), QString("Ada"));
            if (row["verdict"].toString().isEmpty()) continue;
            ++judged;
            QCOMPARE(row["picture"].toString(), QString("pictures/a.png"));
            QCOMPARE(row["sentence"].toString(), QString("The heart is enlarged, \"boot, like\"."));
            QCOMPARE(row["regions"].toString(), QString("cardiac silhouette"));
            QCOMPARE(row["verdict"].toString(), QString("rejected"));
            QCOMPARE(row["reason"].toString(), QString("a, \"b\"\nü"));
            QCOMPARE(row["time"].toString(), QString("2026-11-30T10:00:00.000Z"));
        }
        QCOMPARE(judged, 1);
    }

    void aReportThatWasChangedAndABrokenJournalAreNamedAndTheRestStands() {
        QCOMPARE(create({"--reader", "Ada", "--repeats", "0"}).code, 0);
        keep("Ada", "a", "2026-11-30T10:00:00.000Z", domain::ReviewVerdict::Accepted);
        textIn(*m_folder, "pictures/d.txt", "Another report.\n");
        QVERIFY(QDir(m_folder->path()).mkpath("data/studies/broken"));
        textIn(*m_folder, "data/studies/broken/decisions.jsonl", "{\"no\":1}\n");
        const auto run =
            cli_test::asg({"project", "status", m_folder->filePath("p.json"), m_folder->filePath("data"), "--json"});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.messages.contains("d.txt") && run.messages.contains("decisions.jsonl, line 1"),
                 run.messages.constData());
        const QJsonObject status = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(status["failed"].toArray().size(), 2);
        QCOMPARE(status["readers"][0]["judged"].toInt(), 1);
    }

    void aProjectThatIsNoneIsNamed() {
        textIn(*m_folder, "p.json", "{\"schema\": \"other\"}");
        for (const char* what : {"status", "table"}) {
            QStringList words{"project", what, m_folder->filePath("p.json")};
            if (QString(what) == "table") words << "--out" << m_folder->filePath("t.csv");
            const auto run = cli_test::asg(words);
            QCOMPARE(run.code, 1);
            QVERIFY2(run.messages.contains("p.json") && run.messages.contains("asg project create"),
                     run.messages.constData());
        }
        QCOMPARE(cli_test::asg({"project"}).code, 2);
        const auto help = cli_test::asg({"project", "--help"});
        for (const char* name : {"create", "status", "table"})
            QVERIFY2(help.out.contains(QByteArray("  ") + name + " "), name);
    }

private:
    Run create(const QStringList& words) {
        return cli_test::asg(QStringList{"project", "create", "pictures", "--out", "p.json"} + words, m_folder->path());
    }

    QString hashOf(const QString& name) {
        return QString::fromLatin1(
            QCryptographicHash::hash(bytesIn(m_folder->filePath(name)), QCryptographicHash::Sha256).toHex());
    }

    QJsonObject statusOf(int reader) {
        const auto run =
            cli_test::asg({"project", "status", m_folder->filePath("p.json"), m_folder->filePath("data"), "--json"});
        if (run.code != 0) qFatal("%d %s", run.code, run.messages.constData());
        const QJsonArray readers = QJsonDocument::fromJson(run.out).object()["readers"].toArray();
        return readers.at(reader).toObject();
    }

    void keep(const char* reader, const char* picture, const char* time, domain::ReviewVerdict verdict,
              const char* reason = "") {
        domain::ReviewDecision made;
        made.reader = reader;
        made.time = time;
        made.reason = reason;
        made.imageSha256 = hashOf(QString("pictures/%1.png").arg(picture)).toStdString();
        made.reportSha256 = hashOf(QString("pictures/%1.txt").arg(picture)).toStdString();
        made.content = onTheHeart(verdict);
        const auto path =
            m_folder->filePath("data/studies/" + QString::fromStdString(made.imageSha256) + "/decisions.jsonl");
        auto journal = review::Journal::open(path.toStdString());
        QVERIFY(journal.ok() && journal->append(made).ok());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(ProjectCommandTest)
#include "test_project_command.moc"
