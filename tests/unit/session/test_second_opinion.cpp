// Another model's word beside ours: when it is asked, that nothing else follows from it, and that who reads first does
// not get it before the commit.
#include "core/base/atomic_file.h"
#include "core/session/analysis_document.h"
#include "tests/support/fake_classifier.h"
#include "tests/unit/session/bench_room.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace asg;
using namespace asg::tests;

namespace {

constexpr const char* kReport = "The heart is enlarged. No pneumothorax.";

nlohmann::ordered_json withoutSecond(nlohmann::ordered_json document) {
    document.erase("secondOpinion");
    for (auto& tag : document.at("tags")) tag.at("score") = nullptr;
    document.at("model").at("seconds") = 0;
    return document;
}

}  // namespace

class SecondOpinionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
        m_picture = pictureInMemory(m_folder, 90);
        m_script = std::make_shared<ClassifierScript>();
        m_script->opinion =
            opinionOf("stranger", {{"edema", 0.91F}, {"pneumothorax", 0.93F}, {"Odd", 0.2F}, {"mass", {}}});
    }
    void cleanup() { m_workplace.reset(); }

    void itStandsInTheDocumentAndNothingElseChanges() {
        BenchRoom alone(workplaceAsking({}), m_picture, session::ReportText{kReport});
        QVERIFY(alone.waitForModel());
        const auto without = session::analysisDocument(alone.now());
        QVERIFY(!without.contains("secondOpinion"));
        for (const auto& tag : without.at("tags")) QVERIFY(tag.at("score").is_null());
        alone.end();

        BenchRoom room(workplaceAsking("folder"), m_picture, session::ReportText{kReport});
        QVERIFY(waitForSecond(room));
        const auto with = session::analysisDocument(room.now());
        for (const auto& tag : with.at("tags")) {
            const bool isScored = tag.at("name") == "edema" || tag.at("name") == "pneumothorax";
            QCOMPARE(tag.at("score").is_number(), isScored);
            QVERIFY(tag.at("probability").is_null() && tag.at("present").is_null());
        }
        const auto& second = with.at("secondOpinion");
        QVERIFY(second.at("name") == "stranger" && second.at("measured") == false);
        QVERIFY(second.at("note").get<std::string>().find("not measured here") != std::string::npos);
        QVERIFY(second.at("note").get<std::string>().find("no probabilities") != std::string::npos);
        QCOMPARE(second.at("outputs").size(), std::size_t{4});
        QVERIFY(second.at("outputs").at(2).at("tag").is_null());
        QVERIFY(second.at("outputs").at(3).at("score").is_null());
        // The report denies what it scores highest: no agreement, no difference, no verdict follows.
        QCOMPARE(withoutSecond(with).dump(), withoutSecond(without).dump());
    }

    void itIsAskedBehindTheModelOfPicturesThatAreOpenWhenItIsChosen() {
        BenchRoom room(workplaceAsking({}), m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        QVERIFY(!room.now().second);
        m_workplace->setSecondFolder("folder");
        room.session().askSecond();
        QVERIFY(waitForSecond(room));
        QCOMPARE(room.now().second->model.name, std::string("stranger"));
        QVERIFY(!room.now().original->model.name.empty());
        m_workplace->setSecondFolder({});
        room.session().askSecond();
        QVERIFY(room.pump.until([&] { return !room.now().second; }));
        QVERIFY(room.failures.empty());
    }

    void oneThatCannotBeLoadedIsToldAndTheModelsWordStays() {
        auto services = servicesOn(m_folder / "store");
        services.loadSecond =
            [](const std::filesystem::path& folder) -> base::Result<std::unique_ptr<analysis::Classifier>> {
            return base::Error{base::ErrorCode::NotFound, folder.string() + ": it is gone."};
        };
        m_workplace = std::make_shared<session::Workplace>(std::move(services));
        m_workplace->setSecondFolder("folder");
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.pump.until([&] { return !room.failures.empty(); }));
        QCOMPARE(room.failures.front().text, std::string("folder: it is gone."));
        QVERIFY(!room.now().second && !room.now().original->model.name.empty());
    }

    void ofWhatIsNoFrontalChestItIsNotAsked() {
        auto services = servicesAsking();
        services.loadModel = []() -> base::Result<std::unique_ptr<analysis::Backend>> {
            analysis::EncodedPicture said;
            said.warnings.push_back({domain::WarningCode::NotFrontalChest});
            return std::unique_ptr<analysis::Backend>(std::make_unique<FakeBackend>(said));
        };
        m_workplace = std::make_shared<session::Workplace>(std::move(services));
        m_workplace->setSecondFolder("folder");
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        settle(room);
        QVERIFY(!room.now().second);
        QCOMPARE(m_script->runs.load(), 0);
    }

    /// It runs all the same, so that nothing has to be waited for; but nothing of it is in what the session hands out.
    void whoReadsFirstGetsItWithTheCommitAndTheJournalHasItUnderItsName() {
        const review::FolderReviewStore store(m_folder / "store");
        QVERIFY(store.keepReadFirst({{"tester"}, {}}).ok());
        BenchRoom room(workplaceAsking("folder"), m_picture, session::ReportText{kReport});
        QVERIFY(room.pump.until([&] { return !room.states.empty() && room.now().isSettled; }));
        settle(room);
        QCOMPARE(m_script->runs.load(), 1);
        for (const auto& state : room.states) {
            QVERIFY(!state->second);
            QVERIFY(session::analysisDocument(*state).dump().find("stranger") == std::string::npos);
        }
        room.session().commit(room.now());
        QVERIFY(waitForSecond(room));
        const auto& history = room.now().review.history;
        const auto seen = std::ranges::find_if(history, [](const auto& decision) {
            return decision.template as<domain::ModelSeen>() != nullptr && decision.modelSha256 == "second stranger";
        });
        QVERIFY(seen != history.end());
        QVERIFY(room.now().review.own.committed.front().unaided);
        for (const auto& state : room.states) QVERIFY(!state->second || !state->readingFirst.hidesModel);
    }

private:
    session::Services servicesAsking() {
        auto services = servicesOn(m_folder / "store");
        services.loadSecond = [script = m_script](const std::filesystem::path&) { return script->load(); };
        return services;
    }
    std::shared_ptr<session::Workplace> workplaceAsking(const std::filesystem::path& folder) {
        m_workplace = std::make_shared<session::Workplace>(servicesAsking());
        m_workplace->setSecondFolder(folder);
        return m_workplace;
    }
    [[nodiscard]] static bool waitForSecond(BenchRoom& room) {
        return room.pump.until([&] { return !room.states.empty() && room.now().second; });
    }
    /// Until whatever is asked has been answered.
    void settle(BenchRoom& room) {
        for (int round = 0; round < 3; ++round) {
            m_workplace->analyser().wait();
            m_workplace->writer().wait();
            (void)room.pump.until([] { return false; }, std::chrono::milliseconds(100));
        }
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
    std::shared_ptr<ClassifierScript> m_script;
    std::shared_ptr<session::Workplace> m_workplace;
    study::PictureSource m_picture;
};

QTEST_GUILESS_MAIN(SecondOpinionTest)
#include "test_second_opinion.moc"
