// A verdict on a box is about that box alone: not about the words that speak of its region, and not about another box
// of the same region.
#include "core/review/decision_json.h"
#include "core/review/journal.h"
#include "core/review/review_session.h"
#include "core/review/review_state.h"
#include "core/review/standing_boxes.h"
#include "tests/unit/review/corrected_report.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace asg;
using namespace asg::tests;
using domain::RegionBox;

namespace {

RegionBox boxOf(const char* name, base::Box box) {
    return {region(name), box, 0.9F, domain::RegionOrigin::Model};
}

std::string codesOf(const std::vector<domain::Warning>& warnings) {
    std::string codes;
    for (const auto& warning : warnings) codes += std::string(domain::codeName(warning)) + " ";
    return codes;
}

}  // namespace

class BoxVerdictsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aBoxIsAcceptedRejectedUndoneAndComesBack() {
        {
            auto session = open();
            QVERIFY(session.judge(m_spine, true).ok());
            QVERIFY(session.judge(m_spine, false).ok());
            QVERIFY(session.undo().ok());
        }
        auto session = open();
        const std::vector boxes{m_spine, m_heart};
        const auto standing = review::standingBoxes(boxes, session.history());
        QCOMPARE(standing.size(), std::size_t{1});
        QVERIFY(standing.at(m_spine.region));
        QVERIFY(session.redo().ok());
        QVERIFY(!review::standingBoxes(boxes, session.history()).at(m_spine.region));
    }

    void aLinkAndItsBoxAreTwoThings() {
        auto session = open();
        const auto& link = parsed().links.front();
        QVERIFY(session.decide(link, link.sentences.front(), domain::ReviewVerdict::Accepted).ok());
        auto analysis = analysisWith({m_heart});
        auto state = review::reviewState(review::correctAnalysis(analysis, session.history()), session.decisions());
        QVERIFY(state.verdicts.size() == 1 && state.boxes.empty());
        QVERIFY(session.judge(m_heart, false).ok());
        state = review::reviewState(review::correctAnalysis(analysis, session.history()), session.decisions());
        QVERIFY(state.verdicts.begin()->second == domain::ReviewVerdict::Accepted);
        QVERIFY(state.boxes.at(m_heart.region) == false);
        QVERIFY(state.notKept.empty());
    }

    void onAnotherBoxOfTheRegionNothingWasSaidAndThatIsTold() {
        auto session = open();
        QVERIFY(session.judge(m_heart, true).ok());
        auto rounded = m_heart;
        rounded.boxInImagePixels.x1 += 0.4;
        QCOMPARE(review::standingBoxes(std::vector{rounded}, session.history()).size(), std::size_t{1});
        auto other = m_heart;
        other.boxInImagePixels.x1 += 3;
        QVERIFY(review::standingBoxes(std::vector{other}, session.history()).empty());
        QCOMPARE(codesOf(review::boxesNotKept(std::vector{other}, session.history())), std::string("box-changed "));
        QCOMPARE(codesOf(review::boxesNotKept(std::vector<RegionBox>{}, session.history())),
                 std::string("box-changed "));
        QVERIFY(session.judge(other, false).ok());
        QVERIFY(review::boxesNotKept(std::vector{other}, session.history()).empty());
        // Before a model has run there are no boxes, and none is missed.
        auto analysis = std::make_shared<domain::Analysis>(*analysisWith({}));
        analysis->model.name.clear();
        QVERIFY(review::reviewState(review::correctAnalysis(analysis, session.history()), session.decisions())
                    .notKept.empty());
    }

    void withoutAReportBoxesAreJudgedAndTheVerdictsStayWhenOneComes() {
        {
            auto session = open({});
            QVERIFY(session.judge(m_heart, true).ok());
            QVERIFY(session.judge(m_spine, true).ok());
            QVERIFY(session.undo().ok());
        }
        {
            auto session = open();
            QCOMPARE(session.history().size(), std::size_t{3});
            QVERIFY(session.history().front().reportSha256.empty());
            QCOMPARE(review::standingBoxes(std::vector{m_heart, m_spine}, session.history()).size(), std::size_t{1});
            const auto& link = parsed().links.front();
            QVERIFY(session.decide(link, link.sentences.front(), domain::ReviewVerdict::Accepted).ok());
        }
        const auto session = open({});
        QCOMPARE(session.history().size(), std::size_t{3});
        QVERIFY2(session.decisions().lost.empty(), "what was said of a report is not lost for a picture without one");
    }

    void everyPartSurvivesTheJournal() {
        domain::ReviewDecision decision;
        decision.content = domain::BoxVerdict{region("spine"), {1.25, 2, 3, 4.0625}, false};
        const auto again = review::decisionFromJson(review::decisionJson(decision));
        QVERIFY2(again.ok(), again.ok() ? "" : again.error().text.c_str());
        const auto& read = *again->as<domain::BoxVerdict>();
        QVERIFY(read.region == region("spine") && !read.fits);
        QVERIFY((read.boxInImagePixels == base::Box{1.25, 2, 3, 4.0625}));
        auto broken = review::decisionJson(decision);
        broken["verdict"] = "nothing to point at";
        QCOMPARE(review::decisionFromJson(broken).error().code, base::ErrorCode::InvalidData);
    }

private:
    review::ReviewSession open(std::shared_ptr<const domain::Report> report = sharedParsed()) {
        auto journal =
            review::Journal::open(std::filesystem::path(m_folder->path().toStdString()) / "study" / "decisions.jsonl");
        if (!journal) qFatal("%s", journal.error().text.c_str());
        return {std::make_unique<review::Journal>(std::move(*journal)),
                {"image", report ? "report" : "", "model", "tester"},
                report};
    }

    static std::shared_ptr<const domain::Analysis> analysisWith(std::vector<RegionBox> boxes) {
        auto analysis = std::make_shared<domain::Analysis>();
        analysis->model.name = "model";
        analysis->report = parsed();
        analysis->regions = std::move(boxes);
        return analysis;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    RegionBox m_heart = boxOf("cardiac silhouette", {10, 20, 30, 40});
    RegionBox m_spine = boxOf("spine", {5, 0, 9, 90});
};

QTEST_GUILESS_MAIN(BoxVerdictsTest)
#include "test_box_verdicts.moc"
