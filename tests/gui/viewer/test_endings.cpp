// One SIGTERM ends the programs and one click closes the window, whatever they are in the middle of.
#include "app/viewer/ending.h"
#include "core/review/folder_review_store.h"
#include "tests/gui/viewer/reading_room.h"
#include "tests/unit/io/large_pictures.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iostream>
#include <thread>

using namespace asg;
using namespace asg::tests;
using domain::ReviewVerdict;

namespace {

constexpr int kHangs = 5'000;  // ms

/// What nobody can stop.
void sleepLong() {
    std::this_thread::sleep_for(std::chrono::seconds(60));
}

/// The other process: opens a picture, waits until it is in the middle of `what`, and is closed.
int closeInTheMiddleOf(const QString& what, const QString& store, const QString& picture) {
    const auto script = chestScript();
    std::atomic<bool> busy = false;
    const auto holdUp = [&busy] {
        busy = true;
        sleepLong();
    };
    if (what == QLatin1String("loading")) script->onLoad = holdUp;
    if (what == QLatin1String("parsing")) script->onParse = [&](std::string_view) { holdUp(); };
    const QTemporaryDir folder;
    const auto other = writePicture(folder, QStringLiteral("two.png"), 2);
    ReadingRoom room(script, store.toStdString());
    auto& study = room.workspace().study();
    study.open({picture});
    if (what == QLatin1String("running")) {
        if (!room.waitForModel()) return 1;
        study.setReport(chestReport());
        if (!QTest::qWaitFor([&] { return room.workspace().report().view() != nullptr; })) return 1;
        if (!room.waitForModel()) return 1;
        QTest::keyClick(&room.window(), Qt::Key_Tab);
        judge(room, Qt::Key_A);
        script->onEncode = [&](const std::stop_token&) { holdUp(); };
        study.open({other});
    } else if (what == QLatin1String("opening")) {
        if (!QTest::qWaitFor([&] { return study.picturePhase() == presenters::PicturePhase::Opening; })) return 1;
        QTest::qWait(200);
        busy = true;
    } else if (what == QLatin1String("parsing")) {
        if (!QTest::qWaitFor([&] { return study.radiograph() != nullptr; })) return 1;
        study.setReport(chestReport());
    }
    while (!busy) std::this_thread::yield(), QCoreApplication::processEvents();
    std::cout << "closing" << std::endl;
    QTimer::singleShot(0, &room.window(), &QWidget::close);
    return viewer::runUntilClosed(room.workspace());
}

/// Whether a process has reached the point from which on it looks at signals itself.
bool looksAtSignals(qint64 process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("SigBlk:")) return ((std::stoull(line.substr(7), nullptr, 16) >> (SIGTERM - 1)) & 1) != 0;
    return false;
}

}  // namespace

class TestEndings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = folderWithSettings(); }

    void theWindowClosesInTheMiddleOfAnything_data() {
        QTest::addColumn<QString>("picture");
        for (const char* what : {"loading", "parsing", "running"}) QTest::newRow(what) << QString();
        for (const char* name : {"alpha-16-bit.png", "progressive.jpg", "lzw-colour.tif", "lossless-in-one-go.dcm",
                                 "jpeg-ls-in-one-go.dcm", "jpeg-2000-levels.dcm", "rle-16-bit.dcm"})
            QTest::addRow("opening %s", name) << QString::fromLatin1(name);
    }
    void theWindowClosesInTheMiddleOfAnything() {
        QFETCH(QString, picture);
        const auto store = m_folder->filePath(QStringLiteral("store"));
        const auto what = QString::fromLatin1(QTest::currentDataTag()).section(QLatin1Char(' '), 0, 0);
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--close-in-the-middle-of"), what, store,
                     picture.isEmpty() ? writePicture(*m_folder, QStringLiteral("one.png"), 1) : large(picture)});
        QVERIFY(other.waitForStarted());
        QByteArray heard;
        QTRY_VERIFY_WITH_TIMEOUT((heard += other.readAllStandardOutput()).contains("closing"), 60'000);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(other.waitForFinished(60'000));
        report(timer.elapsed());
        QCOMPARE(other.exitStatus(), QProcess::NormalExit);
        QCOMPARE(other.exitCode(), 0);
        QVERIFY(timer.elapsed() < kHangs);
        if (what != QLatin1String("running")) return;
        // The verdict that was given just before is on the disk.
        ReadingRoom room(chestScript(), store.toStdString());
        QVERIFY(room.openAndWait({m_folder->filePath(QStringLiteral("one.png"))}));
        QTRY_VERIFY(room.workspace().review().verdict({domain::LinkId(0), domain::SentenceId(0)}) ==
                    ReviewVerdict::Accepted);
    }

    void oneSignalEndsAnalyseInTheMiddleOfAnything_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("afterMs");
        QTest::newRow("waiting for standard input")
            << QStringList{QStringLiteral("one.png"), QStringLiteral("--report"), QStringLiteral("-")} << 300;
        for (const int after : {0, 300, 1'000, 2'500})
            QTest::addRow("a long report, after %d ms", after)
                << QStringList{QStringLiteral("one.png"), QStringLiteral("--report"), QStringLiteral("long.txt")}
                << after;
        for (const int after : {500, 1'500, 2'500})
            QTest::addRow("large pictures, after %d ms", after) << QStringList{QStringLiteral("large")} << after;
    }
    void oneSignalEndsAnalyseInTheMiddleOfAnything() {
        QFETCH(QStringList, words);
        QFETCH(int, afterMs);
        QVERIFY(!writePicture(*m_folder, QStringLiteral("one.png"), 1).isEmpty());
        if (words.contains(QStringLiteral("long.txt")))
            QVERIFY(!writeText(*m_folder, QStringLiteral("long.txt"),
                               QStringLiteral("The heart is enlarged. No effusion on the left. ").repeated(200'000))
                         .isEmpty());
        if (words.contains(QStringLiteral("large")))
            words = {large(QStringLiteral("alpha-16-bit.png")), large(QStringLiteral("lzw-colour.tif")),
                     large(QStringLiteral("jpeg-2000-levels.dcm"))};
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        process.start(QStringLiteral(ASG_BINARY_DIR "/bin/asg"),
                      QStringList{QStringLiteral("analyse"), QStringLiteral("--device"), QStringLiteral("cpu"),
                                  QStringLiteral("--json")} +
                          words);
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(looksAtSignals(process.processId()), 60'000);
        QTest::qWait(afterMs);
        if (process.state() == QProcess::NotRunning) QSKIP("it was done by then");
        QElapsedTimer timer;
        timer.start();
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(60'000));
        report(timer.elapsed());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QVERIFY2(process.exitCode() == 130 || process.exitCode() == 0, process.readAllStandardError().constData());
        QVERIFY(timer.elapsed() < kHangs);
    }

    void oneSignalEndsTheViewerWhileItOpensAPicture() {
        const auto picture = large(QStringLiteral("alpha-16-bit.png"));
        for (const int after : {200, 1'000, 2'000}) {
            QProcess viewer;
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("XDG_STATE_HOME"), m_folder->path());
            environment.insert(QStringLiteral("ASG_DATA"), m_folder->path());
            viewer.setProcessEnvironment(environment);
            viewer.start(QStringLiteral(ASG_BINARY_DIR "/bin/asg-viewer"), {picture});
            QVERIFY(viewer.waitForStarted());
            QTest::qWait(after);
            QCOMPARE(viewer.state(), QProcess::Running);
            QElapsedTimer timer;
            timer.start();
            ::kill(static_cast<pid_t>(viewer.processId()), SIGTERM);
            QVERIFY(viewer.waitForFinished(60'000));
            report(timer.elapsed());
            QCOMPARE(viewer.exitStatus(), QProcess::CrashExit);
            QCOMPARE(viewer.exitCode(), SIGTERM);
            QVERIFY(timer.elapsed() < kHangs);
        }
    }

private:
    static void report(qint64 ms) {
        qInfo("%s: ended after %lld ms", QTest::currentDataTag(), static_cast<long long>(ms));
    }

    /// One of the large pictures, written when it is first asked for.
    QString large(const QString& name) {
        const auto path = m_large.filePath(name);
        if (QFile::exists(path)) return path;
        const auto all = test::largePictures();
        const auto found = std::ranges::find(all, name.toStdString(), &test::LargePicture::name);
        std::ofstream(path.toStdString(), std::ios::binary) << found->bytes();
        return path;
    }

    const QTemporaryDir m_large;
    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const auto words = QCoreApplication::arguments();
    if (words.size() == 5 && words.at(1) == QStringLiteral("--close-in-the-middle-of"))
        return closeInTheMiddleOf(words.at(2), words.at(3), words.at(4));
    TestEndings test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_endings.moc"
