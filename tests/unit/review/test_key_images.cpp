// That a picture is a key image is a decision like any other: by frame and reader, undone and redone across restarts.
#include "core/review/decision_json.h"
#include "core/review/folder_review_store.h"
#include "core/review/key_images.h"
#include "core/review/review_session.h"
#include "tests/unit/review/corrected_report.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <memory>

using namespace asg;
using namespace asg::tests;
using domain::KeyMark;
using Frames = std::set<int>;

class KeyImagesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void markedUnmarkedUndoneAndRedoneAcrossRestarts() {
        {
            auto session = open();
            QVERIFY(session.mark({1, true}).ok());
            QVERIFY(session.mark({7, true}).ok());
            QVERIFY(session.mark({1, false}).ok());
            QCOMPARE(frames(session), Frames{7});
        }
        {
            auto session = open();
            QCOMPARE(frames(session), Frames{7});
            QVERIFY(session.undo().ok());
            QCOMPARE(frames(session), (Frames{1, 7}));
        }
        auto session = open();
        QVERIFY(session.redo().ok());
        QCOMPARE(frames(session), Frames{7});
    }

    void itIsOnThePictureWhateverTheReportSays() {
        QVERIFY(open({}).mark({1, true}).ok());
        QCOMPARE(frames(open()), Frames{1});
        QVERIFY(open().mark({2, true}).ok());
        QCOMPARE(frames(open({})), (Frames{1, 2}));
        QVERIFY(open({}).decisions().lost.empty());
    }

    void readersMarkApartAndTheStoreTellsWhoDidWhileTheJournalIsOpen() {
        QVERIFY(open(sharedParsed(), "Dr. Bo").mark({1, true}).ok());
        auto session = open();
        QCOMPARE(frames(session), Frames());
        QVERIFY(session.mark({2, true}).ok());
        QVERIFY(session.mark({2, false}).ok());
        const auto decisions = store().decisionsOn(kImage);
        QVERIFY(decisions.ok());
        QCOMPARE(decisions->size(), std::size_t{3});
        QCOMPARE(review::readersWithKeyImages(*decisions), std::set<std::string>{"Dr. Bo"});
        QVERIFY(session.undo().ok());
        QCOMPARE(review::readersWithKeyImages(*store().decisionsOn(kImage)),
                 (std::set<std::string>{"Dr. Bo", "tester"}));
    }

    void aPictureWithoutAJournalHasNoDecisionsAndGetsNone() {
        QVERIFY(store().decisionsOn(kImage)->empty());
        QVERIFY(!store().hasLog(kImage));
    }

    void itSurvivesTheJournalAndWhatIsWrongIsRefused() {
        domain::ReviewDecision decision;
        decision.sequence = 5;
        for (const auto mark : {KeyMark{3, true}, KeyMark{1, false}}) {
            decision.content = mark;
            const auto again = review::decisionFromJson(review::decisionJson(decision));
            QVERIFY(again.ok() && *again->as<KeyMark>() == mark);
        }
        for (const auto& [key, wrong] : {std::pair<const char*, nlohmann::ordered_json>{"frame", 0},
                                         {"frame", 1.5},
                                         {"frame", nullptr},
                                         {"marked", "yes"}}) {
            auto object = review::decisionJson(decision);
            object[key] = wrong;
            const auto refused = review::decisionFromJson(object);
            QVERIFY2(!refused.ok() && refused.error().code == base::ErrorCode::InvalidData, key);
        }
    }

private:
    static constexpr auto kImage = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [[nodiscard]] review::FolderReviewStore store() const {
        return review::FolderReviewStore(m_folder->path().toStdString());
    }
    [[nodiscard]] review::ReviewSession open(std::shared_ptr<const domain::Report> report = sharedParsed(),
                                             const std::string& reader = "tester") const {
        auto log = store().openLog(kImage);
        if (!log) qFatal("%s", log.error().text.c_str());
        return {std::move(*log), {kImage, report ? "text" : "", {}, reader}, std::move(report)};
    }
    static Frames frames(const review::ReviewSession& session) { return review::keyFrames(session.history()); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(KeyImagesTest)
#include "test_key_images.moc"
