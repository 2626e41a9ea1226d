// One picture's way from bytes to an export, without a window and without Qt's event loop.
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "tests/unit/session/bench_room.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

using namespace asg;
using namespace asg::tests;
using domain::LinkedSentence;
using domain::ReviewVerdict;
using domain::SentenceId;

namespace {

constexpr const char* kReport = "The heart is enlarged. No pneumothorax.";
constexpr LinkedSentence kHeart{domain::LinkId(0), SentenceId(0)};

/// Throws where nobody may.
class DefectiveStore final : public review::ReviewStore {
public:
    base::Result<std::unique_ptr<review::DecisionLog>> openLog(std::string_view) const override {
        throw std::runtime_error("a defect");
    }
    bool hasLog(std::string_view) const override { return true; }
    base::Result<std::vector<domain::ReviewDecision>> decisionsOn(std::string_view) const override {
        return std::vector<domain::ReviewDecision>{};
    }
    base::Result<void> keepReport(std::string_view, std::string_view) const override { return {}; }
    base::Result<std::optional<std::string>> report(std::string_view) const override {
        return std::optional<std::string>{};
    }
    base::Result<std::optional<std::string>> reportText(std::string_view, std::string_view) const override {
        return std::optional<std::string>{};
    }
    base::Result<review::ReadFirst> readFirst() const override { return review::ReadFirst{}; }
    base::Result<void> keepReadFirst(const review::ReadFirst&) const override { return {}; }
};

}  // namespace

class TestPictureSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
        m_workplace = std::make_shared<session::Workplace>(servicesOn(m_folder / "store"));
        m_picture = pictureInMemory(m_folder, 90);
    }
    void cleanup() { m_workplace.reset(); }

    void aPictureIsOpenedReadAndAnalysed() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        QVERIFY(room.failures.empty());
        const auto& now = room.now();
        QVERIFY(now.isSettled && now.reportVersion == 1);
        QCOMPARE(now.analysis->model.name, std::string("fake"));
        QCOMPARE(now.analysis->report->sentences.size(), std::size_t{2});
        QVERIFY(now.analysis->report->links[0].boxInImagePixels.has_value());
        for (std::size_t i = 0; i < room.states.size(); ++i) QCOMPARE(room.states[i]->version, std::uint64_t{i + 1});
        QVERIFY2(!room.states.front()->original->report, "the picture is there before its report");
    }

    /// The sentence still points at its place, and is decided on; where the place lies is what a model would say.
    void withoutAModelTheReportIsReadLinkedAndDecidedOn() {
        auto services = servicesOn(m_folder / "store");
        services.loadModel = []() -> base::Result<std::unique_ptr<analysis::Backend>> {
            return base::Error{base::ErrorCode::NotFound, "no model is here"};
        };
        m_workplace = std::make_shared<session::Workplace>(std::move(services));
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.pump.until([&] { return room.session().activity().model == session::ModelPhase::Failed; }));
        QVERIFY(room.pump.until([&] { return !room.states.empty() && room.now().isSettled; }));
        QCOMPARE(room.failures.size(), std::size_t{1});
        QCOMPARE(room.failures[0].text, std::string("no model is here"));
        const auto& report = *room.now().analysis->report;
        QCOMPARE(report.sentences.size(), std::size_t{2});
        QVERIFY(std::ranges::find(report.links.at(0).regions, *domain::regionFromName("cardiac silhouette")) !=
                report.links.at(0).regions.end());
        QVERIFY(!report.links[0].boxInImagePixels && room.now().analysis->regions.empty());
        const auto shown = room.states.back();
        room.session().decide(*shown, kHeart, ReviewVerdict::Accepted);
        QVERIFY(room.pump.until([&] { return room.now().review.verdicts.contains(kHeart); }));
    }

    void whatDidNotChangeIsTheSameObject() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        const auto before = room.states.back();
        QVERIFY(before->analysis == before->original);
        room.session().decide(*before, kHeart, ReviewVerdict::Accepted);
        QVERIFY(room.pump.until([&] { return room.now().review.verdicts.contains(kHeart); }));
        QVERIFY2(room.now().analysis == before->analysis, "a verdict changes nothing of what the report says");
        QCOMPARE(room.now().wordsVersion, before->wordsVersion);
        room.session().correct(room.now(), SentenceId(0), [](auto& reading) { reading.triplets.clear(); });
        QVERIFY(room.pump.until([&] { return !room.now().review.corrections.empty(); }));
        QVERIFY(room.now().original == before->original);
        QVERIFY(room.now().analysis != before->analysis);
        QVERIFY(room.now().wordsVersion > before->wordsVersion);
        QCOMPARE(room.now().reportVersion, before->reportVersion);
        room.session().undo(room.now());
        QVERIFY(room.pump.until([&] { return room.now().review.corrections.empty(); }));
        QVERIFY(room.now().analysis == before->original);
    }

    void aDecisionSaysWhatTheReaderHadBeforeThem() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        const auto shown = room.states.back();
        room.session().decide(*shown, kHeart, ReviewVerdict::Accepted);
        room.session().decide(*shown, kHeart, {ReviewVerdict::Rejected, "typed before the first was shown"});
        QVERIFY(room.pump.until([&] { return room.now().review.history.size() == 2; }));
        const auto& seen = room.now().review.history[1].seen;
        QVERIFY(seen && seen->decisions == 0 && seen->model && !seen->others);
    }

    void aBoxIsDrawnWithinThePictureAndTheModelsWordStays() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        const auto shown = room.states.back();
        const auto& models = shown->original->regions.front();
        const base::Box own{1, 2, 30.5, 40};
        room.session().drawBox(*shown, models.region, base::Box{-1, 2, 30, 40});
        room.session().drawBox(*shown, models.region, base::Box{1, 2, 2.5, 40});
        room.session().drawBox(*shown, models.region, own);
        room.session().drawBox(*shown, models.region, own);
        QVERIFY(room.pump.until([&] { return !room.now().review.drawnBoxes.empty(); }));
        QCOMPARE(room.failures.size(), std::size_t{2});
        QVERIFY(room.failures[0].text.find("The box was not kept. It does not lie within") == 0);
        QVERIFY(room.failures[1].text.find("The box was not kept. It is too small") == 0);
        QVERIFY(domain::findRegion(*room.now().analysis, models.region)->boxInImagePixels == own);
        QVERIFY(domain::findRegion(*room.now().original, models.region)->boxInImagePixels == models.boxInImagePixels);
        QCOMPARE(room.now().wordsVersion, shown->wordsVersion);
        room.session().drawBox(room.now(), models.region, std::nullopt);
        QVERIFY(room.pump.until([&] { return room.now().review.drawnBoxes.empty(); }));
        QVERIFY2(room.now().review.history.size() == 2, "the same box once more is no decision");
        QVERIFY(room.now().analysis == room.now().original);
    }

    void theLatestReportWins() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        room.session().readReport(session::ReportText{"Left effusion."});
        QVERIFY(room.pump.until([&] { return !room.states.empty(); }));
        room.session().readReport(session::ReportText{"No effusion. Scoliosis. Clear lungs."});
        QVERIFY(room.waitForModel());
        QCOMPARE(room.now().analysis->report->sentences.size(), std::size_t{3});
        for (const auto& state : room.states)
            QVERIFY(!state->original->report || state->original->report->sentences.size() == 3);
    }

    void anotherTextKeepsTheVerdictsOfSentencesThatStayed() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        room.session().decide(room.now(), kHeart, ReviewVerdict::Accepted);
        QVERIFY(room.pump.until([&] { return room.now().review.verdicts.contains(kHeart); }));
        room.session().readReport(session::ReportText{"Scoliosis. The heart is enlarged. No pneumothorax."});
        QVERIFY(room.pump.until([&] { return room.now().reportVersion == 2; }));
        QCOMPARE(room.now().review.verdicts.size(), std::size_t{1});
        QVERIFY(room.now().review.verdicts.begin()->first.sentence == SentenceId(1));
    }

    void aMeasurementIsKeptWhileTheReportIsStillToComeAndIsThereAfterARestart() {
        const domain::Measurement line{domain::MeasurementKind::Length, 1, {{10, 20}, {40, 60}}, "aorta", false};
        {
            BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
            QVERIFY(room.pump.until([&] { return !room.states.empty(); }));
            QVERIFY(!room.now().isSettled);
            room.session().measure(room.now(), {0, line});
            QVERIFY(room.waitForModel());
            QVERIFY(room.failures.empty());
            QCOMPARE(room.now().review.measurements.size(), std::size_t{1});
            room.session().measure(room.now(), {1, line});
            room.session().undo(room.now());
            QVERIFY(room.pump.until([&] { return room.now().review.measurements.empty(); }));
            QVERIFY2(room.now().review.history.size() == 2, "what changes nothing is no decision");
        }
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        QVERIFY(room.now().review.measurements.empty());
        room.session().redo(room.now());
        QVERIFY(room.pump.until([&] { return !room.now().review.measurements.empty(); }));
        QVERIFY(room.now().review.measurements.front().content == line);
        room.session().exportJson(m_folder / "analysis.json");
        QVERIFY(room.pump.until([&] { return !room.exported.empty(); }));
        const auto text = base::readFile(m_folder / "analysis.json", 1U << 24U).value();
        const auto told = nlohmann::json::parse(text)["measurements"][0];
        QCOMPARE(told["values"]["length"]["px"].get<double>(), 50.0);
        QVERIFY(told["values"]["length"]["mm"].is_null() && told["spacingSource"].is_null());
    }

    void nothingIsDecidedOnAnotherTextThanTheOneThatWasShown() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        const auto shown = room.states.back();
        room.session().readReport(session::ReportText{"Scoliosis."});
        QVERIFY(room.pump.until([&] { return room.now().reportVersion == 2; }));
        room.session().decide(*shown, kHeart, ReviewVerdict::Accepted);
        room.session().correct(*shown, SentenceId(0), [](auto& reading) { reading.triplets.clear(); });
        room.session().undo(*shown);
        QVERIFY(room.pump.until([&] { return room.failures.size() == 2; }));
        QVERIFY(room.failures[0].text.find("The verdict was not kept. Another report") == 0);
        QVERIFY(room.failures[1].text.find("The correction was not kept. Another report") == 0);
        QVERIFY(room.now().review.history.empty());
    }

    void nothingIsDecidedInAnotherReadersName() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport}, "Ada");
        QVERIFY(room.waitForModel());
        const auto shown = room.states.back();
        room.session().setReader("Bo");
        room.session().judgeBox(*shown, *domain::regionFromName("cardiac silhouette"), true);
        QVERIFY(room.pump.until([&] { return !room.failures.empty(); }));
        QVERIFY(room.failures[0].text.find("Another reader") != std::string::npos);
        QVERIFY(room.now().review.history.empty());
    }

    void theNameMayBeGivenWithTheFirstDecision() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport}, "");
        QVERIFY(room.waitForModel());
        const auto shown = room.states.back();
        room.session().setReader("Ada");
        room.session().decide(*shown, kHeart, ReviewVerdict::Accepted);
        QVERIFY(room.pump.until([&] { return room.now().review.history.size() == 1; }));
        QCOMPARE(room.now().review.history[0].reader, std::string("Ada"));
        QVERIFY(room.failures.empty());
    }

    void whatWasDecidedIsThereWhenTheReadingOfTheReportIsCancelled() {
        {
            BenchRoom room(m_workplace, m_picture, session::NoReport{});
            QVERIFY(room.waitForModel());
            room.session().judgeBox(room.now(), *domain::regionFromName("cardiac silhouette"), true);
            QVERIFY(room.pump.until([&] { return room.now().review.boxes.size() == 1; }));
        }
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.pump.until([&] { return room.session().activity().readsReport; }));
        room.session().cancel();
        QVERIFY(!room.session().activity().isBusy());
        QVERIFY(room.pump.until([&] { return room.now().isSettled; }));
        QVERIFY(!room.now().original->report);
        room.session().analyse();
        QVERIFY(room.waitForModel());
        QCOMPARE(room.now().review.boxes.size(), std::size_t{1});
    }

    void aCancelStopsTheModelBehindAReportThatIsRead() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        room.session().analyse();
        room.session().readReport(session::ReportText{"Scoliosis."});
        room.session().cancel();
        QVERIFY(!room.session().activity().isBusy());
        room.activities.clear();
        m_workplace->analyser().wait();
        const auto anything = [&] { return !room.activities.empty(); };
        QVERIFY2(!room.pump.until(anything, std::chrono::milliseconds(50)), "what was cancelled says nothing more");
        QVERIFY(room.session().activity().model == session::ModelPhase::Cancelled);
        QCOMPARE(room.now().reportVersion, std::uint64_t{1});
    }

    void brokenLabelsAreSaidAndThePictureIsThere() {
        const auto imported = m_folder / "imported";
        std::filesystem::create_directories(imported);
        QVERIFY(base::writeFileAtomically(imported / "grey90.json", std::string_view("{")).ok());
        auto services = servicesOn(m_folder / "store");
        services.labels = session::ImportedLabels({imported});
        m_workplace = std::make_shared<session::Workplace>(std::move(services));
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        QCOMPARE(room.failures.size(), std::size_t{1});
        QVERIFY(room.failures[0].text.find("grey90.json") != std::string::npos);
    }

    void whatWasDecidedIsKeptAfterTheSessionHasEnded() {
        const auto store = review::FolderReviewStore(m_folder / "store");
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        const auto sha256 = room.now().picture.radiograph->sha256;
        room.session().decide(room.now(), kHeart, ReviewVerdict::Accepted);
        room.end();
        m_workplace.reset();
        const auto log = store.openLog(sha256);
        QVERIFY(log.ok());
        QCOMPARE((*log)->decisions().size(), std::size_t{1});
    }

    void whatCannotBeKeptIsToldAfterTheSessionHasEnded() {
        m_workplace = std::make_shared<session::Workplace>(servicesOn("/proc/nowhere"));
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        room.failures.clear();
        room.session().decide(room.now(), kHeart, ReviewVerdict::Accepted);
        room.end();
        QVERIFY(room.pump.until([&] { return !room.failures.empty(); }));
        QVERIFY(room.failures.back().text.find("The verdict was not kept") == 0);
    }

    void aDefectOfTheStoreLeavesNothingBusy() {
        auto services = servicesOn(m_folder / "store");
        services.store = std::make_shared<const DefectiveStore>();
        m_workplace = std::make_shared<session::Workplace>(std::move(services));
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.pump.until([&] { return room.session().activity().model == session::ModelPhase::Failed; }));
        QVERIFY(!room.failures.empty());
        QVERIFY(!room.session().activity().isBusy());
    }

    void readersAreApart() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport}, "Ada");
        QVERIFY(room.waitForModel());
        room.session().decide(room.now(), kHeart, ReviewVerdict::Accepted);
        room.session().setReader("Bo");
        QVERIFY(room.pump.until([&] { return room.now().reader == "Bo"; }));
        QVERIFY(room.now().review.verdicts.empty() && room.now().review.others.empty());
        room.session().showOthers(true);
        QVERIFY(room.pump.until([&] { return room.now().review.showsOthers; }));
        QCOMPARE(room.now().review.others.front().reader, std::string("Ada"));
    }

    void aPhraseIsAskedAgainBehindAnAnalysis() {
        BenchRoom room(m_workplace, m_picture, session::NoReport{});
        QVERIFY(room.waitForModel());
        room.session().locate("heart");
        room.session().analyse();
        QVERIFY(room.pump.until([&] { return room.located.size() == 1; }));
        QVERIFY(room.located.front().done());
    }

    void aCancelIsNoError() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        room.session().cancel();
        QVERIFY(room.session().activity().picture == session::PicturePhase::Empty);
        m_workplace->opener().wait();
        const auto anything = [&] { return !room.states.empty() || !room.failures.empty(); };
        QVERIFY2(!room.pump.until(anything, std::chrono::milliseconds(50)), "nobody waits for the result any more");
    }

    void anExportHasWhatWasDecidedBeforeIt() {
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        room.session().decide(room.now(), kHeart, {ReviewVerdict::Rejected, "too low"});
        room.session().exportJson(m_folder / "out.json");
        QVERIFY(room.pump.until([&] { return !room.exported.empty(); }));
        const auto document = nlohmann::json::parse(base::readFile(m_folder / "out.json", 1U << 24U).value());
        QCOMPARE(document["links"][0]["verdict"].get<std::string>(), std::string("rejected"));
        QCOMPARE(document["reader"].get<std::string>(), std::string("tester"));
        const auto& journal = document["journals"].at(0);
        QCOMPARE(journal["decisions"].get<int>(), 1);
        QVERIFY(journal["image"] == document["image"]["sha256"] && journal["last"].get<std::string>().size() == 64);
        room.session().exportJson("/proc/nowhere/out.json");
        QVERIFY(room.pump.until([&] { return !room.failures.empty(); }));
    }

    void whatAnEarlierVersionKeptIsFound() {
        const std::filesystem::path kept = ASG_SOURCE_DIR "/tests/unit/review/journal_of_version_1";
        const auto& bytes = *std::get<study::PictureBytes>(m_picture).bytes;
        const auto folder = m_folder / "store" / "studies" / base::sha256Hex(std::string_view(bytes));
        std::filesystem::create_directories(folder);
        for (const auto* name : {"decisions.jsonl", "report.txt"}) std::filesystem::copy(kept / name, folder / name);
        const auto written = nlohmann::json::parse(base::readFile(kept / "analysis.json", 1U << 24U).value());
        const auto reader = written["decisions"][0]["reader"].get<std::string>();
        BenchRoom room(m_workplace, m_picture, session::ReportToFind{}, reader);
        QVERIFY(room.waitForModel());
        QVERIFY(room.failures.empty());
        QVERIFY(room.now().original->report.has_value());
        QVERIFY(!room.now().review.history.empty());
        QVERIFY(!room.now().review.verdicts.empty() || !room.now().review.corrections.empty());
    }

    void labelsOfOtherDataSetsWinHereAsInTheCommandLine() {
        const auto imported = m_folder / "imported";
        std::filesystem::create_directories(imported);
        QVERIFY(base::writeFileAtomically(
                    imported / "grey90.json",
                    std::string_view(R"({"schema":"asg-imported/1","regions":[{"name":"spine","box":[10,10,40,200],
                        "score":1,"origin":"imported"}],"findings":[]})"))
                    .ok());
        auto services = servicesOn(m_folder / "store");
        services.labels = session::ImportedLabels({imported});
        m_workplace = std::make_shared<session::Workplace>(std::move(services));
        BenchRoom room(m_workplace, m_picture, session::ReportText{kReport});
        QVERIFY(room.waitForModel());
        const auto* spine = domain::findRegion(*room.now().analysis, *domain::regionFromName("spine"));
        QVERIFY(spine != nullptr && spine->origin == domain::RegionOrigin::Imported);
        const auto& warnings = room.now().analysis->warnings;
        const auto said = std::ranges::find(warnings, "imported-boxes", &domain::codeName);
        QVERIFY(said != warnings.end() && said->source == domain::WarningSource::Labels);
        room.session().exportJson(m_folder / "out.json");
        QVERIFY(room.pump.until([&] { return !room.exported.empty(); }));
        QVERIFY(nlohmann::json::parse(base::readFile(m_folder / "out.json", 1U << 24U).value()).contains("imported"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
    std::shared_ptr<session::Workplace> m_workplace;
    study::PictureSource m_picture;
};

QTEST_GUILESS_MAIN(TestPictureSession)
#include "test_picture_session.moc"
