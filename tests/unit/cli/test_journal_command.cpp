/// `asg journal verify`: whether a journal is whole, and as it was when it was exported.
#include "core/review/journal.h"
#include "core/review/journal_anchor.h"
#include "tests/unit/cli/run_asg.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace asg;
using namespace cli_test;

class JournalCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_journal = m_folder->filePath(QString(64, 'a') + "/decisions.jsonl");
        decide(3);
    }

    void aWholeJournalIsSaidToBeWhole() {
        const auto run = cli_test::asg({"journal", "verify", m_journal});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.out.contains("decisions.jsonl: whole, 3 decisions\n"), run.out.constData());
        const auto said = verified({});
        QVERIFY(said["whole"].toBool() && said["problems"].toArray().isEmpty() && said["notes"].toArray().isEmpty());
        QCOMPARE(said["image"].toString(), QString(64, 'a'));
        QCOMPARE(said["decisions"].toInt(), 3);
    }

    void aChangedLineIsNamedByItsNumber() {
        auto content = bytesIn(m_journal);
        content.replace("nr 1", "nr 7");
        write(m_journal, content);
        const auto said = verified({}, 1);
        QVERIFY(!said["whole"].toBool());
        const auto problem = said["problems"].toArray().at(0).toObject();
        QCOMPARE(problem["code"].toString(), QString("chain-broken"));
        QCOMPARE(problem["line"].toInt(), 3);
        const auto words = cli_test::asg({"journal", "verify", m_journal});
        QVERIFY2(words.out.contains("not whole") && words.out.contains("problem, line 3: a line before it is missing"),
                 words.out.constData());
    }

    void aCutTailIsFound() {
        const auto content = bytesIn(m_journal);
        write(m_journal, content.left(content.indexOf('\n') + 1));
        const auto problem = verified({}, 1)["problems"].toArray().at(0).toObject();
        QCOMPARE(problem["code"].toString(), QString("journal-cut"));
        QVERIFY(problem["text"].toString().contains("1 of the 3 decisions"));
    }

    void anExportFindsWhatWasRewrittenAsAWhole() {
        const auto manifest = exportNow();
        decide(1);
        QVERIFY(cli_test::asg({"journal", "verify", m_journal, "--against", manifest}).out.contains("as exported"));
        QVERIFY(QDir(m_folder->filePath(QString(64, 'a'))).removeRecursively());
        decide(5, "other ");
        QVERIFY(verified({})["whole"].toBool());
        const auto said = verified({"--against", manifest}, 1);
        QCOMPARE(said["problems"].toArray().at(0).toObject()["code"].toString(), QString("not-as-exported"));
    }

    void anotherPicturesExportSaysNothingOfIt() {
        const auto manifest = exportNow(std::string(64, 'b'));
        const auto said = verified({"--against", manifest}, 1);
        QCOMPARE(said["problems"].toArray().at(0).toObject()["code"].toString(), QString("not-exported"));
    }

    void whatIsNoExportIsSaid_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("not JSON") << QByteArray("nothing");
        QTest::newRow("no journals") << QByteArray(R"({"schema":"asg-analysis/1"})");
        QTest::newRow("no list") << QByteArray(R"({"journals":7})");
        QTest::newRow("no object") << QByteArray(R"([{"image":"a","decisions":1,"last":""}])");
        QTest::newRow("no count") << QByteArray(R"({"journals":[{"image":"a","last":""}]})");
        QTest::newRow("a count that is a text")
            << QByteArray(R"({"journals":[{"image":"a","decisions":"1","last":""}]})");
    }
    void whatIsNoExportIsSaid() {
        QFETCH(QByteArray, content);
        const auto manifest = textIn(*m_folder, "export.json", content);
        const auto run = cli_test::asg({"journal", "verify", m_journal, "--against", manifest});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.messages.contains("export.json: ") && run.messages.count('\n') == 1, run.messages.constData());
    }

    void aJournalThatIsNotThereFailsAndTheOthersAreLookedAt() {
        const auto run = cli_test::asg({"journal", "verify", "/nowhere/decisions.jsonl", m_journal, "--json"});
        QCOMPARE(run.code, 1);
        const auto said = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(said["journals"].toArray().size(), 1);
        QCOMPARE(said["failed"].toArray().at(0).toObject()["code"].toString(), QString("not-found"));
    }

    void wrongWordsAreWrongUsage() {
        QCOMPARE(cli_test::asg({"journal"}).code, 2);
        QCOMPARE(cli_test::asg({"journal", "verify"}).code, 2);
    }

private:
    void decide(int count, const std::string& reason = "nr ") {
        auto journal = review::Journal::open(m_journal.toStdString());
        for (int i = 0; i < count; ++i) {
            domain::ReviewDecision decision;
            decision.imageSha256 = std::string(64, 'a');
            decision.reason = reason + std::to_string(i);
            QVERIFY(journal->append(decision).ok());
        }
    }

    static void write(const QString& path, const QByteArray& content) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) qFatal("cannot write");
    }

    QString exportNow(const std::string& image = std::string(64, 'a')) {
        const auto head = review::Journal::open(m_journal.toStdString())->head();
        const nlohmann::ordered_json document{
            {std::string(review::kAnchorsKey), nlohmann::ordered_json::array({review::anchorJson({image, head})})}};
        return textIn(*m_folder, "export.json", QByteArray::fromStdString(document.dump()));
    }

    QJsonObject verified(const QStringList& more, int code = 0) {
        const auto run = cli_test::asg(QStringList{"journal", "verify", m_journal, "--json"} + more);
        if (run.code != code) qFatal("%d %s", run.code, run.messages.constData());
        return QJsonDocument::fromJson(run.out).object()["journals"].toArray().at(0).toObject();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_journal;
};

QTEST_GUILESS_MAIN(JournalCommandTest)
#include "test_journal_command.moc"
