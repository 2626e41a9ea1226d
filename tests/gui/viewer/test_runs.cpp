#include "core/vision/model_input.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/picture_area.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QSettings>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <stdexcept>
#include <thread>

using namespace asg;
using namespace asg::tests;
using presenters::ModelPhase;
using presenters::PicturePhase;

namespace {

void untilStopped(const std::stop_token& stop) {
    while (!stop.stop_requested()) std::this_thread::yield();
}

QString sharedData() {
    const auto named = qEnvironmentVariable("ASG_SHARED_DATA");
    return named.isEmpty() ? QStringLiteral(ASG_SOURCE_DIR "/../shared/data") : named;
}

/// Boxes that a person could have drawn, in the fake model's frame.
std::vector<analysis::RegionOutput> regionsOf(const QJsonObject& image) {
    vision::InputSpec spec;
    spec.resize = spec.crop = 224;
    const auto transform = vision::makeInputTransform(image[QStringLiteral("height")].toInt(),
                                                      image[QStringLiteral("width")].toInt(), spec);
    std::vector<analysis::RegionOutput> regions;
    const auto boxes = image[QStringLiteral("boxes")].toObject();
    for (auto it = boxes.begin(); it != boxes.end(); ++it) {
        const auto box = it.value().toArray();
        regions.push_back(
            {*domain::regionFromName(it.key().toStdString()), 0.9F, 0.5F,
             transform.toCrop(base::Box{box[0].toDouble(), box[1].toDouble(), box[2].toDouble(), box[3].toDouble()})});
    }
    return regions;
}

constexpr int kAllBoxes = 17;  // regions that were read off the pictures

QString fullReport() {
    return QStringLiteral(
        "EXAMINATION: CHEST (PA)\n\nINDICATION: 75-year-old man with fever and cough.\n\nCOMPARISON: None.\n\n"
        "FINDINGS: The heart is mildly enlarged. The mediastinal and hilar contours are unremarkable.\n"
        "Possible left lower lobe opacity, which may represent pneumonia. There is a small right pleural\n"
        "effusion. No pneumothorax is seen. Mild bibasilar atelectasis. Degenerative changes of the spine.\n"
        "The bony structures are otherwise intact.\n\n"
        "IMPRESSION:\n1. Possible left lower lobe pneumonia.\n2. Small right pleural effusion.\n");
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
        script->onEncode = [&](const std::stop_token& stop) {
            if (!first.exchange(false)) return;
            untilStopped(stop);
            wasStopped = true;
        };
        ReadingRoom room(script, store());
        room.workspace().study().open({m_one});
        QTRY_COMPARE(script->runs.load(), 1);
        QStringList analysed;
        connect(&room.workspace(), &presenters::Workspace::analysisChanged, this, [&] {
            const auto& analysis = room.workspace().analysis();
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
        script->onEncode = untilStopped;
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
        script->onEncode = nullptr;
        room.window().actions()["analyse"]->trigger();
        QVERIFY(room.waitForModel());
    }

    void closingMidRunStopsTheRunAndJoins() {
        auto script = chestScript();
        std::atomic<bool> ended = false;
        script->onEncode = [&](const std::stop_token& stop) {
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

    void aRealRadiographIsLinkedToItsRegions() {
        const QString shared = sharedData();
        QFile boxes(shared + QStringLiteral("/region_boxes_read.json"));
        if (!boxes.open(QIODevice::ReadOnly)) QSKIP("the shared data is not here");
        const auto images = QJsonDocument::fromJson(boxes.readAll()).object()[QStringLiteral("images")].toArray();
        const auto found = std::ranges::find_if(images, [](const auto& image) {
            return image.toObject()[QStringLiteral("image")].toString().startsWith(QStringLiteral("chest_regions")) &&
                   image.toObject()[QStringLiteral("boxes")].toObject().size() == kAllBoxes;
        });
        QVERIFY(found != images.end());
        const auto image = (*found).toObject();
        auto script = chestScript();
        script->output.regions = regionsOf(image);
        ReadingRoom room(script, store());
        const auto report = writeText(m_folder, QStringLiteral("r.txt"), fullReport());
        QVERIFY(room.openAndWait({shared + QLatin1Char('/') + image[QStringLiteral("image")].toString()}, report));
        QVERIFY2(room.problems().isEmpty(), qPrintable(room.problems().join(QLatin1Char('\n'))));
        const auto heart = domain::regionFromName("cardiac silhouette");
        const auto wanted = image[QStringLiteral("boxes")].toObject()[QStringLiteral("cardiac silhouette")].toArray();
        const auto* shown = domain::findRegion(*room.workspace().analysis(), *heart);
        QVERIFY(shown != nullptr);
        QVERIFY(std::abs(shown->boxInImagePixels.x1 - wanted[0].toDouble()) < 1e-3);
        for (const QSize size : {QSize(1280, 720), QSize(1600, 1000)}) {
            room.window().resize(size);
            room.workspace().overlay().setMode(presenters::OverlayMode::Selection);
            room.workspace().selection().stepSentence(1);
            const auto name = QStringLiteral("real-%1-").arg(size.width());
            keepScreenshot(room.window(), name + QStringLiteral("selection"));
            room.workspace().overlay().setMode(presenters::OverlayMode::All);
            keepScreenshot(room.window(), name + QStringLiteral("all"));
        }
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
