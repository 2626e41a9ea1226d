#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/picture_area.h"

#include <QLabel>
#include <QSettings>
#include <QTest>
#include <QTimer>

#include <atomic>
#include <thread>

using namespace asg;
using namespace asg::tests;
using presenters::ModelPhase;
using presenters::PicturePhase;

namespace {

void untilStopped(const std::stop_token& stop) {
    while (!stop.stop_requested()) std::this_thread::yield();
}

}  // namespace

class TestRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath(QStringLiteral("config")));
        m_one = writePicture(m_folder, QStringLiteral("one.png"), 1);
        m_two = writePicture(m_folder, QStringLiteral("two.png"), 2);
    }

    void aSlowModelDoesNotHoldUpThePictureOrTheWindow() {
        std::atomic<bool> mayLoad = false;
        auto script = chestScript();
        script->onLoad = [&] {
            while (!mayLoad) std::this_thread::yield();
        };
        ReadingRoom room(script, store());
        room.workspace().study().open({m_one});
        QTRY_VERIFY(room.workspace().study().modelPhase() == ModelPhase::Running);
        QVERIFY(view(room).radiograph() != nullptr);
        int ticks = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] { ++ticks; });
        timer.start(5);
        QTRY_VERIFY(ticks >= 10);
        QCOMPARE(script->runs.load(), 0);
        mayLoad = true;
        QVERIFY(room.waitForModel());
    }

    void openingAnotherPictureStopsTheRunAndDropsItsResult() {
        auto script = chestScript();
        std::atomic<bool> first = true;
        std::atomic<bool> wasStopped = false;
        script->onAnalyse = [&](const std::stop_token& stop) {
            if (!first.exchange(false)) return;
            untilStopped(stop);
            wasStopped = true;
        };
        ReadingRoom room(script, store());
        room.workspace().study().open({m_one});
        QTRY_COMPARE(script->runs.load(), 1);
        QStringList analysed;
        connect(&room.workspace().study(), &presenters::StudyPresenter::analysisChanged, this, [&] {
            const auto& analysis = room.workspace().study().analysis();
            if (analysis && !analysis->model.name.empty()) analysed << QString::fromStdString(analysis->image.path);
        });
        room.workspace().study().open({m_two});
        QVERIFY(room.waitForModel());
        QVERIFY(wasStopped);
        QCOMPARE(analysed, QStringList{m_two});
        QVERIFY(room.problems().isEmpty());
    }

    void cancelIsShownAndIsNoError() {
        auto script = chestScript();
        script->onAnalyse = untilStopped;
        ReadingRoom room(script, store());
        room.workspace().study().open({m_one});
        QTRY_COMPARE(script->runs.load(), 1);
        QVERIFY(room.window().actions()["cancel"]->isEnabled());
        room.window().actions()["cancel"]->trigger();
        QVERIFY(room.workspace().study().modelPhase() == ModelPhase::Cancelled);
        const auto* step = room.window().findChild<QLabel*>(QStringLiteral("stepWords"));
        QCOMPARE(step->text(), QStringLiteral("The analysis was cancelled."));
        QVERIFY(room.problems().isEmpty());
        QVERIFY(view(room).radiograph() != nullptr);
        script->onAnalyse = nullptr;
        room.window().actions()["analyse"]->trigger();
        QVERIFY(room.waitForModel());
    }

    void closingMidRunStopsTheRunAndJoins() {
        auto script = chestScript();
        std::atomic<bool> ended = false;
        script->onAnalyse = [&](const std::stop_token& stop) {
            untilStopped(stop);
            ended = true;
        };
        {
            ReadingRoom room(script, store());
            room.workspace().study().open({m_one});
            QTRY_COMPARE(script->runs.load(), 1);
            room.window().close();
        }
        QVERIFY(ended);
        QCoreApplication::processEvents();
    }

    void aModelThatCannotBeLoadedIsSaidAndThePictureStays() {
        auto script = chestScript();
        script->onLoad = [] { throw std::runtime_error("no weights"); };
        ReadingRoom room(script, store());
        room.workspace().study().open({m_one});
        QTRY_VERIFY(room.workspace().study().modelPhase() == ModelPhase::Failed);
        QVERIFY(room.problems().last().contains(QStringLiteral("no weights")));
        QVERIFY(room.window().pictureArea().banner().isVisible());
        QVERIFY(view(room).radiograph() != nullptr);
        QTest::keyClick(&room.window(), Qt::Key_Escape);
        QVERIFY(!room.window().pictureArea().banner().isVisible());
    }

    void anUnreadableFileIsNamedAndTheNextOneOpens() {
        ReadingRoom room(chestScript(), store());
        keepScreenshot(room.window(), QStringLiteral("empty"));
        const auto broken = writeText(m_folder, QStringLiteral("broken.png"), QStringLiteral("not a picture"));
        room.workspace().study().open({broken});
        QTRY_VERIFY(room.workspace().study().picturePhase() == PicturePhase::Failed);
        QVERIFY(room.problems().last().contains(QStringLiteral("broken.png")));
        QVERIFY(room.window().pictureArea().banner().isVisible());
        keepScreenshot(room.window(), QStringLiteral("unreadable"));
        QVERIFY(room.openAndWait({m_one}));
        QVERIFY(!room.window().pictureArea().banner().isVisible());
    }

    void thePictureIsFoundAgainInTheListAndOpensByAClick() {
        ReadingRoom room(chestScript(), store());
        QVERIFY(room.openAndWait({m_one, m_two}));
        QCOMPARE(room.workspace().pictures().rowCount(), 2);
        room.workspace().study().openAt(1);
        QVERIFY(room.waitForModel());
        QCOMPARE(QString::fromStdString(room.workspace().study().radiograph()->path), m_two);
        QTRY_VERIFY(
            !room.workspace().pictures().index(1).data(presenters::PictureList::ThumbnailRole).toByteArray().isEmpty());
    }

    void realRadiographsOpenWithoutAProblem() {
        const QString shared = qEnvironmentVariable("ASG_SHARED_DATA").isEmpty()
                                   ? QStringLiteral(ASG_SOURCE_DIR "/../shared/data")
                                   : qEnvironmentVariable("ASG_SHARED_DATA");
        const QString picture = shared + QStringLiteral("/chest_regions/images/covid-19-pneumonia-15-PA.jpg");
        if (!QFile::exists(picture)) QSKIP("the shared data is not here");
        ReadingRoom room(chestScript(), store());
        room.window().resize(1600, 1000);
        const auto report = writeText(m_folder, QStringLiteral("r.txt"), chestReport());
        QVERIFY(room.openAndWait({picture}, report));
        QVERIFY2(room.problems().isEmpty(), qPrintable(room.problems().join(QLatin1Char('\n'))));
        room.workspace().selection().keep(domain::SentenceId(1));
        keepScreenshot(room.window(), QStringLiteral("real-radiograph"));
    }

private:
    static viewport::Viewport& view(ReadingRoom& room) { return room.window().pictureArea().viewport(); }
    std::filesystem::path store() const { return m_folder.filePath(QStringLiteral("store")).toStdString(); }

    QTemporaryDir m_folder;
    QString m_one;
    QString m_two;
};

QTEST_MAIN(TestRuns)
#include "test_runs.moc"
