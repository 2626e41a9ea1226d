#include "app/cli/analysis_run.h"
#include "app/cli/overlay_file.h"
#include "app/cli/report_input.h"
#include "core/base/atomic_file.h"
#include "core/io/open_radiograph.h"
#include "tests/support/fake_backend.h"
#include "tests/unit/cli/picture_folder.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>

using namespace asg;
using namespace cli;
namespace fs = std::filesystem;

namespace {

constexpr int kPictures = 24;

/// Regions, and one tag with a map of 2 × 2.
analysis::EncodedPicture madeOutput() {
    analysis::EncodedPicture output;
    output.regions = {{*domain::regionFromName("left lung"), 0.9F, 0.5F, {10, 10, 100, 200}}};
    output.tags = {{*domain::tagFromName("edema"), 0.8F, 0.5F, 2, {0.1F, 0.2F, 0.3F, 0.4F}}};
    output.gridSide = 2;
    return output;
}

/// Everything that a run needs, with a network that a test holds in its hands.
struct Workplace {
    cli_test::PictureFolder pictures;
    tests::FakeBackend backend{madeOutput()};
    base::Result<text::ReportParser> parser = loadParser();
    session::ImportedLabels labels{{}};
    RunOptions options{.overlay = false, .atATime = 4};
    std::string device = "cpu";
    std::stop_source stop;
    std::vector<AnalysisJob> jobs;
    std::vector<std::string> received;  ///< folder names in the order in which they came
    std::map<std::string, base::Error> failed;
    std::size_t doneEarlier = 0;

    explicit Workplace(int count = kPictures) {
        if (!parser) qFatal("%s", parser.error().text.c_str());
        for (int i = 0; i < count; ++i) {
            AnalysisJob job;
            job.folderName = "p" + std::to_string(i);
            job.image = pictures.add("pictures/" + job.folderName + ".png", i);
            jobs.push_back(job);
        }
    }

    void run() {
        received.clear();
        failed.clear();
        doneEarlier = 0;
        ResultFolders folders(pictures.out());
        const RunRecord record({{}, device, "auto", options.overlay, options.maps});
        AnalysisRun(options, {backend}, *parser, labels, record, folders)
            .run(
                jobs,
                [this](const AnalysisJob& job, const base::Outcome<PictureResult>& result) {
                    if (result.done()) received.push_back(job.folderName);
                    if (result.done() && result.value().doneEarlier) ++doneEarlier;
                    if (result.failed()) failed.emplace(job.folderName, result.error());
                },
                stop.get_token());
    }

    [[nodiscard]] fs::path resultOf(const std::string& name) const { return pictures.out() / name / kAnalysisFile; }

    /// How many pictures the network was asked about.
    std::size_t askedInRun() {
        std::atomic<std::size_t> asked = 0;
        backend.onEncode = [&](const auto&) { ++asked; };
        run();
        backend.onEncode = {};
        return asked;
    }
};

nlohmann::json documentIn(const fs::path& file) {
    const auto text = base::readFile(file, 1U << 20U);
    return text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
}

}  // namespace

class AnalysisRunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareToDraw(); }

    void resultsComeInTheOrderOfTheJobsHoweverLongEachTakes() {
        Workplace work;
        int call = 0;
        work.backend.onEncode = [&](const auto&) {
            std::this_thread::sleep_for(std::chrono::milliseconds(call++ % 5 == 0 ? 8 : 0));
        };
        work.run();
        QCOMPARE(work.received.size(), work.jobs.size());
        for (std::size_t i = 0; i < work.jobs.size(); ++i) QCOMPARE(work.received[i], work.jobs[i].folderName);
    }

    /// A backend is not thread-safe; some libraries keep memory for each thread that calls them.
    void theNetworkRunsOnOneThreadAlone() {
        Workplace work;
        std::set<std::thread::id> threads;
        std::atomic<int> inside = 0;
        std::atomic<bool> together = false;
        work.backend.onEncode = [&](const auto&) {
            if (++inside > 1) together = true;
            threads.insert(std::this_thread::get_id());
            --inside;
        };
        work.run();
        QCOMPARE(threads.size(), std::size_t{1});
        QVERIFY(!threads.contains(std::this_thread::get_id()));
        QVERIFY(!together);
    }

    void aPictureThatFailsDoesNotStopTheRest() {
        Workplace work;
        QVERIFY(base::writeFileAtomically(work.jobs[3].image, std::string_view("no picture")).ok());
        fs::remove(work.jobs[5].image);
        work.run();
        QCOMPARE(work.received.size(), work.jobs.size() - 2);
        QVERIFY(work.failed.contains("p3") && work.failed.contains("p5"));
        QVERIFY(!fs::exists(work.pictures.out() / "p3"));
    }

    void aStopLeavesWholeResultsAndNothingElse() {
        Workplace work(60);
        work.options.overlay = true;
        int call = 0;
        work.backend.onEncode = [&](const auto&) {
            if (++call == 20) work.stop.request_stop();
        };
        work.run();
        QVERIFY(work.received.size() >= 10 && work.received.size() < 30);
        std::size_t folders = 0;
        for (const auto& entry : fs::directory_iterator(work.pictures.out())) {
            ++folders;
            QVERIFY2(documentIn(entry.path() / kAnalysisFile).is_object(), entry.path().c_str());
            QVERIFY(io::openRadiograph(entry.path() / kOverlayFile).ok());
        }
        QCOMPARE(folders, work.received.size());
    }

    void theOverlayHasThePicturesSize() {
        Workplace work(1);
        work.options.overlay = true;
        work.pictures.add("pictures/p0.png", 7);
        work.run();
        const auto overlay = io::openRadiograph(work.pictures.out() / "p0" / kOverlayFile);
        QVERIFY(overlay.ok());
        QVERIFY2(overlay->columns >= 60 && overlay->columns <= 200, "no narrower than the notice needs");
        QVERIFY(overlay->rows > 40);
    }

    void mapsReadBackByTheirScale() {
        Workplace work(1);
        work.options.maps = true;
        work.run();
        const auto document = documentIn(work.resultOf("p0"));
        QCOMPARE(document.at("maps").size(), std::size_t{1});
        const auto& map = document["maps"][0];
        QCOMPARE(map["tag"].get<std::string>(), std::string("edema"));
        const auto picture = io::openRadiograph(work.pictures.out() / "p0" / map["file"].get<std::string>());
        QVERIFY(picture.ok());
        QCOMPARE(picture->bitsStored, 16);
        QCOMPARE(picture->pixels->size(), std::size_t{4});
        for (std::size_t i = 0; i < 4; ++i) {
            const double value = (*picture->pixels)[i] * map["scale"].get<double>();
            QVERIFY(std::abs(value - 0.1 * static_cast<double>(i + 1)) < 0.4 / 65535);
        }
        QCOMPARE(map["box"].size(), std::size_t{4});
        QVERIFY(!documentIn(work.resultOf("p0")).at("run").at("overlay").get<bool>());
    }

    void resumePassesOverWhatIsDoneAndUnchanged() {
        Workplace work;
        QCOMPARE(work.askedInRun(), work.jobs.size());
        work.options.resume = true;
        QCOMPARE(work.askedInRun(), std::size_t{0});
        QCOMPARE(work.received.size(), work.jobs.size());
        QCOMPARE(work.doneEarlier, work.jobs.size());
        work.options.resume = false;
        QCOMPARE(work.askedInRun(), work.jobs.size());
    }

    void resumeDoesAgainWhatHasChanged() {
        Workplace work(6);
        work.askedInRun();
        work.options.resume = true;
        work.pictures.add("pictures/p0.png", 99);              // another picture
        work.jobs[1].reportBytes = "The left lung is clear.";  // another report
        fs::remove(work.resultOf("p2"));
        QCOMPARE(work.askedInRun(), std::size_t{3});
        QCOMPARE(work.doneEarlier, std::size_t{3});
        QVERIFY(documentIn(work.resultOf("p1")).at("report").is_object());
        QCOMPARE(work.askedInRun(), std::size_t{0});
        work.jobs[1].reportBytes = "The right lung is clear.";
        QCOMPARE(work.askedInRun(), std::size_t{1});
        work.options.overlay = true;  // another option
        QCOMPARE(work.askedInRun(), work.jobs.size());
        fs::remove(work.pictures.out() / "p4" / kOverlayFile);  // a file that is gone
        QCOMPARE(work.askedInRun(), std::size_t{1});
        work.device = "auto";
        QCOMPARE(work.askedInRun(), work.jobs.size());
        work.backend.cardForTest().sha256 = "11";  // another model
        QCOMPARE(work.askedInRun(), work.jobs.size());
        QCOMPARE(work.askedInRun(), std::size_t{0});
    }

    void resumeSeesLabelsThatCameOrWent() {
        Workplace work(2);
        const auto labels = work.pictures.path() / "labels";
        fs::create_directories(labels);
        work.labels = session::ImportedLabels({labels});
        work.jobs[0].labelNames = {"p0"};
        work.askedInRun();
        work.options.resume = true;
        QCOMPARE(work.askedInRun(), std::size_t{0});
        QVERIFY(base::writeFileAtomically(labels / "p0.json", std::string_view("no labels")).ok());
        work.run();
        QVERIFY(work.failed.contains("p0"));
    }
};

QTEST_MAIN(AnalysisRunTest)
#include "test_analysis_run.moc"
