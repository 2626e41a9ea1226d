// Asking the picture without a window: study, overlay and question on a backend that says what the test tells it to.
#include "core/base/resources.h"
#include "core/io/image_writer.h"
#include "core/io/open_radiograph.h"
#include "core/review/folder_review_store.h"
#include "core/text/report_parser.h"
#include "tests/support/fake_backend.h"
#include "ui/presenters/ask_presenter.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cmath>
#include <memory>
#include <mutex>
#include <thread>

using namespace asg;
using presenters::ModelPhase;

namespace {

const auto kPhrase = QStringLiteral("left lower lung zone");
/// What every phrase is embedded as.
const analysis::TextEmbeddings kWords{{1, 0}};

/// Every phrase points into the left lower lung zone, with a cosine of 0.8.
analysis::EncodedPicture pointing() {
    constexpr int kSide = 14;
    analysis::EncodedPicture output;
    output.gridSide = kSide;
    output.regions = {{*domain::regionFromName("left lung"), 0.9F, 0.5F, {120, 40, 185, 160}},
                      {*domain::regionFromName("left lower lung zone"), 0.9F, 0.5F, {120, 120, 185, 160}}};
    for (int cell = 0; cell < kSide * kSide; ++cell) {
        const float cosine = cell == 8 * kSide + 9 ? 0.8F : -0.1F;
        output.localEmbeddings.push_back(cosine);
        output.localEmbeddings.push_back(std::sqrt(1 - cosine * cosine));
    }
    return output;
}

/// How the model behaves; shared between the test and the worker's thread.
struct Model {
    analysis::EncodedPicture output = pointing();
    bool hasAlignment = true;
    std::atomic<bool> missing = false;
    std::function<void(const std::stop_token&)> onEncode;
    std::function<void(const std::stop_token&)> onEmbed;
    std::atomic<int> runs = 0;   ///< of pictures
    std::atomic<int> asked = 0;  ///< phrases
};

base::Result<text::ReportParser> loadParser() {
    return text::ReportParser::load(base::resourceFolder() / "ontology");
}

std::shared_ptr<session::Workplace> workplace(const std::shared_ptr<Model>& model, const QTemporaryDir& folder) {
    // Reports are of another language than what models are taught.
    auto parse = [](std::string_view) -> base::Result<domain::Report> { return domain::Report(); };
    auto namesPlace = [](std::string_view words) -> base::Result<bool> {
        const auto parser = loadParser();
        if (!parser) return parser.error();
        return !parser->parse(words).links.empty();
    };
    auto load = [model]() -> base::Result<std::unique_ptr<analysis::Backend>> {
        if (model->missing) return base::Error{base::ErrorCode::NotFound, "The model's folder is missing."};
        auto backend = std::make_unique<tests::FakeBackend>(model->output, kWords);
        backend->cardForTest().hasAlignment = model->hasAlignment;
        backend->onEncode = [model](const std::stop_token& stop) {
            ++model->runs;
            if (model->onEncode) model->onEncode(stop);
        };
        backend->onEmbed = [model](const std::stop_token& stop) {
            ++model->asked;
            if (model->onEmbed) model->onEmbed(stop);
        };
        return std::unique_ptr<analysis::Backend>(std::move(backend));
    };
    return std::make_shared<session::Workplace>(session::Services{
        .parseReport = std::move(parse),
        .loadModel = std::move(load),
        .store = std::make_shared<const review::FolderReviewStore>(folder.filePath("store").toStdString()),
        .loadFindings = {},
        .namesTaughtPlace = std::move(namesPlace)});
}

/// What one window's question is made of.
struct Desk {
    explicit Desk(const QTemporaryDir& folder, std::shared_ptr<Model> of = std::make_shared<Model>())
        : model(std::move(of)), study(workplace(model, folder)), ask(study, overlay) {
        QObject::connect(&study, &presenters::StudyPresenter::readingChanged, &overlay,
                         [this] { overlay.setAnalysis(study.analysis()); });
    }

    [[nodiscard]] bool openAndWait(const QString& picture) {
        study.open({picture});
        return QTest::qWaitFor(
            [&] { return study.modelPhase() == ModelPhase::Done || study.modelPhase() == ModelPhase::Failed; });
    }
    [[nodiscard]] bool waitFor(const char* words) {
        return QTest::qWaitFor([&] { return ask.answer().contains(QString::fromUtf8(words)); });
    }

    std::shared_ptr<Model> model;
    presenters::OverlayPresenter overlay;
    presenters::StudyPresenter study;
    presenters::AskPresenter ask;
};

void untilStopped(const std::stop_token& stop) {
    while (!stop.stop_requested()) std::this_thread::yield();
}

}  // namespace

class TestAskPresenter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        for (const auto* name : {"one.png", "two.png"}) {
            const std::vector<std::uint8_t> pixels(300 * 240, *name == 'o' ? 90 : 120);
            const auto path = m_folder.filePath(QString::fromLatin1(name));
            QVERIFY(io::writePng(path.toStdString(), pixels, 300, 240).ok());
            (*name == 'o' ? m_picture : m_other) = path;
        }
    }

    void thePlaceIsTheOneThatTheCommandLineGives() {
        Desk desk(m_folder);
        QVERIFY(desk.openAndWait(m_picture));
        desk.ask.ask(kPhrase);
        QVERIFY2(desk.waitFor("The words point"), qPrintable(desk.ask.answer()));
        analysis::ModelService model([]() -> base::Result<std::unique_ptr<analysis::Backend>> {
            auto backend = std::make_unique<tests::FakeBackend>(pointing(), kWords);
            backend->cardForTest().hasAlignment = true;
            return std::unique_ptr<analysis::Backend>(std::move(backend));
        });
        const auto radiograph = io::openRadiograph(m_picture.toStdString());
        const auto located = model.locate(*radiograph, kPhrase.toStdString(), {}, {});
        QVERIFY(located.done());
        const auto scene = desk.overlay.scene();
        QVERIFY(scene.heat && scene.heat->map == *located.value().map);
        QCOMPARE(scene.outlines.size(), std::size_t{1});
        QVERIFY(scene.outlines[0].region == located.value().region);
    }

    void wordsAndTheirPlaceAreShownWhateverTheOverlayShowed() {
        Desk desk(m_folder);
        QVERIFY(desk.openAndWait(m_picture));
        desk.overlay.setMode(presenters::OverlayMode::Off);
        desk.ask.ask(kPhrase);
        QVERIFY(desk.waitFor("The words point"));
        QVERIFY(desk.overlay.scene().heat);
        desk.ask.clear();
        QVERIFY(desk.overlay.mode() == presenters::OverlayMode::Off);
        QCOMPARE(desk.overlay.scene(), render::OverlayScene{});
    }

    void aPhraseDoesNotRunThePictureAgain() {
        Desk desk(m_folder);
        QVERIFY(desk.openAndWait(m_picture));
        desk.ask.ask(QStringLiteral("left lung"));
        QVERIFY(desk.waitFor("The words point"));
        desk.study.setReport(QStringLiteral("Another report."));
        QTRY_VERIFY(!desk.study.busy());
        desk.study.openAt(0);
        QTRY_VERIFY(desk.study.modelPhase() == ModelPhase::Done);
        QCOMPARE(desk.model->runs.load(), 1);
    }

    void anEmptyPhraseAsksNothingAndClears() {
        Desk desk(m_folder);
        QVERIFY(desk.openAndWait(m_picture));
        const auto before = desk.overlay.scene();
        const int asked = desk.model->asked;
        desk.ask.ask(QStringLiteral("  \t"));
        QVERIFY(desk.ask.answer().isEmpty());
        desk.ask.ask(kPhrase);
        QVERIFY(desk.waitFor("The words point"));
        desk.ask.ask(QStringLiteral("  "));
        QVERIFY(desk.ask.answer().isEmpty());
        QCOMPARE(desk.overlay.scene(), before);
        QCOMPARE(desk.model->asked.load(), asked + 1);
    }

    void withoutAPictureItSaysSoUntilThereIsOne() {
        Desk desk(m_folder);
        desk.ask.ask(kPhrase);
        QVERIFY2(desk.ask.answer().startsWith(QStringLiteral("No picture is open")), qPrintable(desk.ask.answer()));
        desk.study.open({m_picture});
        QVERIFY2(desk.waitFor("once the picture is open"), qPrintable(desk.ask.answer()));
        QVERIFY2(desk.waitFor("The words point"), qPrintable(desk.ask.answer()));
    }

    void aModelWithoutAlignmentIsSaidAndNotRun() {
        auto model = std::make_shared<Model>();
        model->hasAlignment = false;
        Desk desk(m_folder, model);
        QVERIFY(desk.openAndWait(m_picture));
        const int asked = model->asked;
        desk.ask.ask(kPhrase);
        QVERIFY2(desk.waitFor("not trained to align phrases with pictures"), qPrintable(desk.ask.answer()));
        QVERIFY(!desk.overlay.scene().heat);
        QCOMPARE(model->asked.load(), asked);
    }

    void aModelThatCannotBeLoadedIsSaidAndTheSameWordsCanBeAskedAgain() {
        auto model = std::make_shared<Model>();
        model->missing = true;
        Desk desk(m_folder, model);
        QVERIFY(desk.openAndWait(m_picture));
        desk.ask.ask(kPhrase);
        QVERIFY2(desk.waitFor("The model's folder is missing."), qPrintable(desk.ask.answer()));
        model->missing = false;
        desk.ask.ask(kPhrase);
        QVERIFY2(desk.waitFor("The words point"), qPrintable(desk.ask.answer()));
    }

    void aCancelIsNoErrorAndTheSameWordsCanBeAskedAgain() {
        Desk desk(m_folder);
        QVERIFY(desk.openAndWait(m_picture));
        bool problem = false;
        connect(&desk.study, &presenters::StudyPresenter::problem, this, [&problem] { problem = true; });
        desk.model->onEmbed = untilStopped;
        const int asked = desk.model->asked;
        desk.ask.ask(kPhrase);
        QTRY_COMPARE(desk.model->asked.load(), asked + 1);
        desk.study.cancel();
        QTRY_COMPARE(desk.ask.answer(), QStringLiteral("Cancelled."));
        QVERIFY(!problem && !desk.overlay.scene().heat);
        desk.model->onEmbed = {};
        desk.ask.ask(kPhrase);
        QVERIFY2(desk.waitFor("The words point"), qPrintable(desk.ask.answer()));
    }

    void otherWordsStopTheModelOnTheFormerOnes() {
        Desk desk(m_folder);
        QVERIFY(desk.openAndWait(m_picture));
        const int asked = desk.model->asked;
        desk.model->onEmbed = [&desk, asked](const std::stop_token& stop) {
            if (desk.model->asked == asked + 1) untilStopped(stop);
        };
        desk.ask.ask(QStringLiteral("heart"));
        QTRY_COMPARE(desk.model->asked.load(), asked + 1);
        desk.ask.ask(kPhrase);
        QVERIFY2(desk.waitFor("The words point"), qPrintable(desk.ask.answer()));
        QCOMPARE(desk.overlay.scene().heat->title, "similarity: " + kPhrase.toStdString());
    }

    void clearingStopsTheModelAndALateAnswerIsDropped() {
        Desk desk(m_folder);
        QVERIFY(desk.openAndWait(m_picture));
        const auto before = desk.overlay.scene();
        std::atomic<bool> stopped = false;
        desk.model->onEmbed = [&stopped](const std::stop_token& stop) {
            untilStopped(stop);
            stopped = true;
        };
        const int asked = desk.model->asked;
        desk.ask.ask(kPhrase);
        QTRY_COMPARE(desk.model->asked.load(), asked + 1);
        desk.ask.clear();
        QTRY_VERIFY(stopped);
        QTest::qWait(50);
        QVERIFY(desk.ask.answer().isEmpty());
        QCOMPARE(desk.overlay.scene(), before);
    }

    void aQuestionDoesNotStopTheAnalysisOfThePicture() {
        Desk desk(m_folder);
        std::mutex held;
        std::unique_lock lock(held);
        desk.model->onEncode = [&held](const std::stop_token&) { const std::lock_guard wait(held); };
        desk.study.open({m_picture});
        QTRY_COMPARE(desk.model->runs.load(), 1);
        desk.ask.ask(QStringLiteral("heart"));
        desk.ask.ask(kPhrase);
        desk.ask.clear();
        desk.ask.ask(kPhrase);
        lock.unlock();
        QVERIFY2(desk.waitFor("The words point"), qPrintable(desk.ask.answer()));
        QVERIFY(desk.study.modelPhase() == ModelPhase::Done);
        QCOMPARE(desk.model->runs.load(), 1);
        QCOMPARE(desk.model->asked.load(), 1);
    }

    void aNewAnalysisOfThePictureTakesItsTurnAndTheQuestionStands() {
        Desk desk(m_folder);
        QVERIFY(desk.openAndWait(m_picture));
        const int asked = desk.model->asked;
        desk.model->onEmbed = [&desk, asked](const std::stop_token& stop) {
            if (desk.model->asked == asked + 1) untilStopped(stop);
        };
        desk.ask.ask(kPhrase);
        QTRY_COMPARE(desk.model->asked.load(), asked + 1);
        desk.study.analyse();
        QVERIFY2(desk.waitFor("The words point"), qPrintable(desk.ask.answer()));
        QVERIFY(desk.study.modelPhase() == ModelPhase::Done);
    }

    void anotherPictureStopsTheQuestionOnTheFormerAndIsAsked() {
        Desk desk(m_folder);
        QVERIFY(desk.openAndWait(m_picture));
        const int asked = desk.model->asked;
        desk.model->onEmbed = [&desk, asked](const std::stop_token& stop) {
            if (desk.model->asked == asked + 1) untilStopped(stop);
        };
        desk.ask.ask(kPhrase);
        QTRY_COMPARE(desk.model->asked.load(), asked + 1);
        desk.study.open({m_other});
        QVERIFY2(desk.waitFor("once the picture is open"), qPrintable(desk.ask.answer()));
        QVERIFY(!desk.overlay.scene().heat);
        QVERIFY2(desk.waitFor("The words point"), qPrintable(desk.ask.answer()));
        QVERIFY(desk.study.radiograph()->path == m_other.toStdString());
    }

    void aPictureThatCannotBeOpenedLeavesNothingToAsk() {
        Desk desk(m_folder);
        QVERIFY(desk.openAndWait(m_picture));
        desk.ask.ask(kPhrase);
        QVERIFY(desk.waitFor("The words point"));
        QFile broken(m_folder.filePath(QStringLiteral("broken.png")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("\x89PNG\r\n\x1a\n");
        broken.close();
        desk.study.open({broken.fileName()});
        QVERIFY2(desk.waitFor("No picture is open"), qPrintable(desk.ask.answer()));
    }

    void closingWhileTheModelLooksIsSafe() {
        auto model = std::make_shared<Model>();
        {
            Desk desk(m_folder, model);
            QVERIFY(desk.openAndWait(m_picture));
            const int asked = model->asked;
            model->onEmbed = untilStopped;
            desk.ask.ask(kPhrase);
            QTRY_COMPARE(model->asked.load(), asked + 1);
        }
        QCoreApplication::processEvents();
    }

private:
    QTemporaryDir m_folder;
    QString m_picture, m_other;
};

QTEST_GUILESS_MAIN(TestAskPresenter)
#include "test_ask_presenter.moc"
