// A box that a reader draws stands for its region in place of the model's, as his own word; it can be taken back, and
// is never a verdict on what nobody drew over.
#include "core/review/correction.h"
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
using base::Box;

namespace {

const Box kModels{10, 20, 110, 220};
const Box kOwn{12, 25, 100, 200};

std::shared_ptr<const domain::Analysis> analysisWith(const Box& heart) {
    domain::Analysis made;
    made.report = parsed();
    made.model.name = "model";
    made.regions = {{region("cardiac silhouette"), heart, 0.9F, domain::RegionOrigin::Model, {}}};
    return std::make_shared<const domain::Analysis>(std::move(made));
}

const domain::RegionBox* heartOf(const domain::Analysis& analysis) {
    return domain::findRegion(analysis, region("cardiac silhouette"));
}

}  // namespace

class DrawnBoxesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void itStandsInPlaceOfTheModelsAndItsLinksFollow() {
        auto session = open();
        QVERIFY(session.draw(heart(kOwn)).ok());
        const auto original = analysisWith(kModels);
        const auto corrected = review::correctAnalysis(original, session.history());
        const auto* shown = heartOf(*corrected.shown);
        QVERIFY(shown->boxInImagePixels == kOwn && shown->origin == domain::RegionOrigin::Drawn);
        QVERIFY2(heartOf(*corrected.original)->boxInImagePixels == kModels, "the model's word stays");
        bool found = false;
        for (const auto& link : corrected.shown->report->links)
            if (link.regions == std::vector{region("cardiac silhouette")}) {
                found = true;
                QVERIFY(link.boxInImagePixels == kOwn);
            }
        QVERIFY(found);
        const auto state = review::reviewState(corrected, session.decisions());
        QVERIFY(state.drawnBoxes.at(region("cardiac silhouette")) == kOwn);
        QVERIFY2(!state.boxes.at(region("cardiac silhouette")), "the one that it replaces does not fit");
    }

    void itHoldsWhateverAModelDrawsThereAndJudgesNoBoxThatItDidNotReplace() {
        auto session = open();
        QVERIFY(session.draw(heart(kOwn)).ok());
        const auto others = analysisWith({300, 300, 400, 400});
        const auto corrected = review::correctAnalysis(others, session.history());
        QVERIFY(heartOf(*corrected.shown)->boxInImagePixels == kOwn);
        QVERIFY(review::reviewState(corrected, session.decisions()).boxes.empty());
    }

    void undoAndTheModelsWordAgainLeaveNothingOfIt() {
        const auto original = analysisWith(kModels);
        {
            auto session = open();
            QVERIFY(session.draw(heart(kOwn)).ok());
            QVERIFY(session.undo().ok());
            QVERIFY(review::correctAnalysis(original, session.history()).shown == original);
            QVERIFY(session.redo().ok());
        }
        auto session = open();
        QVERIFY(heartOf(*review::correctAnalysis(original, session.history()).shown)->boxInImagePixels == kOwn);
        QVERIFY(session.draw({region("cardiac silhouette"), kModels, {}}).ok());
        const auto corrected = review::correctAnalysis(original, session.history());
        QVERIFY(corrected.shown == original);
        const auto state = review::reviewState(corrected, session.decisions());
        QVERIFY(state.drawnBoxes.empty() && state.boxes.empty());
    }

    void aRegionThatNoModelFoundGetsOne() {
        auto session = open();
        QVERIFY(session.draw({region("spine"), {}, kOwn}).ok());
        const auto corrected = review::correctAnalysis(analysisWith(kModels), session.history());
        QVERIFY(domain::findRegion(*corrected.shown, region("spine"))->boxInImagePixels == kOwn);
        QVERIFY(review::reviewState(corrected, session.decisions()).boxes.empty());
    }

    void theJournalRefusesABoxWithoutExtent() {
        domain::ReviewDecision decision;
        decision.sequence = 1;
        decision.content = heart({5, 5, 5, 9});
        QVERIFY(!review::decisionFromJson(review::decisionJson(decision)).ok());
        decision.content = heart(kOwn);
        const auto read = review::decisionFromJson(review::decisionJson(decision));
        QVERIFY(read.ok());
        QVERIFY(*read->as<domain::BoxCorrection>()->before == kModels);
        QVERIFY(*read->as<domain::BoxCorrection>()->after == kOwn);
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

    static domain::BoxCorrection heart(const Box& box) { return {region("cardiac silhouette"), kModels, box}; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(DrawnBoxesTest)
#include "test_drawn_boxes.moc"
