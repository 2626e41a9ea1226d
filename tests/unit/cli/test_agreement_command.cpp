/// `asg agreement`: what readers said of the same links and boxes, from their journals.
#include "core/review/journal.h"
#include "tests/unit/cli/run_asg.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace asg;
using namespace cli_test;
using domain::ReviewVerdict;

namespace {

domain::ReviewDecision decision(const std::string& reader, char picture, std::size_t sentence, ReviewVerdict verdict) {
    domain::ReviewDecision made;
    made.reader = reader;
    made.time = "2026-11-30T10:00:00.000Z";
    made.imageSha256 = std::string(64, picture);
    made.reportSha256 = std::string(64, 'f');
    made.content = domain::LinkVerdict{{{sentence, sentence + 5}}, {*domain::regionFromName("left lung")}, verdict};
    return made;
}

}  // namespace

class AgreementCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void twoReadersOfOneStoreAreCompared() {
        for (std::size_t i = 0; i < 4; ++i) {
            keep("store", decision("Ada", 'a', 10 * i, i < 2 ? ReviewVerdict::Accepted : ReviewVerdict::Rejected));
            keep("store", decision("Ben", 'a', 10 * i, i < 3 ? ReviewVerdict::Accepted : ReviewVerdict::Rejected));
        }
        const auto links = compared({"store"});
        QCOMPARE(links["judged"].toInt(), 4);
        QCOMPARE(links["byTwoOrMore"].toInt(), 4);
        QCOMPARE(links["pictures"].toInt(), 1);
        QCOMPARE(valueOf(links, "pairwise agreement"), 0.75);
        const QJsonArray pairs = links["pairs"].toArray();
        QCOMPARE(pairs.size(), 1);
        QCOMPARE(pairs.at(0)["readers"].toArray(), (QJsonArray{"Ada", "Ben"}));
        QCOMPARE(pairs.at(0)["value"].toDouble(), 0.5);  // (0.75 - 0.5) / (1 - 0.5)
        QCOMPARE(links["byRegion"].toArray().at(0)["region"].toString(), QString("left lung"));
        const auto words = cli_test::asg({"agreement", m_folder->filePath("store")});
        QVERIFY2(words.out.contains("Ada: 2 accepted; 2 rejected;"), words.out.constData());
        QVERIFY2(words.out.contains("Cohen's kappa, Ada and Ben"), words.out.constData());
    }

    void whatWasTakenBackDoesNotCountAndTheNewestDoes() {
        keep("one", decision("Ada", 'a', 0, ReviewVerdict::Accepted));
        keep("one", decision("Ada", 'a', 0, ReviewVerdict::Rejected));
        auto undo = decision("Ada", 'a', 0, ReviewVerdict::Accepted);
        undo.content = domain::TakenBack{};
        undo.reverts = 2;
        keep("one", undo);
        auto later = decision("Ben", 'a', 0, ReviewVerdict::Rejected);
        later.time = "2026-11-30T12:00:00.000Z";
        keep("two", later);
        keep("one", decision("Ben", 'a', 0, ReviewVerdict::Accepted));
        const auto links = compared({"one", "two"});
        QCOMPARE(saidBy(links, 0, "accepted"), 1);
        QCOMPARE(saidBy(links, 0, "rejected"), 0);
        QCOMPARE(saidBy(links, 1, "rejected"), 1);
    }

    void whatWasTakenBackInOneCopyDoesNotCountInAnother() {
        auto undo = decision("Ada", 'a', 0, ReviewVerdict::Accepted);
        undo.content = domain::TakenBack{};
        undo.reverts = 1;
        for (const char* store : {"early", "hers", "his"})
            keep(store, decision("Ada", 'a', 0, ReviewVerdict::Accepted));
        keep("hers", undo);
        keep("his", decision("Ben", 'a', 0, ReviewVerdict::Rejected));
        QCOMPARE(compared({"early", "hers"})["judged"].toInt(), 0);
        const auto links = compared({"early", "hers", "his"});
        QCOMPARE(links["judged"].toInt(), 1);
        QCOMPARE(links["byTwoOrMore"].toInt(), 0);
        undo.reverts = 2;  // and gives it again
        keep("hers", undo);
        QCOMPARE(compared({"early", "hers", "his"})["byTwoOrMore"].toInt(), 1);
    }

    void withoutSomethingSharedTheFiguresAreNull() {
        keep("store", decision("Ada", 'a', 0, ReviewVerdict::Accepted));
        keep("store", decision("Ben", 'b', 0, ReviewVerdict::Accepted));
        const auto links = compared({"store"});
        QCOMPARE(links["byTwoOrMore"].toInt(), 0);
        const QJsonArray figures = links["figures"].toArray();
        for (const QJsonValue& figure : figures) QVERIFY(figure["value"].isNull());
        QVERIFY(cli_test::asg({"agreement", m_folder->filePath("store")}).out.contains("not defined"));
    }

    void aFolderThatIsNotThereAndABrokenJournalAreNamed() {
        const auto gone = cli_test::asg({"agreement", m_folder->filePath("nowhere")});
        QCOMPARE(gone.code, 1);
        QVERIFY2(gone.messages.contains("nowhere"), gone.messages.constData());
        keep("store", decision("Ada", 'a', 0, ReviewVerdict::Accepted));
        QFile journal(m_folder->filePath("store/" + QString(64, 'a') + "/decisions.jsonl"));
        QVERIFY(journal.open(QIODevice::WriteOnly) && journal.write("{\"no\":1}\n") > 0);
        journal.close();
        const auto broken = cli_test::asg({"agreement", m_folder->filePath("store")});
        QCOMPARE(broken.code, 1);
        QVERIFY2(broken.messages.contains("decisions.jsonl, line 1"), broken.messages.constData());
        QCOMPARE(cli_test::asg({"agreement"}).code, 2);
    }

private:
    void keep(const QString& store, const domain::ReviewDecision& decision) {
        const auto path =
            m_folder->filePath(store + "/" + QString::fromStdString(decision.imageSha256) + "/decisions.jsonl");
        auto journal = review::Journal::open(path.toStdString());
        QVERIFY(journal.ok() && journal->append(decision).ok());
    }

    QJsonObject compared(const QStringList& stores) {
        QStringList words{"agreement", "--json"};
        for (const auto& store : stores) words << m_folder->filePath(store);
        const auto run = cli_test::asg(words);
        if (run.code != 0) qFatal("%d %s", run.code, run.messages.constData());
        const QJsonArray parts = QJsonDocument::fromJson(run.out).object()["agreement"].toArray();
        return parts.at(0).toObject();
    }

    static double valueOf(const QJsonObject& links, const char* name) {
        const QJsonArray figures = links["figures"].toArray();
        for (const QJsonValue& figure : figures)
            if (figure["name"].toString() == QLatin1String(name)) return figure["value"].toDouble();
        return -9;
    }

    static int saidBy(const QJsonObject& links, int reader, const char* word) {
        const QJsonArray readers = links["readers"].toArray();
        return readers.at(reader)["said"].toObject()[QLatin1String(word)].toInt();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(AgreementCommandTest)
#include "test_agreement_command.moc"
