#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/review/folder_review_store.h"
#include "core/review/journal.h"
#include "core/review/review_session.h"
#include "core/review/standing.h"
#include "tests/unit/review/corrected_report.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace asg;
using namespace asg::tests;
using domain::ReviewVerdict;
using review::Journal;
using review::ReviewSession;

namespace {

constexpr std::uintmax_t kEnough = 64U << 20U;

std::filesystem::path journalIn(const QTemporaryDir& folder) {
    return std::filesystem::path(folder.path().toStdString()) / "study" / "decisions.jsonl";
}

/// A link of the report's first sentence, or of another, to one region.
domain::Link linkTo(const char* regionName, domain::SentenceId sentence = kHeart) {
    domain::Link link;
    link.sentences = {sentence};
    link.regions = {region(regionName)};
    return link;
}

ReviewSession sessionOn(const std::filesystem::path& path, const std::string& reportSha = "report") {
    auto journal = Journal::open(path);
    if (!journal) qFatal("%s", journal.error().text.c_str());
    return ReviewSession(std::make_unique<review::Journal>(std::move(*journal)),
                         {"image", reportSha, "model", "Dr. Röntgen"}, sharedParsed());
}

base::Result<domain::ReviewDecision> decide(ReviewSession& session, const domain::Link& link, ReviewVerdict verdict,
                                            std::string reason = {}) {
    return session.decide(link, link.sentences.front(), verdict, {std::move(reason), {}});
}

/// With a session that ends at once.
base::Result<domain::ReviewDecision> give(ReviewSession session, const domain::Link& link, ReviewVerdict verdict) {
    return decide(session, link, verdict);
}

/// What holds for the first sentence of a link.
std::optional<domain::ReviewDecision> standing(const ReviewSession& session, const domain::Link& link) {
    auto report = parsed();
    report.links = {link};
    const auto all = review::standingVerdicts(report, session.history());
    const auto found = all.find({link.id, link.sentences.front()});
    return found == all.end() ? std::nullopt : std::optional(found->second);
}

ReviewVerdict verdictOf(const std::optional<domain::ReviewDecision>& decision) {
    return decision.value().as<domain::LinkVerdict>()->verdict;
}

std::string contentOf(const std::filesystem::path& path) {
    return base::readFile(path, kEnough).value();
}

}  // namespace

class ReviewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void verdictIsInTheFileWhenDecideReturns() {
        const QTemporaryDir folder;
        auto session = sessionOn(journalIn(folder));
        QVERIFY(decide(session, linkTo("left lung"), ReviewVerdict::Rejected, "wrong side").ok());
        const auto content = contentOf(journalIn(folder));
        QVERIFY(content.find("\"rejected\"") != std::string::npos);
        QVERIFY(content.find("wrong side") != std::string::npos);
        QVERIFY(content.ends_with("\n"));
    }

    void verdictsComeBackWithTheStudy() {
        const QTemporaryDir folder;
        const auto link = linkTo("left lung");
        QVERIFY(give(sessionOn(journalIn(folder)), link, ReviewVerdict::Accepted).ok());
        const auto again = sessionOn(journalIn(folder));
        QCOMPARE(verdictOf(standing(again, link)), ReviewVerdict::Accepted);
        QCOMPARE(standing(again, link)->reader, std::string("Dr. Röntgen"));
        QVERIFY(!standing(again, linkTo("right lung")));
    }

    void decisionsOnAnotherReportAreKeptButDoNotApply() {
        const QTemporaryDir folder;
        const auto link = linkTo("left lung");
        QVERIFY(give(sessionOn(journalIn(folder), "first"), link, ReviewVerdict::Accepted).ok());
        QVERIFY(!standing(sessionOn(journalIn(folder), "second"), link));
        QVERIFY(standing(sessionOn(journalIn(folder), "first"), link).has_value());
    }

    void undoRestoresTheVerdictBeforeAndRedoTheOneAfter() {
        const QTemporaryDir folder;
        const auto link = linkTo("left lung");
        auto session = sessionOn(journalIn(folder));
        QVERIFY(decide(session, link, ReviewVerdict::Accepted).ok());
        QVERIFY(decide(session, link, ReviewVerdict::Rejected, "why").ok());
        QVERIFY(session.undo().ok());
        QCOMPARE(verdictOf(standing(session, link)), ReviewVerdict::Accepted);
        QVERIFY(session.undo().ok());
        QVERIFY(!standing(session, link));
        QVERIFY(!session.canUndo());
        QVERIFY(session.redo().ok());
        QVERIFY(session.redo().ok());
        QCOMPARE(verdictOf(standing(session, link)), ReviewVerdict::Rejected);
        QCOMPARE(standing(session, link)->reason, std::string("why"));
        QVERIFY(!session.canRedo());
        QCOMPARE(session.history().size(), std::size_t{6});
    }

    void undoGoesOnAfterARestart() {
        const QTemporaryDir folder;
        const auto first = linkTo("left lung");
        const auto second = linkTo("spine", kOpacity);
        {
            auto session = sessionOn(journalIn(folder));
            QVERIFY(decide(session, first, ReviewVerdict::Accepted).ok());
            QVERIFY(decide(session, second, ReviewVerdict::NothingToPointAt).ok());
            QVERIFY(session.undo().ok());
        }
        auto session = sessionOn(journalIn(folder));
        QVERIFY(session.canRedo());
        QVERIFY(session.undo().ok());
        QVERIFY(!standing(session, first));
        QVERIFY(session.redo().ok());
        QVERIFY(session.redo().ok());
        QCOMPARE(verdictOf(standing(session, second)), ReviewVerdict::NothingToPointAt);
    }

    void aFreshDecisionEndsRedo() {
        const QTemporaryDir folder;
        auto session = sessionOn(journalIn(folder));
        QVERIFY(decide(session, linkTo("left lung"), ReviewVerdict::Accepted).ok());
        QVERIFY(session.undo().ok());
        QVERIFY(decide(session, linkTo("left lung"), ReviewVerdict::Rejected).ok());
        QVERIFY(!session.canRedo());
        QCOMPARE(session.redo().error().code, base::ErrorCode::InvalidArgument);
    }

    void aTornLastLineIsSetAsideAndNothingElseIsLost() {
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        const auto link = linkTo("left lung");
        QVERIFY(give(sessionOn(path), link, ReviewVerdict::Accepted).ok());
        std::ofstream(path, std::ios::app) << "{\"sequence\":2,\"ti";
        auto session = sessionOn(path);
        QCOMPARE(verdictOf(standing(session, link)), ReviewVerdict::Accepted);
        QVERIFY(decide(session, link, ReviewVerdict::Rejected).ok());
        auto torn = path;
        torn += ".torn";
        QCOMPARE(contentOf(torn), std::string("{\"sequence\":2,\"ti"));
    }

    void tornLinesAreKeptEachAndSaid() {
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        const auto link = linkTo("left lung");
        QVERIFY(give(sessionOn(path), link, ReviewVerdict::Accepted).ok());
        for (const auto* torn : {"{\"first", "{\"second"}) {
            std::ofstream(path, std::ios::app) << torn;
            const auto journal = Journal::open(path);
            QVERIFY(journal.ok());
            QCOMPARE(journal->remarks().size(), std::size_t{1});
            QVERIFY(domain::textOf(journal->remarks()[0]).find(".torn") != std::string::npos);
        }
        QCOMPARE(contentOf(path.string() + ".torn"), std::string("{\"first"));
        QCOMPARE(contentOf(path.string() + ".torn-2"), std::string("{\"second"));
        QVERIFY(Journal::open(path)->remarks().empty());
    }

    void aWholeLastLineWithoutItsEndIsTakenAndSaid() {
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        QVERIFY(give(sessionOn(path), linkTo("left lung"), ReviewVerdict::Accepted).ok());
        QVERIFY(give(sessionOn(path), linkTo("left lung"), ReviewVerdict::Rejected).ok());
        const auto whole = contentOf(path);
        std::filesystem::resize_file(path, whole.size() - 1);
        {
            const auto journal = Journal::open(path);
            QVERIFY(journal.ok());
            QCOMPARE(journal->decisions().size(), std::size_t{2});
            QCOMPARE(journal->remarks().size(), std::size_t{1});
        }
        QCOMPARE(contentOf(path), whole);
        QVERIFY(Journal::open(path)->remarks().empty());
    }

    void nothingIsAcknowledgedThatGoesIntoAJournalThatIsGone_data() {
        QTest::addColumn<bool>("replaced");
        QTest::newRow("removed") << false;
        QTest::newRow("replaced by its copy") << true;
    }
    void nothingIsAcknowledgedThatGoesIntoAJournalThatIsGone() {
        QFETCH(bool, replaced);
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        auto session = sessionOn(path);
        QVERIFY(decide(session, linkTo("left lung"), ReviewVerdict::Accepted).ok());
        const auto content = contentOf(path);
        std::filesystem::remove(path);
        if (replaced) QVERIFY(base::writeFileAtomically(path, std::string_view(content)).ok());
        const auto written = decide(session, linkTo("left lung"), ReviewVerdict::Rejected);
        QVERIFY(!written && written.error().code == base::ErrorCode::NotFound);
        QCOMPARE(session.history().size(), std::size_t{1});
        if (replaced) QCOMPARE(contentOf(path), content);
    }

    void nothingIsWrittenBehindWhatSomethingElseWrote() {
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        auto session = sessionOn(path);
        QVERIFY(decide(session, linkTo("left lung"), ReviewVerdict::Accepted).ok());
        std::ofstream(path, std::ios::app) << "by another hand\n";
        const auto content = contentOf(path);
        const auto written = decide(session, linkTo("left lung"), ReviewVerdict::Rejected);
        QVERIFY(!written && written.error().code == base::ErrorCode::InvalidData);
        QCOMPARE(contentOf(path), content);
    }

    void aChangedLineIsSeenAndNothingIsWritten() {
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        {
            auto session = sessionOn(path);
            QVERIFY(decide(session, linkTo("left lung"), ReviewVerdict::Accepted).ok());
            QVERIFY(decide(session, linkTo("left lung"), ReviewVerdict::Rejected).ok());
        }
        auto content = contentOf(path);
        content.replace(content.find("\"accepted\""), 10, "\"rejected\"");
        QVERIFY(base::writeFileAtomically(path, std::string_view(content)).ok());
        const auto opened = Journal::open(path);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, base::ErrorCode::InvalidData);
        QVERIFY(opened.error().text.find("line 2") != std::string::npos);
        QCOMPARE(contentOf(path), content);
    }

    void numbersThatAreNotWholeAreNoSpanAndNoFormat_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("a span of fractions") << QByteArray("[[0,14]]") << QByteArray("[[-14.0,1e300]]");
        QTest::newRow("a span before the text") << QByteArray("[[0,14]]") << QByteArray("[[-14,-1]]");
        QTest::newRow("a format beyond an int")
            << QByteArray("\"sequence\"") << QByteArray("\"format\":4294967297,\"sequence\"");
        QTest::newRow("a sequence of fractions") << QByteArray("\"sequence\":1") << QByteArray("\"sequence\":1.0");
    }
    void numbersThatAreNotWholeAreNoSpanAndNoFormat() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        std::filesystem::create_directories(path.parent_path());
        auto line =
            QByteArray::fromStdString(contentOf(ASG_SOURCE_DIR "/tests/fuzz/review/corpus/journal/format-1.jsonl"));
        QVERIFY(line.contains(from));
        const auto content = line.replace(from, to).toStdString();
        QVERIFY(base::writeFileAtomically(path, std::string_view(content)).ok());
        QCOMPARE(Journal::open(path).error().code, base::ErrorCode::InvalidData);
        QCOMPARE(contentOf(path), content);
    }

    void aLineNestedBeyondTheStackIsNoDecision() {
        const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
        const std::string line =
            R"({"previous": "", "format": 2, "sequence": 1, "time": "", "reader": "", "reason": "", "image": "",)"
            R"( "report": "", "model": "", "kind": "box", "verdict": "accepted", "box": [0, 0, 1, 1], "region": )" +
            deep + "}\n";
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        std::filesystem::create_directories(path.parent_path());
        QVERIFY(base::writeFileAtomically(path, std::string_view(line)).ok());
        QCOMPARE(Journal::open(path).error().code, base::ErrorCode::InvalidData);
        QCOMPARE(contentOf(path), line);
    }

    void aRemovedLineIsSeen() {
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        {
            auto session = sessionOn(path);
            for (int i = 0; i < 3; ++i) QVERIFY(decide(session, linkTo("spine"), ReviewVerdict::Accepted).ok());
        }
        auto content = contentOf(path);
        content.erase(0, content.find('\n') + 1);
        QVERIFY(base::writeFileAtomically(path, std::string_view(content)).ok());
        QVERIFY(!Journal::open(path).ok());
    }

    void aSecondProgramCannotWriteIntoTheSameJournal() {
        const QTemporaryDir folder;
        const auto first = Journal::open(journalIn(folder));
        QVERIFY(first.ok());
        const auto second = Journal::open(journalIn(folder));
        QVERIFY(!second.ok());
        QCOMPARE(second.error().code, base::ErrorCode::InvalidArgument);
    }

    void everyAcknowledgedDecisionSurvivesKill9() {
        for (int round = 0; round < 5; ++round) {
            const QTemporaryDir folder;
            QProcess victim;
            victim.start(QString::fromUtf8(ASG_BINARY_DIR "/bin/review_until_killed"),
                         {QString::fromStdString(journalIn(folder).string())});
            QByteArray told;
            QTRY_VERIFY_WITH_TIMEOUT((told += victim.readAll(), told.count('\n') > 20 + round * 7), 20000);
            victim.kill();
            victim.waitForFinished();
            told += victim.readAll();
            const auto acknowledged = static_cast<std::size_t>(told.count('\n'));
            const auto journal = Journal::open(journalIn(folder));
            QVERIFY(journal.ok());
            QVERIFY(journal->decisions().size() >= acknowledged);
        }
    }

    void aFullDiskLeavesTheJournalAsItWas() {
        // RLIMIT_FSIZE would end the process; a file that cannot grow is what a full disk looks like.
        const QTemporaryDir folder;
        if (QProcess::execute(QStringLiteral("mount"),
                              {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                               QStringLiteral("size=16k"), QStringLiteral("tmpfs"), folder.path()}) != 0)
            QSKIP("no right to mount a small disk here");
        const auto path = journalIn(folder);
        {
            auto session = sessionOn(path);
            std::size_t accepted = 0;
            base::ErrorCode code{};
            for (int i = 0; i < 200; ++i) {
                const auto written = decide(session, linkTo("spine"), ReviewVerdict::Accepted, std::string(500, 'x'));
                if (!written) {
                    code = written.error().code;
                    break;
                }
                ++accepted;
            }
            QCOMPARE(code, base::ErrorCode::DiskFull);
            QCOMPARE(session.history().size(), accepted);
            QCOMPARE(static_cast<std::size_t>(QByteArray::fromStdString(contentOf(path)).count('\n')), accepted);
        }
        QCOMPARE(QProcess::execute(QStringLiteral("umount"), {folder.path()}), 0);
    }

    void aReportThatCouldNotBeReadAgainIsNotKept() {
        const QTemporaryDir folder;
        const review::FolderReviewStore studies(folder.path().toStdString());
        const std::string sha(64, 'a');
        QVERIFY(studies.keepReport(sha, "No pneumothorax.").ok());
        const auto kept = studies.keepReport(sha, std::string((16U << 20U) + 1, 'x'));
        QVERIFY(!kept && kept.error().code == base::ErrorCode::TooLarge);
        QCOMPARE(studies.report(sha).value().value(), std::string("No pneumothorax."));
    }

    void aReportThatIsReplacedStaysBesideTheNewOne() {
        const QTemporaryDir folder;
        const review::FolderReviewStore studies(folder.path().toStdString());
        const std::string sha(64, 'a');
        QVERIFY(!studies.report(sha).value().has_value());
        QVERIFY(studies.keepReport(sha, "No pneumothorax.").ok());
        QVERIFY(studies.keepReport(sha, "Left pneumothorax.").ok());
        QCOMPARE(studies.report(sha).value().value(), std::string("Left pneumothorax."));
        int reports = 0;
        for (const auto& entry : std::filesystem::directory_iterator(studies.journalPath(sha).parent_path()))
            reports += entry.path().extension() == ".txt" ? 1 : 0;
        QCOMPARE(reports, 2);
        // Either text is found by its hash, and no other.
        for (const std::string text : {"No pneumothorax.", "Left pneumothorax."})
            QVERIFY(studies.reportText(sha, base::sha256Hex(std::string_view(text))).value() == text);
        QVERIFY(!studies.reportText(sha, std::string(64, 'b')).value());
    }
};

QTEST_GUILESS_MAIN(ReviewTest)
#include "test_review.moc"
