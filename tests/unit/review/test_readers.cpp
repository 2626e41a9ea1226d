// Readers are apart: each has his own state and his own undo, and another's decisions are there for who asks.
#include "core/review/journal.h"
#include "core/review/readers.h"
#include "core/review/reading_edits.h"
#include "core/review/review_session.h"
#include "core/review/review_state.h"
#include "tests/unit/review/corrected_report.h"

#include <QTemporaryDir>
#include <QTest>

using namespace asg;
using namespace asg::tests;
using domain::ReviewVerdict;
using review::ReviewSession;

namespace {

const char* const kAda = "Dr. Ada";
const char* const kBo = "Dr. Bo";

std::shared_ptr<const domain::Analysis> analysis() {
    auto made = std::make_shared<domain::Analysis>();
    made->report = parsed();
    made->model.name = "model";
    made->regions = {{region("spine"), {0, 0, 9, 90}, 1, domain::RegionOrigin::Model}};
    return made;
}

}  // namespace

class ReadersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatOneReaderDecidesHoldsForNoOther() {
        auto session = open(kAda);
        accept(session);
        correctHeart(session);
        QCOMPARE(stateOf(session).verdicts.size(), std::size_t{1});
        session.setReader(kBo);
        const auto state = stateOf(session);
        QVERIFY(state.verdicts.empty() && state.corrections.empty() && state.history.empty());
        QVERIFY2(state.report->triplets == parsed().triplets, "the report is as the parser read it");
        session.setReader(kAda);
        QCOMPARE(stateOf(session).corrections.size(), std::size_t{1});
    }

    void undoNeverTakesBackAnothersDecision() {
        auto session = open(kAda);
        accept(session);
        session.setReader(kBo);
        QVERIFY(!session.canUndo());
        QCOMPARE(session.undo().error().code, base::ErrorCode::InvalidArgument);
        reject(session);
        QVERIFY(session.undo().ok());
        QVERIFY2(!session.canUndo(), "there is no more of his own");
        session.setReader(kAda);
        QVERIFY(stateOf(session).verdicts.begin()->second == ReviewVerdict::Accepted);
        QVERIFY2(!session.canRedo(), "what Bo took back is not for Ada to give again");
        QVERIFY(session.undo().ok());
        QVERIFY(stateOf(session).verdicts.empty());
    }

    void eachGoesOnWithHisOwnUndoAfterARestart() {
        {
            auto session = open(kAda);
            accept(session);
            session.setReader(kBo);
            reject(session);
            session.setReader(kAda);
            QVERIFY(session.undo().ok());
        }
        auto ada = open(kAda);
        QVERIFY(ada.canRedo() && !ada.canUndo());
        ada.setReader(kBo);
        QVERIFY(ada.canUndo() && !ada.canRedo());
        QVERIFY(stateOf(ada).verdicts.begin()->second == ReviewVerdict::Rejected);
    }

    void whoAsksSeesWhatTheOthersDecided() {
        auto session = open(kAda);
        accept(session);
        correctHeart(session);
        QVERIFY(session.judge(analysis()->regions.front(), false).ok());
        session.setReader(kBo);
        reject(session);
        const auto state = stateOf(session);
        const auto others = review::otherReaders(state, *analysis(), session.everybodys(), {}, kBo);
        QCOMPARE(others.size(), std::size_t{1});
        QCOMPARE(others[0].reader, std::string(kAda));
        QVERIFY(others[0].verdicts.begin()->second == ReviewVerdict::Accepted);
        QVERIFY(others[0].corrections.contains(kHeart));
        QVERIFY(others[0].boxes.at(region("spine")) == false);
        QVERIFY2(state.verdicts.begin()->second == ReviewVerdict::Rejected, "it changes nothing of one's own");
        QVERIFY((review::readersOf(session.everybodys()) == std::vector<std::string>{kAda, kBo}));
    }

private:
    ReviewSession open(const char* reader) {
        auto journal =
            review::Journal::open(std::filesystem::path(m_folder->path().toStdString()) / "study" / "decisions.jsonl");
        if (!journal) qFatal("%s", journal.error().text.c_str());
        return {std::make_unique<review::Journal>(std::move(*journal)),
                {"image", "report", "model", reader},
                sharedParsed()};
    }

    static review::ReviewState stateOf(const ReviewSession& session) {
        return review::reviewState(review::correctAnalysis(analysis(), session.history()), session.decisions());
    }

    /// Of the opacity, whose link no correction here touches.
    static void decide(ReviewSession& session, ReviewVerdict verdict) {
        const auto link = std::ranges::find_if(parsed().links, [](const auto& one) {
            return std::ranges::find(one.sentences, kOpacity) != one.sentences.end();
        });
        QVERIFY(session.decide(*link, kOpacity, verdict).ok());
    }
    static void accept(ReviewSession& session) { decide(session, ReviewVerdict::Accepted); }
    static void reject(ReviewSession& session) { decide(session, ReviewVerdict::Rejected); }

    static void correctHeart(ReviewSession& session) {
        auto decision = correction(kHeart, [](auto& reading) { reading.triplets.clear(); });
        QVERIFY(session.correct(correctionIn(decision)).ok());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(ReadersTest)
#include "test_readers.moc"
