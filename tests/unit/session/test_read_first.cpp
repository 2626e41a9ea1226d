// Who reads first gets nothing of the model's opinion before the reading is committed: whatever the model says, all
// that the session hands out is the same. That it was seen is in the journal before it is seen, and no undo takes it
// back.
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/review/journal_check.h"
#include "core/session/analysis_document.h"
#include "core/session/model_opinion.h"
#include "tests/unit/session/bench_room.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <semaphore>
#include <set>

using namespace asg;
using namespace asg::tests;
using domain::Existence;
using domain::SeenKind;

namespace {

constexpr const char* kReport = "The heart is enlarged. No pneumothorax.";
const std::vector<SeenKind> kAllKinds{SeenKind::Presence, SeenKind::Category, SeenKind::Place, SeenKind::Number};

domain::RegionId region(const char* name) {
    return *domain::regionFromName(name);
}

/// A model that says of everything the one thing or the other.
std::unique_ptr<FakeBackend> modelOfOpinion(bool ill) {
    analysis::EncodedPicture said;
    const double left = ill ? 90 : 30;
    said.regions = {{region("cardiac silhouette"), ill ? 0.9F : 0.6F, 0.5F, {left, 100, left + 60, 160}}};
    if (ill) said.regions.push_back({region("left lung"), 0.8F, 0.5F, {120, 20, 200, 200}});
    for (const auto tag : domain::allTags())
        said.tags.push_back({tag, ill ? 0.97F : 0.02F, 0.5F, 2, {ill ? 1.0F : 0.25F, 0, 0, 0}});
    said.gridSide = 1;
    said.localEmbeddings = {1, 0};
    said.device = ill ? "CPU" : "CUDA:0";
    auto model = std::make_unique<FakeBackend>(std::move(said), analysis::TextEmbeddings{{1, ill ? 0.0F : 2.0F}});
    auto& card = model->cardForTest();
    card.name = ill ? "alarmist" : "optimist";
    card.sha256 = ill ? "11" : "22";
    card.hasAlignment = true;
    const auto tags = domain::allTags();
    card.trainedTags.assign(tags.begin(), tags.end());
    return model;
}

}  // namespace

class ReadFirstTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
        m_picture = pictureInMemory(m_folder, 90);
        m_sha256 = base::sha256Hex(std::string_view(*std::get<study::PictureBytes>(m_picture).bytes));
    }
    void cleanup() { m_workplace.reset(); }

    void whateverTheModelSaysAllThatIsHandedOutBeforeTheCommitIsTheSame() {
        const auto ill = allBeforeTheCommit(true);
        const auto well = allBeforeTheCommit(false);
        QVERIFY(!ill.empty());
        QCOMPARE(ill, well);
        for (const auto* opinion : {"alarmist", "optimist", "0.97", "CUDA", "\"11\"", "\"22\"", "imported"})
            for (const auto& told : ill) QVERIFY2(told.find(opinion) == told.npos, told.c_str());
    }

    void withoutReadingFirstTheTwoModelsAreToldApart() {
        // The test above can fail.
        BenchRoom ill(workplaceOf(true), m_picture, session::ReportText{kReport});
        QVERIFY(ill.waitForModel());
        const auto said = session::analysisDocument(ill.now()).dump();
        ill.end();
        BenchRoom well(workplaceOf(false), m_picture, session::ReportText{kReport});
        QVERIFY(well.waitForModel());
        QVERIFY(said != session::analysisDocument(well.now()).dump());
        QVERIFY(said.find("alarmist") != said.npos);
        QVERIFY(ill.states.back()->review.history.empty());
    }

    void theCommitShowsTheModelAndTheJournalHasItFirst() {
        readersAre({"tester"});
        BenchRoom room(workplaceOf(true), m_picture, session::ReportText{kReport});
        waitHidden(room);
        room.session().state(
            room.now(), {0, domain::Statement{"cardiomegaly", Existence::Present, {region("cardiac silhouette")}}});
        QVERIFY(room.pump.until([&] { return !room.now().review.own.statements.empty(); }));
        QCOMPARE(room.now().review.history.back().modelSha256, std::string());
        QCOMPARE(room.now().review.history.back().seen->model, false);
        commit(room);
        QVERIFY(room.waitForModel());
        QCOMPARE(room.now().original->model.name, std::string("alarmist"));
        QCOMPARE(session::opinionIn(*room.now().original), kAllKinds);
        const auto& history = room.now().review.history;
        QCOMPARE(history.size(), std::size_t{3});
        QVERIFY(history[1].as<domain::ReadingCommit>() != nullptr);
        QCOMPARE(history[2].as<domain::ModelSeen>()->kinds, kAllKinds);
        QCOMPARE(history[2].modelSha256, std::string("11"));
        QVERIFY(room.now().review.own.committed.front().unaided);
        for (const auto& state : room.states)
            QVERIFY(session::opinionIn(*state->original).empty() || state->review.history.size() == 3);
        room.session().decide(room.now(), {domain::LinkId(0), domain::SentenceId(0)}, domain::ReviewVerdict::Accepted);
        QVERIFY(room.pump.until([&] { return room.now().review.history.size() == 4; }));
        QCOMPARE(room.now().review.history.back().seen->model, true);
        QVERIFY(room.failures.empty());
        room.end();
        m_workplace.reset();
        const auto check = review::checkJournal(journal(), {});
        QVERIFY(check.ok() && check->problems.empty());
    }

    void whatIsChangedAfterTheCommitIsARevisionAndBothReadingsStay() {
        readersAre({"tester"});
        BenchRoom room(workplaceOf(true), m_picture, session::ReportText{kReport});
        waitHidden(room);
        room.session().state(room.now(), {0, domain::Statement{"nodule", Existence::Present, {}}});
        QVERIFY(room.pump.until([&] { return !room.now().review.own.statements.empty(); }));
        const auto nodule = room.now().review.own.statements.front().id;
        commit(room);
        QVERIFY(room.waitForModel());
        QVERIFY(!room.now().review.own.isRevised);
        room.session().state(room.now(), {nodule, domain::Statement{"nodule", Existence::Absent, {}}});
        QVERIFY(room.pump.until([&] { return room.now().review.own.isRevised; }));
        room.session().exportJson(m_folder / "out.json");
        QVERIFY(room.pump.until([&] { return !room.exported.empty(); }));
        const auto own = exported().at("ownReading");
        QVERIFY(own.at("statements").at(0).at("existence") == "absent");
        QVERIFY(own.at("committed").at(0).at("statements").at(0).at("existence") == "present");
        QVERIFY(own.at("committed").at(0).at("unaided") == true);
        QVERIFY(own.at("revised") == true);
        room.session().undo(room.now());
        QVERIFY(room.pump.until(
            [&] { return room.now().review.own.statements.front().content.existence == Existence::Present; }));
        QCOMPARE(room.now().review.own.committed.size(), std::size_t{1});
    }

    void anUndoneCommitIsWithdrawnAndDoesNotUnsee() {
        readersAre({"tester"});
        BenchRoom room(workplaceOf(true), m_picture, session::ReportText{kReport});
        waitHidden(room);
        commit(room);
        QVERIFY(room.waitForModel());
        room.session().undo(room.now());
        QVERIFY(room.pump.until([&] { return room.now().review.own.standing() == nullptr; }));
        QVERIFY(!room.now().readingFirst.hidesModel);
        QCOMPARE(room.now().original->model.name, std::string("alarmist"));
        QVERIFY(room.now().review.own.committed.front().withdrawn);
        QVERIFY2(!room.now().review.canUndo, "what was seen is nothing to be undone");
        room.session().commit(room.now());
        QVERIFY(room.pump.until([&] { return room.now().review.own.committed.size() == 2; }));
        QVERIFY(room.now().review.own.committed[0].unaided);
        QVERIFY(!room.now().review.own.committed[1].unaided);
        room.end();
        BenchRoom again(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(again.waitForModel());
        QVERIFY(again.now().review.own.committed[0].withdrawn && !again.now().review.own.committed[1].withdrawn);
        // Before the model had run again, the labels' boxes were seen without it.
        QCOMPARE(again.now().review.history.size(), std::size_t{5});
        QCOMPARE(again.now().review.history.back().as<domain::ModelSeen>()->kinds, std::vector{SeenKind::Place});
        QCOMPARE(again.now().review.history.back().modelSha256, std::string());
    }

    void aStudyIsReadFirstByWhoeverReadsIt() {
        FolderStore(m_folder).keep({{}, {m_sha256}});
        BenchRoom room(workplaceOf(true), m_picture, session::ReportText{kReport}, "somebody");
        waitHidden(room);
        QVERIFY(room.now().readingFirst.byStudy && !room.now().readingFirst.byReader);
        room.session().setReader("somebody else");
        QVERIFY(room.pump.until([&] { return room.now().reader == "somebody else"; }));
        QVERIFY(room.now().readingFirst.hidesModel);
    }

    void aReaderWhoIsNotKnownYetMayBeOneWhoReadsFirst() {
        readersAre({"tester"});
        BenchRoom room(workplaceOf(true), m_picture, session::ReportText{kReport}, "");
        waitHidden(room);
        room.session().setReader("another");
        QVERIFY(room.waitForModel());
        QCOMPARE(room.now().original->model.name, std::string("alarmist"));
        room.session().setReader("tester");
        QVERIFY(room.pump.until([&] { return room.now().readingFirst.hidesModel; }));
        QVERIFY(session::opinionIn(*room.now().original).empty());
    }

    void aSettingThatCannotBeReadHidesAndSaysWhy() {
        std::filesystem::create_directories(m_folder / "store");
        std::ofstream(m_folder / "store" / "read-first.json") << "{\"format\": 1";
        BenchRoom room(workplaceOf(true), m_picture, session::ReportText{kReport});
        waitHidden(room);
        QVERIFY(!room.failures.empty());
        QVERIFY(room.failures.front().text.find("read-first.json") != std::string::npos);
    }

    void turnedOffTheModelIsShownAndTheJournalSaysSo() {
        readersAre({"tester"});
        BenchRoom room(workplaceOf(true), m_picture, session::ReportText{kReport});
        waitHidden(room);
        room.session().readFirst(session::ReadFirstBy::Reader, false);
        QVERIFY(room.waitForModel());
        QVERIFY(!room.now().readingFirst.holds());
        QCOMPARE(room.now().review.history.back().as<domain::ModelSeen>()->kinds, kAllKinds);
    }

    void whoHasSeenTheModelAlreadyIsToldSoByTheJournal() {
        BenchRoom room(workplaceOf(true), m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        room.session().readFirst(session::ReadFirstBy::Reader, true);
        QVERIFY(room.pump.until([&] { return room.now().readingFirst.byReader; }));
        QVERIFY2(!room.now().readingFirst.hidesModel, "nobody can unsee it");
        QVERIFY(room.now().review.own.hasSeenModel);
        commit(room);
        QVERIFY(!room.now().review.own.committed.front().unaided);
    }

    void whereItCannotBeKeptThatTheModelIsSeenItStaysHidden() {
        readersAre({"tester"});
        auto services = servicesOf(true);
        std::binary_semaphore goOn(0);
        services.loadModel = [&]() -> base::Result<std::unique_ptr<analysis::Backend>> {
            goOn.acquire();
            return std::unique_ptr<analysis::Backend>(modelOfOpinion(true));
        };
        m_workplace = std::make_shared<session::Workplace>(std::move(services));
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.pump.until([&] { return !room.states.empty() && room.now().isSettled; }));
        commit(room);
        std::filesystem::rename(journal(), m_folder / "gone");
        goOn.release();
        QVERIFY(room.pump.until([&] { return !room.failures.empty(); }));
        QVERIFY(room.failures.front().text.find("stays hidden") != std::string::npos);
        QVERIFY(room.now().readingFirst.hidesModel && session::opinionIn(*room.now().original).empty());
    }

private:
    struct FolderStore {
        explicit FolderStore(const std::filesystem::path& folder) : store(folder / "store") {}
        void keep(const review::ReadFirst& setting) const {
            if (!store.keepReadFirst(setting).ok()) std::abort();
        }
        review::FolderReviewStore store;
    };

    void readersAre(std::set<std::string> readers) { FolderStore(m_folder).keep({std::move(readers), {}}); }
    [[nodiscard]] std::filesystem::path journal() const {
        return review::FolderReviewStore(m_folder / "store").journalPath(m_sha256);
    }
    [[nodiscard]] nlohmann::json exported() const {
        return nlohmann::json::parse(base::readFile(m_folder / "out.json", 1U << 24U).value());
    }

    session::Services servicesOf(bool ill) {
        auto services = servicesOn(m_folder / "store");
        services.loadModel = [ill]() -> base::Result<std::unique_ptr<analysis::Backend>> {
            return std::unique_ptr<analysis::Backend>(modelOfOpinion(ill));
        };
        // The labels say the same as the model does: they are an opinion, too.
        const auto imported = m_folder / (ill ? "ill" : "well");
        std::filesystem::create_directories(imported);
        std::ofstream(imported / "grey90.json")
            << R"({"schema":"asg-imported/1","regions":[{"name":"spine","box":[10,10,)" << (ill ? 40 : 60)
            << R"(,200],"score":1,"origin":"imported"}],"findings":[]})";
        services.labels = session::ImportedLabels({imported});
        return services;
    }
    std::shared_ptr<session::Workplace> workplaceOf(bool ill) {
        return m_workplace = std::make_shared<session::Workplace>(servicesOf(ill));
    }

    /// Until the model has said all that it says, though nothing shows.
    void waitHidden(BenchRoom& room) {
        QVERIFY(room.pump.until([&] { return !room.states.empty() && room.now().isSettled; }));
        for (int round = 0; round < 3; ++round) {
            m_workplace->analyser().wait();
            m_workplace->writer().wait();
            (void)room.pump.until([] { return false; }, std::chrono::milliseconds(100));
        }
        QVERIFY(room.now().readingFirst.hidesModel);
    }
    static void commit(BenchRoom& room) {
        room.session().commit(room.now());
        QVERIFY(room.pump.until([&] { return !room.now().review.own.committed.empty(); }));
    }

    /// Everything that the session tells, exports and answers, each once.
    std::set<std::string> allBeforeTheCommit(bool ill) {
        std::filesystem::remove_all(m_folder / "store");
        readersAre({"tester"});
        BenchRoom room(workplaceOf(ill), m_picture, session::ReportText{kReport});
        waitHidden(room);
        room.session().analyse();
        room.session().locate("left lung");
        (void)room.pump.until([&] { return !room.located.empty(); });
        room.session().showOthers(true);
        room.session().exportJson(m_folder / "out.json");
        (void)room.pump.until([&] { return !room.exported.empty(); });
        std::set<std::string> told{exported().dump()};
        for (const auto& state : room.states) {
            told.insert(session::analysisDocument(*state).dump());
            if (state->picture.labels) told.insert("labels");
            if (!session::opinionIn(*state->analysis).empty()) told.insert("an opinion");
        }
        for (const auto& activity : room.activities)
            told.insert(std::to_string(int(activity.model)) + activity.step + std::to_string(activity.progress) +
                        std::to_string(int(activity.doing)) + (activity.isBusy() ? "busy" : "idle"));
        for (const auto& failure : room.failures) told.insert(failure.text);
        for (const auto& answer : room.located) told.insert(answer.failed() ? answer.error().text : "an answer");
        return told;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
    std::string m_sha256;
    std::shared_ptr<session::Workplace> m_workplace;
    study::PictureSource m_picture;
};

QTEST_GUILESS_MAIN(ReadFirstTest)
#include "test_read_first.moc"
