// Corrections in the journal and in a session's history.
#include "core/base/atomic_file.h"
#include "core/review/decision_json.h"
#include "core/review/journal.h"
#include "core/review/reading_edits.h"
#include "core/review/review_session.h"
#include "tests/unit/review/corrected_report.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace asg;
using namespace asg::tests;
using domain::Existence;
using domain::SentenceId;
using review::Journal;
using review::ReviewSession;

namespace {

std::filesystem::path journalIn(const QTemporaryDir& folder) {
    return std::filesystem::path(folder.path().toStdString()) / "decisions.jsonl";
}

ReviewSession sessionOn(const std::filesystem::path& path) {
    auto journal = Journal::open(path);
    if (!journal) qFatal("%s", journal.error().text.c_str());
    return ReviewSession(std::move(*journal), {"image", "report", "model", "Dr. Röntgen"});
}

std::string contentOf(const std::filesystem::path& path) {
    return base::readFile(path, 64U << 20U).value();
}

domain::Correction sayPresent() {
    return *correction(kPneumothorax, [](auto& reading) {
                review::setExistence(reading.triplets.at(0), Existence::Present, &finding("pneumothorax"));
            }).correction;
}

/// What the sentence says after the session's history.
domain::SentenceReading standing(const ReviewSession& session, SentenceId sentence) {
    return review::readingOf(corrected(session.history()), sentence);
}

}  // namespace

class CorrectionJournalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCorrectionComesBackFromTheJournalAsItWas() {
        const QTemporaryDir folder;
        const auto given = sayPresent();
        QVERIFY(sessionOn(journalIn(folder)).correct(given, "misread").ok());
        const auto again = sessionOn(journalIn(folder));
        const auto history = again.history();
        QCOMPARE(history.size(), std::size_t{1});
        QVERIFY(history[0].kind() == domain::DecisionKind::Correction);
        QCOMPARE(history[0].reader, std::string("Dr. Röntgen"));
        QCOMPARE(history[0].reason, std::string("misread"));
        QVERIFY(history[0].correction->sentence == given.sentence);
        auto expected = *given.after;
        for (auto& triplet : expected.triplets) triplet.sentence = SentenceId(0);
        QVERIFY(history[0].correction->after == expected);
        QVERIFY(standing(again, kPneumothorax) == *given.after);
    }

    void everyPartOfATripletSurvivesTheJournal() {
        domain::Triplet full;
        full.finding = "größe \"x\"";
        full.tag = tag("mass");
        full.regions = {region("spine"), region("left lung")};
        full.existence = Existence::Uncertain;
        full.certainty = domain::Certainty::Borderline;
        full.laterality = domain::Side::Both;
        full.severity = "mild";
        full.change = domain::Change::Worse;
        full.implied = true;
        full.findingSpan = {1, 2};
        full.regionSpan = domain::TextSpan{3, 4};
        full.cueSpan = domain::TextSpan{5, 6};
        domain::ReviewDecision decision;
        decision.correction = {{1, 9}, {{}, {region("spine")}}, domain::SentenceReading{{full, {}}, {}}};
        const auto again = review::decisionFromJson(review::decisionJson(decision));
        QVERIFY2(again.ok(), again.ok() ? "" : again.error().text.c_str());
        QVERIFY(again->correction->after == decision.correction->after);
        QVERIFY(again->correction->before == decision.correction->before);
    }

    void verdictsAndCorrectionsShareOneHistory() {
        const QTemporaryDir folder;
        auto session = sessionOn(journalIn(folder));
        const auto& link = parsed().links.front();
        QVERIFY(session.decide(link, domain::ReviewVerdict::Accepted).ok());
        QVERIFY(session.correct(sayPresent()).ok());
        QVERIFY(session.decide(link, domain::ReviewVerdict::Rejected).ok());
        QVERIFY(session.undo().ok());
        QVERIFY(session.standing(link)->verdict == domain::ReviewVerdict::Accepted);
        QVERIFY(session.undo().ok());
        QVERIFY(standing(session, kPneumothorax) == review::readingOf(parsed(), kPneumothorax));
        QVERIFY2(session.standing(link)->verdict == domain::ReviewVerdict::Accepted, "the verdict is not touched");
        QVERIFY(session.redo().ok());
        QVERIFY(standing(session, kPneumothorax).triplets.at(0).existence == Existence::Present);
        QVERIFY(session.redo().ok());
        QVERIFY(session.standing(link)->verdict == domain::ReviewVerdict::Rejected);
        QVERIFY(!session.canRedo());
    }

    void undoGoesBackStepByStepToTheParsersWordAlsoAfterARestart() {
        const QTemporaryDir folder;
        {
            auto session = sessionOn(journalIn(folder));
            QVERIFY(session.correct(sayPresent()).ok());
            auto next = sayPresent();
            next.before = *next.after;
            next.after->triplets.at(0).existence = Existence::Uncertain;
            QVERIFY(session.correct(next).ok());
        }
        auto session = sessionOn(journalIn(folder));
        QVERIFY(session.undo().ok());
        QVERIFY(standing(session, kPneumothorax).triplets.at(0).existence == Existence::Present);
        QVERIFY(session.undo().ok());
        QVERIFY(review::correctReport(parsed(), session.history()).standing.empty());
        QVERIFY(!session.canUndo());
        QVERIFY(session.redo().ok());
        QVERIFY(session.redo().ok());
        QVERIFY(standing(session, kPneumothorax).triplets.at(0).existence == Existence::Uncertain);
    }

    void goingBackToTheParsersWordCanBeUndone() {
        const QTemporaryDir folder;
        auto session = sessionOn(journalIn(folder));
        QVERIFY(session.correct(sayPresent()).ok());
        auto restore = sayPresent();
        restore.before = *restore.after;
        restore.after.reset();
        QVERIFY(session.correct(restore).ok());
        QVERIFY(review::correctReport(parsed(), session.history()).standing.empty());
        QVERIFY(session.undo().ok());
        QVERIFY(standing(session, kPneumothorax).triplets.at(0).existence == Existence::Present);
        // What it says that it replaced is what the parser had said.
        QVERIFY(session.history().back().correction->before.triplets.at(0).existence == Existence::Absent);
    }

    void aJournalFromBeforeThereWereCorrectionsStillOpens() {
        const QTemporaryDir folder;
        const std::string line =
            R"({"sequence":1,"time":"2026-11-01T10:00:00.000Z","reader":"a","verdict":"accepted","spans":[[0,9]],)"
            R"("regions":["spine"],"reason":"","image":"image","report":"report","model":"model","previous":""})";
        QVERIFY(base::writeFileAtomically(journalIn(folder), std::string_view(line + "\n")).ok());
        auto session = sessionOn(journalIn(folder));
        domain::Link link;
        link.spans = {{0, 9}};
        link.regions = {region("spine")};
        QVERIFY(session.standing(link)->verdict == domain::ReviewVerdict::Accepted);
        QVERIFY(session.correct(sayPresent()).ok());
        QVERIFY(contentOf(journalIn(folder)).starts_with(line));
        QVERIFY(session.undo().ok() && session.undo().ok());
        QVERIFY(!session.standing(link));
    }

    void aKindOfTheFutureIsRefusedInPlainWordsAndNothingIsLost() {
        const QTemporaryDir folder;
        const std::string line =
            R"({"sequence":1,"time":"","reader":"a","kind":"adjudication","winner":2,"reason":"","image":"image",)"
            R"("report":"report","model":"","previous":""})";
        const auto path = journalIn(folder);
        QVERIFY(base::writeFileAtomically(path, std::string_view(line + "\n")).ok());
        const auto opened = Journal::open(path);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, base::ErrorCode::Unsupported);
        for (const char* word : {"line 1", "adjudication", "newer version"})
            QVERIFY2(opened.error().text.find(word) != std::string::npos, opened.error().text.c_str());
        QCOMPARE(contentOf(path), line + "\n");
    }

    void aBrokenCorrectionIsNamed_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("region") << QByteArray("\"right apical zone\"") << QByteArray("\"right knee\"");
        QTest::newRow("existence") << QByteArray("\"present\"") << QByteArray("\"perhaps\"");
        QTest::newRow("span backwards") << QByteArray("\"sentence\":[") << QByteArray("\"sentence\":[999999,");
        QTest::newRow("no reading") << QByteArray("\"after\":{") << QByteArray("\"later\":{");
        QTest::newRow("kind is a number") << QByteArray("\"kind\":\"correction\"") << QByteArray("\"kind\":7");
        QTest::newRow("previous is a list") << QByteArray("\"previous\":\"\"") << QByteArray("\"previous\":[]");
    }

    void aBrokenCorrectionIsNamed() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        QVERIFY(sessionOn(path).correct(sayPresent()).ok());
        auto content = QByteArray::fromStdString(contentOf(path));
        QVERIFY(content.contains(from));
        content.replace(from, to);
        QVERIFY(
            base::writeFileAtomically(path, std::string_view(content.constData(), std::size_t(content.size()))).ok());
        const auto opened = Journal::open(path);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, base::ErrorCode::InvalidData);
        QVERIFY(opened.error().text.find("line 1") != std::string::npos);
    }

    void aDecisionThatClaimsToTakeBackAnotherKindIsOneOfItsOwn() {
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        {
            auto journal = Journal::open(path);
            domain::ReviewDecision decision;
            decision.imageSha256 = "image";
            decision.reportSha256 = "report";
            decision.correction = sayPresent();
            QVERIFY(journal->append(decision).ok());
            decision.correction.reset();
            decision.reverts = 1;
            QVERIFY(journal->append(decision).ok());
        }
        auto session = sessionOn(path);
        QVERIFY(!session.canRedo());
        QVERIFY(session.undo().ok());
        QVERIFY(session.undo().ok());
        QVERIFY(review::correctReport(parsed(), session.history()).standing.empty());
    }
};

QTEST_GUILESS_MAIN(CorrectionJournalTest)
#include "test_correction_journal.moc"
