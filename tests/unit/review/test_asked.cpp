// A decision says for which place of a project it was given; whoever meets a picture again answers by himself; "unsure"
// and what is wrong are kept as they were said.
#include "core/review/decision_json.h"
#include "core/review/journal.h"
#include "core/review/review_session.h"
#include "core/review/review_state.h"
#include "tests/unit/review/corrected_report.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace asg;
using namespace asg::tests;
using domain::RejectCode;
using domain::ReviewVerdict;
using nlohmann::ordered_json;

namespace {

domain::Asked place(std::uint64_t number, bool repeat, const char* project = "lungs") {
    return {project, "2", "random", number, repeat};
}

}  // namespace

class AskedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aDecisionSaysForWhichPlaceItWasGiven() {
        {
            auto session = open();
            QVERIFY(decide(session, ReviewVerdict::Accepted));
            session.setAsked(place(3, false));
            QVERIFY(decide(session, ReviewVerdict::Rejected));
        }
        auto session = open();
        QVERIFY(!session.history().at(0).asked);
        QVERIFY(session.history().at(1).asked == place(3, false));
    }

    void aRepeatHidesWhatWasSaidTheFirstTimeAndUndoesNothingOfIt() {
        auto session = open();
        session.setAsked(place(1, false));
        QVERIFY(decide(session, ReviewVerdict::Accepted));
        session.setAsked(place(8, true));
        QVERIFY2(stateOf(session).verdicts.empty() && session.history().empty(), "he answers once more by himself");
        QVERIFY2(!session.canUndo(), "what is not shown is not taken back");
        QVERIFY(decide(session, ReviewVerdict::Rejected));
        QVERIFY(stateOf(session).verdicts.begin()->second == ReviewVerdict::Rejected);
        QVERIFY(session.undo().ok());
        QVERIFY(!session.canUndo() && session.canRedo());
        session.setAsked({});
        QVERIFY2(stateOf(session).verdicts.begin()->second == ReviewVerdict::Accepted, "the first is kept");
        session.setAsked(place(8, true));
        QVERIFY(session.redo().ok());
        session.setAsked(place(9, true, "another project"));
        QVERIFY(session.history().empty());
    }

    void whatWasSeenStaysSeenInARepeat() {
        auto session = open();
        QVERIFY(session.recordSeen({{domain::SeenKind::Place}}).ok());
        session.setAsked(place(8, true));
        QCOMPARE(session.history().size(), std::size_t{1});
        QVERIFY(session.history().front().as<domain::ModelSeen>() != nullptr);
    }

    void unsureAndWhatIsWrongComeBackAsTheyWereSaid() {
        {
            auto session = open();
            QVERIFY(decide(session, ReviewVerdict::Rejected, {"both lungs", {}, RejectCode::WrongSide}));
            QVERIFY(stateOf(session).codes.begin()->second == RejectCode::WrongSide);
            QVERIFY(decide(session, ReviewVerdict::Unsure, {"ask Dr. Bo", {}}));
        }
        auto session = open();
        QVERIFY(session.history().at(0).as<domain::LinkVerdict>()->code == RejectCode::WrongSide);
        const auto state = stateOf(session);
        QVERIFY(state.verdicts.begin()->second == ReviewVerdict::Unsure);
        QVERIFY2(state.codes.empty(), "a code is of the verdict that holds alone");
        QCOMPARE(state.reasons.begin()->second, std::string("ask Dr. Bo"));
    }

    void everyCodeHasAName() {
        for (std::size_t i = 0; i < domain::kRejectCodes; ++i) {
            const auto code = static_cast<RejectCode>(i);
            QVERIFY(!domain::name(code).empty());
            QVERIFY(domain::rejectCodeFromName(domain::name(code)) == code);
        }
        QVERIFY(!domain::rejectCodeFromName("nonsense"));
    }

    void aCodeOfWhatWasNotRejectedIsRefused() {
        auto session = open();
        QVERIFY(decide(session, ReviewVerdict::Rejected, {{}, {}, RejectCode::TooMuch}));
        auto object = review::decisionJson(session.history().front());
        QVERIFY(review::decisionFromJson(object).ok());
        object["verdict"] = "accepted";
        QVERIFY(!review::decisionFromJson(object).ok());
        object["verdict"] = "rejected";
        object["code"] = "too mauve";
        QVERIFY(!review::decisionFromJson(object).ok());
    }

private:
    review::ReviewSession open() {
        auto journal =
            review::Journal::open(std::filesystem::path(m_folder->path().toStdString()) / "study" / "decisions.jsonl");
        if (!journal) qFatal("%s", journal.error().text.c_str());
        return {std::make_unique<review::Journal>(std::move(*journal)),
                {"image", "report", "model", "Dr. Ada"},
                sharedParsed()};
    }

    static review::ReviewState stateOf(const review::ReviewSession& session) {
        auto analysis = std::make_shared<domain::Analysis>();
        analysis->report = parsed();
        return review::reviewState(review::correctAnalysis(analysis, session.history()), session.decisions());
    }

    static bool decide(review::ReviewSession& session, ReviewVerdict verdict, review::Note note = {}) {
        const auto& link = parsed().links.front();
        return session.decide(link, link.sentences.front(), verdict, std::move(note)).ok();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(AskedTest)
#include "test_asked.moc"
