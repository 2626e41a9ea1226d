/// What colleagues decided elsewhere and sent is shown beside a reader's own, and changes nothing of it.
#include "core/base/atomic_file.h"
#include "core/review/merge_journals.h"
#include "tests/unit/session/bench_room.h"

#include <QTemporaryDir>
#include <QTest>

using namespace asg;
using namespace asg::tests;
using domain::LinkedSentence;
using domain::ReviewVerdict;

namespace {

constexpr const char* kReport = "The heart is enlarged. No pneumothorax.";
constexpr LinkedSentence kHeart{domain::LinkId(0), domain::SentenceId(0)};

}  // namespace

class ReceivedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
        m_picture = pictureInMemory(m_folder, 90);
    }

    void whatColleaguesSentIsShownBesideOnesOwnAndChangesNothingOfIt() {
        const auto image = decideIn("bo", "Bo", ReviewVerdict::Rejected);
        QVERIFY(review::mergeJournals(m_folder / "store", {m_folder / "bo"})->failed.empty());
        BenchRoom room(workplaceOn("store"), m_picture, session::ReportText{kReport}, "Ada");
        QVERIFY(room.waitForModel());
        QVERIFY(room.now().review.verdicts.empty() && room.now().review.others.empty());
        QVERIFY(!room.now().review.canUndo);
        room.session().decide(room.now(), kHeart, ReviewVerdict::Accepted);
        QVERIFY(room.pump.until([&] { return room.now().review.verdicts.size() == 1; }));
        room.session().showOthers(true);
        QVERIFY(room.pump.until([&] { return !room.now().review.others.empty(); }));
        const auto& other = room.now().review.others.front();
        QCOMPARE(other.reader, std::string("Bo"));
        QVERIFY(!other.isOfAnotherCopy);
        QCOMPARE(other.verdicts.at(kHeart), ReviewVerdict::Rejected);
        QCOMPARE(room.now().review.verdicts.at(kHeart), ReviewVerdict::Accepted);
        // Undo is one's own, and what was brought is in nobody's journal but its own.
        room.session().undo(room.now());
        QVERIFY(room.pump.until([&] { return room.now().review.verdicts.empty(); }));
        QVERIFY(!room.now().review.canUndo);
        QCOMPARE(room.now().review.others.size(), std::size_t{1});
        QCOMPARE(review::FolderReviewStore(m_folder / "store").decisionsOn(image)->size(), std::size_t{2});
    }

    void onesOwnWordFromAnotherMachineIsShownAsAnotherCopys() {
        decideIn("home", "Ada", ReviewVerdict::Rejected);
        decideIn("store", "Ada", ReviewVerdict::Accepted);
        QVERIFY(review::mergeJournals(m_folder / "store", {m_folder / "home"})->failed.empty());
        BenchRoom room(workplaceOn("store"), m_picture, session::ReportText{kReport}, "Ada");
        QVERIFY(room.waitForModel());
        room.session().showOthers(true);
        QVERIFY(room.pump.until([&] { return !room.now().review.others.empty(); }));
        QVERIFY(room.now().review.others.front().isOfAnotherCopy);
        QCOMPARE(room.now().review.others.front().verdicts.at(kHeart), ReviewVerdict::Rejected);
        QCOMPARE(room.now().review.verdicts.at(kHeart), ReviewVerdict::Accepted);
    }

    void toWhoReadsFirstItIsHiddenUntilTheCommit() {
        decideIn("bo", "Bo", ReviewVerdict::Rejected);
        QVERIFY(review::mergeJournals(m_folder / "store", {m_folder / "bo"})->failed.empty());
        QVERIFY(review::FolderReviewStore(m_folder / "store").keepReadFirst({{"Ada"}, {}}).ok());
        BenchRoom room(workplaceOn("store"), m_picture, session::ReportText{kReport}, "Ada");
        QVERIFY(
            room.pump.until([&] { return !room.states.empty() && room.now().isSettled && room.now().review.report; }));
        room.session().showOthers(true);
        room.session().decide(room.now(), kHeart, ReviewVerdict::Accepted);
        QVERIFY(room.pump.until([&] { return room.now().review.verdicts.size() == 1; }));
        QVERIFY(room.now().readingFirst.hidesModel && room.now().review.others.empty());
        room.session().commit(room.now());
        QVERIFY(room.pump.until([&] { return !room.now().review.others.empty(); }));
        QCOMPARE(room.now().review.others.front().reader, std::string("Bo"));
    }

    void whatCannotBeReadOfItIsSaid() {
        const auto image = decideIn("store", "Ada", ReviewVerdict::Accepted);
        const auto broken = m_folder / "store/studies" / image / "received/x/decisions.jsonl";
        QVERIFY(base::makeFolder(broken.parent_path()).ok());
        QVERIFY(base::writeFileAtomically(broken, std::string_view("{\"no\":1}\n")).ok());
        BenchRoom room(workplaceOn("store"), m_picture, session::ReportText{kReport}, "Ada");
        QVERIFY(room.waitForModel());
        room.session().showOthers(true);
        QVERIFY(room.pump.until([&] { return !room.failures.empty(); }));
        QVERIFY(room.failures.back().text.find("decisions.jsonl, line 1") != std::string::npos);
        QCOMPARE(room.now().review.verdicts.at(kHeart), ReviewVerdict::Accepted);
    }

private:
    std::shared_ptr<session::Workplace> workplaceOn(const char* data) {
        return std::make_shared<session::Workplace>(servicesOn(m_folder / data));
    }

    /// The picture's hash.
    std::string decideIn(const char* data, const char* reader, ReviewVerdict verdict) {
        BenchRoom room(workplaceOn(data), m_picture, session::ReportText{kReport}, reader);
        if (!room.waitForModel()) qFatal("no model");
        room.session().decide(room.now(), kHeart, verdict);
        if (!room.pump.until([&] { return !room.now().review.verdicts.empty(); })) qFatal("no verdict");
        return room.now().picture.radiograph->sha256;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
    study::PictureSource m_picture;
};

QTEST_GUILESS_MAIN(ReceivedTest)
#include "test_received.moc"
