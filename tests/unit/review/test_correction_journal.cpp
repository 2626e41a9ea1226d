// Corrections in the journal and in a session's history.
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/review/decision_json.h"
#include "core/review/journal.h"
#include "core/review/reading_edits.h"
#include "core/review/review_session.h"
#include "core/review/standing.h"
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
    return ReviewSession(std::make_unique<review::Journal>(std::move(*journal)),
                         {"image", "report", "model", "Dr. Röntgen"}, sharedParsed());
}

std::string contentOf(const std::filesystem::path& path) {
    return base::readFile(path, 64U << 20U).value();
}

domain::Correction sayPresent() {
    auto given = correction(kPneumothorax, [](auto& reading) {
        review::setExistence(reading.triplets.at(0), Existence::Present, &finding("pneumothorax"));
    });
    return correctionIn(given);
}

/// What the sentence says after the session's history.
domain::SentenceReading readingIn(const ReviewSession& session, SentenceId sentence) {
    return review::readingOf(corrected(session.history()), sentence);
}

/// What holds for a sentence's link.
std::optional<domain::ReviewVerdict> verdictOn(const ReviewSession& session, const domain::Link& link,
                                               SentenceId sentence) {
    auto report = parsed();
    report.links = {link};
    const auto all = review::standingVerdicts(report, session.history());
    const auto found = all.find({link.id, sentence});
    if (found == all.end()) return std::nullopt;
    return found->second.as<domain::LinkVerdict>()->verdict;
}

}  // namespace

class CorrectionJournalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCorrectionComesBackFromTheJournalAsItWas() {
        const QTemporaryDir folder;
        const auto given = sayPresent();
        QVERIFY(sessionOn(journalIn(folder)).correct(given, {"misread", domain::Seen{7, true}}).ok());
        const auto again = sessionOn(journalIn(folder));
        const auto history = again.history();
        QCOMPARE(history.size(), std::size_t{1});
        QVERIFY(history[0].as<domain::Correction>() != nullptr);
        QCOMPARE(history[0].reader, std::string("Dr. Röntgen"));
        QCOMPARE(history[0].reason, std::string("misread"));
        QVERIFY((history[0].seen == domain::Seen{7, true}));
        QVERIFY(history[0].as<domain::Correction>()->sentence == given.sentence);
        auto expected = *given.after;
        for (auto& triplet : expected.triplets) triplet.sentence = SentenceId(0);
        QVERIFY(history[0].as<domain::Correction>()->after == expected);
        QVERIFY(readingIn(again, kPneumothorax) == *given.after);
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
        decision.content = domain::Correction{{1, 9}, {{}, {region("spine")}}, domain::SentenceReading{{full, {}}, {}}};
        const auto again = review::decisionFromJson(review::decisionJson(decision));
        QVERIFY2(again.ok(), again.ok() ? "" : again.error().text.c_str());
        const auto& read = *again->as<domain::Correction>();
        QVERIFY(read.after == correctionIn(decision).after);
        QVERIFY(read.before == correctionIn(decision).before);
    }

    void verdictsAndCorrectionsShareOneHistory() {
        const QTemporaryDir folder;
        auto session = sessionOn(journalIn(folder));
        const auto& link = parsed().links.front();
        QVERIFY(session.decide(link, kHeart, domain::ReviewVerdict::Accepted).ok());
        QVERIFY(session.correct(sayPresent()).ok());
        QVERIFY(session.decide(link, kHeart, domain::ReviewVerdict::Rejected).ok());
        QVERIFY(session.undo().ok());
        QVERIFY(verdictOn(session, link, kHeart) == domain::ReviewVerdict::Accepted);
        QVERIFY(session.undo().ok());
        QVERIFY(readingIn(session, kPneumothorax) == review::readingOf(parsed(), kPneumothorax));
        QVERIFY2(verdictOn(session, link, kHeart) == domain::ReviewVerdict::Accepted, "the verdict is not touched");
        QVERIFY(session.redo().ok());
        QVERIFY(readingIn(session, kPneumothorax).triplets.at(0).existence == Existence::Present);
        QVERIFY(session.redo().ok());
        QVERIFY(verdictOn(session, link, kHeart) == domain::ReviewVerdict::Rejected);
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
        QVERIFY(readingIn(session, kPneumothorax).triplets.at(0).existence == Existence::Present);
        QVERIFY(session.undo().ok());
        QVERIFY(review::correctReport(parsed(), session.history()).standing.empty());
        QVERIFY(!session.canUndo());
        QVERIFY(session.redo().ok());
        QVERIFY(session.redo().ok());
        QVERIFY(readingIn(session, kPneumothorax).triplets.at(0).existence == Existence::Uncertain);
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
        QVERIFY(readingIn(session, kPneumothorax).triplets.at(0).existence == Existence::Present);
        QCOMPARE(session.history().back().reverts, std::uint64_t{2});
    }

    void aJournalFromBeforeThereWereCorrectionsStillOpens() {
        const QTemporaryDir folder;
        const std::string line =
            R"({"sequence":1,"time":"2026-11-01T10:00:00.000Z","reader":"Dr. Röntgen","verdict":"accepted","spans":[[14,22]],)"
            R"("regions":["spine"],"reason":"","image":"image","report":"report","model":"model","previous":""})";
        QVERIFY(base::writeFileAtomically(journalIn(folder), std::string_view(line + "\n")).ok());
        auto session = sessionOn(journalIn(folder));
        domain::Link link;
        link.sentences = {kHeart};
        link.regions = {region("spine")};
        QVERIFY(verdictOn(session, link, kHeart) == domain::ReviewVerdict::Accepted);
        QVERIFY(session.correct(sayPresent()).ok());
        QVERIFY(contentOf(journalIn(folder)).starts_with(line));
        QVERIFY(session.undo().ok() && session.undo().ok());
        QVERIFY(!verdictOn(session, link, kHeart));
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

    void aLineOfFormat1ThatClaimsToTakeBackAnotherKindIsOneOfItsOwn() {
        const QTemporaryDir folder;
        const auto path = journalIn(folder);
        QVERIFY(sessionOn(path).correct(sayPresent()).ok());
        const auto first = contentOf(path);
        const nlohmann::ordered_json second{
            {"sequence", 2},
            {"time", ""},
            {"reader", "Dr. Röntgen"},
            {"kind", "verdict"},
            {"reverts", 1},
            {"verdict", "accepted"},
            {"reason", ""},
            {"spans", {{14, 22}}},
            {"image", "image"},
            {"regions", {"spine"}},
            {"report", "report"},
            {"model", ""},
            {"previous", base::sha256Hex(std::string_view(first).substr(0, first.size() - 1))}};
        QVERIFY(base::writeFileAtomically(path, std::string_view(first + second.dump() + "\n")).ok());
        auto session = sessionOn(path);
        QVERIFY(!session.canRedo());
        QVERIFY(session.undo().ok());
        QVERIFY(session.undo().ok());
        QVERIFY(review::correctReport(parsed(), session.history()).standing.empty());
    }

    void aFormatOfTheFutureIsRefusedAndWhatTakesNothingBackIsBroken() {
        const nlohmann::ordered_json future{{"format", 3}, {"kind", "link"}, {"previous", ""}};
        const nlohmann::ordered_json nothing{{"format", 2},   {"sequence", 1},    {"time", ""},
                                             {"reader", "a"}, {"reverts", 1},     {"kind", "taken back"},
                                             {"reason", ""},  {"image", "image"}, {"report", "report"},
                                             {"model", ""},   {"previous", ""}};
        QCOMPARE(openingOf(future), base::ErrorCode::Unsupported);
        QCOMPARE(openingOf(nothing), base::ErrorCode::InvalidData);
    }

private:
    /// Why a journal of that one line cannot be opened.
    static base::ErrorCode openingOf(const nlohmann::ordered_json& line) {
        const QTemporaryDir folder;
        if (!base::writeFileAtomically(journalIn(folder), std::string_view(line.dump() + "\n")).ok()) return {};
        return Journal::open(journalIn(folder)).error().code;
    }
};

QTEST_GUILESS_MAIN(CorrectionJournalTest)
#include "test_correction_journal.moc"
