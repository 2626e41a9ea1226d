// A verdict judges one sentence, and what is done to another leaves it alone: a correction beside it, a sentence that
// is added to the report. What cannot be kept is told.
#include "core/review/carry_over.h"
#include "core/review/journal.h"
#include "core/review/reading_edits.h"
#include "core/review/review_session.h"
#include "core/review/same_sentences.h"
#include "core/review/standing.h"
#include "tests/unit/review/corrected_report.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace asg;
using namespace asg::tests;
using domain::ReviewVerdict;
using domain::SentenceId;
using review::ReviewSession;

namespace {

/// A report in its texts, and a journal that goes through them: a text's own words are its hash.
class Desk {
public:
    ReviewSession open(const std::string& text) {
        m_texts.emplace(text, parser().parse(text));
        auto journal =
            review::Journal::open(std::filesystem::path(m_folder.path().toStdString()) / "study" / "decisions.jsonl");
        if (!journal) qFatal("%s", journal.error().text.c_str());
        return ReviewSession(std::make_unique<review::Journal>(std::move(*journal)), {"image", text, "model", "tester"},
                             report(text), [this](const std::string& sha256) -> std::optional<domain::Report> {
                                 const auto found = m_texts.find(sha256);
                                 return found == m_texts.end() ? std::nullopt : std::optional(found->second);
                             });
    }

    std::shared_ptr<const domain::Report> report(const std::string& text) {
        return {std::shared_ptr<const domain::Report>(), &m_texts.at(text)};
    }

    void forget(const std::string& text) { m_texts.erase(text); }

private:
    QTemporaryDir m_folder;
    std::map<std::string, domain::Report> m_texts;
};

domain::Link linkOf(const domain::Report& report, SentenceId sentence) {
    const auto found = std::ranges::find_if(report.links, [&](const auto& link) {
        return std::ranges::find(link.sentences, sentence) != link.sentences.end();
    });
    if (found == report.links.end()) qFatal("the sentence has no link");
    return *found;
}

/// The report as the session's corrections make it.
domain::Report shown(const ReviewSession& session, const domain::Report& report) {
    return review::correctReport(report, session.history()).report;
}

void judge(ReviewSession& session, const domain::Report& report, SentenceId sentence, ReviewVerdict verdict) {
    const auto now = shown(session, report);
    QVERIFY(session.decide(linkOf(now, sentence), sentence, verdict).ok());
}

/// "+" accepted, "-" rejected, "0" nothing to point at, "." not judged: of each sentence's first link.
std::string marks(const ReviewSession& session, const domain::Report& report) {
    const auto now = shown(session, report);
    const auto standing = review::standingVerdicts(now, session.history());
    std::string marks(now.sentences.size(), '.');
    for (const auto& [judged, decision] : standing)
        marks[judged.sentence.value] = "+-0"[static_cast<int>(decision.as<domain::LinkVerdict>()->verdict)];
    return marks;
}

std::vector<std::string> codes(const ReviewSession& session, const domain::Report& report) {
    std::vector<std::string> codes;
    for (const auto& warning : review::notKept(shown(session, report), session.decisions()))
        codes.emplace_back(domain::codeName(warning));
    return codes;
}

/// Points a sentence's first finding somewhere else.
void moveTo(ReviewSession& session, const domain::Report& report, SentenceId sentence, const char* place) {
    auto before = review::readingAfter(report, session.history(), sentence);
    auto after = before;
    review::setPlace(after.triplets.at(0), {region(place)});
    QVERIFY(session.correct({report.sentences[sentence.value].span, before, after}).ok());
}

}  // namespace

class OneSentenceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aVerdictOnOneSentenceIsNoneOnAnotherOfTheSameLink() {
        Desk desk;
        auto session = desk.open(kText);
        QVERIFY((linkOf(parsed(), kOpacity).sentences == std::vector{kOpacity, kAtelectasis}));
        judge(session, parsed(), kOpacity, ReviewVerdict::Accepted);
        QCOMPARE(marks(session, parsed()), std::string("..+.."));
        judge(session, parsed(), kAtelectasis, ReviewVerdict::Rejected);
        QCOMPARE(marks(session, parsed()), std::string("..+.-"));
        QVERIFY(session.undo().ok());
        QCOMPARE(marks(session, parsed()), std::string("..+.."));
    }

    void aCorrectionLeavesTheVerdictsOfItsNeighboursAlone() {
        Desk desk;
        auto session = desk.open(kText);
        judge(session, parsed(), kOpacity, ReviewVerdict::Accepted);
        judge(session, parsed(), kHeart, ReviewVerdict::Rejected);
        moveTo(session, parsed(), kAtelectasis, "right lower lung zone");
        QCOMPARE(marks(session, parsed()), std::string("-.+.."));
        // Another joins the link and is not judged by that.
        moveTo(session, parsed(), kPneumothorax, "left lower lung zone");
        QCOMPARE(marks(session, parsed()), std::string("-.+.."));
        QVERIFY(codes(session, parsed()).empty());
    }

    void anAcceptedLinkThatIsCorrectedAwayIsToldUntilItIsJudgedAgainOrTheCorrectionIsUndone() {
        Desk desk;
        auto session = desk.open(kText);
        judge(session, parsed(), kAtelectasis, ReviewVerdict::Accepted);
        moveTo(session, parsed(), kAtelectasis, "right lower lung zone");
        QCOMPARE(marks(session, parsed()), std::string("....."));
        QVERIFY(codes(session, parsed()) == std::vector<std::string>{"verdict-moved"});
        const auto warning = domain::textOf(review::notKept(shown(session, parsed()), session.decisions()).front());
        QVERIFY2(warning.find("left lower lung zone") != std::string::npos, warning.c_str());
        judge(session, parsed(), kAtelectasis, ReviewVerdict::Accepted);
        QVERIFY(codes(session, parsed()).empty());
        QVERIFY(session.undo().ok() && session.undo().ok());
        QCOMPARE(marks(session, parsed()), std::string("....+"));
        QVERIFY(codes(session, parsed()).empty());
    }

    void whatWasRejectedAndIsThenCorrectedIsNotMissed() {
        Desk desk;
        auto session = desk.open(kText);
        judge(session, parsed(), kAtelectasis, ReviewVerdict::Rejected);
        moveTo(session, parsed(), kAtelectasis, "right lower lung zone");
        QVERIFY(codes(session, parsed()).empty());
    }

    void verdictsAreKeptWhereTheSentenceIsTheSame_data() {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("judged");  // by the marks
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("kept");
        QTest::addColumn<int>("lost");
        const QByteArray two = "The heart is enlarged. No pneumothorax.";
        QTest::newRow("appended") << two << QByteArray("+-")
                                  << QByteArray("The heart is enlarged. No pneumothorax. Scoliosis.")
                                  << QByteArray("+-.") << 0;
        QTest::newRow("put before") << two << QByteArray("+-")
                                    << QByteArray("Scoliosis. The heart is enlarged. No pneumothorax.")
                                    << QByteArray(".+-") << 0;
        QTest::newRow("put between, wrapped anew")
            << two << QByteArray("+-") << QByteArray("The heart is\nenlarged.  Scoliosis.\nNo pneumothorax.\n")
            << QByteArray("+.-") << 0;
        QTest::newRow("one changed") << two << QByteArray("+-") << QByteArray("The heart is enlarged. No effusion.")
                                     << QByteArray("+.") << 1;
        QTest::newRow("one taken out") << two << QByteArray("+-") << QByteArray("No pneumothorax.") << QByteArray("-")
                                       << 1;
        QTest::newRow("the same once more, behind")
            << two << QByteArray(".+") << QByteArray("The heart is enlarged. No pneumothorax. No pneumothorax.")
            << QByteArray(".+.") << 0;
        QTest::newRow("the same once more, in front")
            << two << QByteArray("+.") << QByteArray("The heart is enlarged. The heart is enlarged. No pneumothorax.")
            << QByteArray(".+.") << 0;
        QTest::newRow("twice, the first judged, the first taken out")
            << QByteArray("No pneumothorax. The heart is enlarged. No pneumothorax.") << QByteArray("+..")
            << QByteArray("The heart is enlarged. No pneumothorax.") << QByteArray("..") << 1;
        QTest::newRow("twice, the second judged, the first taken out")
            << QByteArray("No pneumothorax. The heart is enlarged. No pneumothorax.") << QByteArray("..+")
            << QByteArray("The heart is enlarged. No pneumothorax.") << QByteArray(".+") << 0;
        QTest::newRow("other letters before")
            << two << QByteArray("+-") << QByteArray("Größe 😀. The heart is enlarged. No pneumothorax.")
            << QByteArray(".+-") << 0;
    }

    void verdictsAreKeptWhereTheSentenceIsTheSame() {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, judged);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, kept);
        QFETCH(int, lost);
        Desk desk;
        {
            auto session = desk.open(before.toStdString());
            const auto& report = *desk.report(before.toStdString());
            for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(judged.size()); ++i)
                if (judged[i] != '.')
                    judge(session, report, SentenceId(i),
                          judged[i] == '+' ? ReviewVerdict::Accepted : ReviewVerdict::Rejected);
            QCOMPARE(QByteArray::fromStdString(marks(session, report)), judged);
        }
        const auto session = desk.open(after.toStdString());
        QCOMPARE(QByteArray::fromStdString(marks(session, *desk.report(after.toStdString()))), kept);
        const auto told = codes(session, *desk.report(after.toStdString()));
        QCOMPARE(static_cast<int>(told.size()), lost);
        for (const auto& code : told) QCOMPARE(code, std::string("verdict-not-kept"));
        for (const auto& decision : session.history()) {
            QCOMPARE(decision.reportSha256, after.toStdString());
            QCOMPARE(decision.givenOn, before.toStdString());
        }
    }

    void aCorrectionMovesWithItsSentenceAndCanBeUndoneThere() {
        Desk desk;
        const std::string before = "The heart is enlarged. No pneumothorax.";
        const std::string after = "Scoliosis. The heart is enlarged. No pneumothorax.";
        {
            auto session = desk.open(before);
            moveTo(session, *desk.report(before), SentenceId(0), "mediastinum");
        }
        auto session = desk.open(after);
        const auto reading = review::readingOf(shown(session, *desk.report(after)), SentenceId(1));
        QVERIFY(reading.triplets.at(0).regions == std::vector{region("mediastinum")});
        const auto span = reading.triplets[0].findingSpan;
        const auto sentence = desk.report(after)->sentences[1].span;
        QVERIFY(span.start >= sentence.start && span.end <= sentence.end);
        QVERIFY(span == review::readingOf(*desk.report(after), SentenceId(1)).triplets.at(0).findingSpan);
        QVERIFY(session.undo().ok());
        QVERIFY(review::correctReport(*desk.report(after), session.history()).standing.empty());
    }

    void aCorrectionWhoseSentenceWasRewrittenIsTold() {
        Desk desk;
        const std::string before = "The heart is enlarged. No pneumothorax.";
        const std::string after = "The heart is normal. No pneumothorax.";
        {
            auto session = desk.open(before);
            moveTo(session, *desk.report(before), SentenceId(0), "mediastinum");
        }
        const auto session = desk.open(after);
        QVERIFY(session.history().empty());
        QVERIFY(codes(session, *desk.report(after)) == std::vector<std::string>{"correction-not-kept"});
    }

    void anEarlierTextThatIsNotThereAnyMoreIsTold() {
        Desk desk;
        const std::string before = "The heart is enlarged.";
        {
            auto session = desk.open(before);
            judge(session, *desk.report(before), SentenceId(0), ReviewVerdict::Accepted);
        }
        desk.forget(before);
        const std::string after = "The heart is enlarged. No pneumothorax.";
        const auto session = desk.open(after);
        QCOMPARE(marks(session, *desk.report(after)), std::string(".."));
        QVERIFY(codes(session, *desk.report(after)) == std::vector<std::string>{"verdict-not-kept"});
    }

    void whatWasTakenBackOnTheOldTextIsNeitherKeptNorMissed() {
        Desk desk;
        const std::string before = "The heart is enlarged. No pneumothorax.";
        {
            auto session = desk.open(before);
            judge(session, *desk.report(before), SentenceId(1), ReviewVerdict::Accepted);
            QVERIFY(session.undo().ok());
        }
        const std::string after = "The heart is enlarged.";
        const auto session = desk.open(after);
        QVERIFY(codes(session, *desk.report(after)).empty());
        QVERIFY(!session.canUndo() && !session.canRedo());
    }

    void aReportThatComesBackHasWhatWasDecidedOnEither() {
        Desk desk;
        const std::string first = "The heart is enlarged. No pneumothorax.";
        const std::string second = "The heart is enlarged. No pneumothorax. Scoliosis.";
        {
            auto session = desk.open(first);
            judge(session, *desk.report(first), SentenceId(0), ReviewVerdict::Accepted);
        }
        {
            auto session = desk.open(second);
            judge(session, *desk.report(second), SentenceId(1), ReviewVerdict::Rejected);
            judge(session, *desk.report(second), SentenceId(2), ReviewVerdict::Accepted);
            judge(session, *desk.report(second), SentenceId(0), ReviewVerdict::Rejected);
        }
        const auto session = desk.open(first);
        QCOMPARE(marks(session, *desk.report(first)), std::string("--"));
    }

    void textsOfManySentencesAreComparedAtTheirEnds() {
        std::string before = "Beginning. ";
        std::string after = "Beginning. ";
        for (int i = 0; i < 5000; ++i) {
            before += "Line " + std::to_string(i) + ". ";
            after += "Row " + std::to_string(i) + ". ";
        }
        const auto from = parser().parse(before + "End.");
        const auto to = parser().parse(after + "End.");
        const auto same = review::sameSentences(from, to);
        QVERIFY(same.front() == std::size_t{0});
        QVERIFY(same.back() == to.sentences.size() - 1);
    }
};

QTEST_GUILESS_MAIN(OneSentenceTest)
#include "test_one_sentence.moc"
