// The window fits the screen that it opens on, and nothing in it is cut, from 1280 × 720 at twice the size upwards.
#include "tests/gui/viewer/correcting.h"
#include "tests/gui/viewer/reading_room.h"
#include "tests/gui/viewer/shown_words.h"
#include "ui/widgets/correction_panel.h"
#include "ui/widgets/keys_sheet.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"

#include <QApplication>
#include <QLabel>
#include <QProcess>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTest>

#include <iostream>

using namespace asg;
using namespace asg::tests;

namespace {

/// The other process: the first window of a screen that is smaller in its own pixels.
int showFirstWindow(const QString& folder) {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder + QStringLiteral("/config"));
    ReadingRoom room(chestScript(), (folder + QStringLiteral("/store")).toStdString());
    widgets::MainWindow first(room.workspace(), {});
    first.show();
    if (!QTest::qWaitForWindowExposed(&first)) return 1;
    const auto available = first.screen()->availableGeometry().size();
    if (first.width() > available.width() || first.height() > available.height()) {
        std::cout << "too large: " << first.width() << "x" << first.height() << std::endl;
        return 1;
    }
    const auto cut = cutIn(first);
    std::cout << cut.join(QLatin1Char('\n')).toStdString() << std::endl;
    return cut.isEmpty() ? 0 : 1;
}

}  // namespace

class TestWindowSizes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_room = roomIn(*m_folder);
    }

    void cleanup() { m_room.reset(); }

    void theFirstWindowFitsItsScreen_data() {
        QTest::addColumn<QString>("scale");
        for (const char* scale : {"1", "1.5", "2"}) QTest::newRow(scale) << QString::fromLatin1(scale);
    }

    void theFirstWindowFitsItsScreen() {
        QFETCH(QString, scale);
        m_room.reset();
        QProcess other;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_SCALE_FACTOR"), scale);
        other.setProcessEnvironment(environment);
        other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--first-window"), m_folder->path()});
        QVERIFY(other.waitForFinished(60'000));
        QVERIFY2(other.exitStatus() == QProcess::NormalExit && other.exitCode() == 0,
                 other.readAllStandardOutput().constData());
    }

    void nothingIsCut_data() {
        QTest::addColumn<QSize>("size");
        for (const QSize size :
             {QSize(1600, 1000), QSize(1280, 720), QSize(1066, 666), QSize(853, 480), QSize(800, 500), QSize(640, 360)})
            QTest::addRow("%d x %d", size.width(), size.height()) << size;
    }

    void nothingIsCut() {
        QFETCH(QSize, size);
        auto& window = m_room->window();
        if (size.width() < 900) window.actions()["leftPanel"]->trigger();
        window.resize(size);
        QTest::qWait(50);
        QCOMPARE(window.size(), size);
        QVERIFY2(cutIn(window).isEmpty(), qPrintable(cutIn(window).join(u'\n')));
        const auto picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        QVERIFY(m_room->openAndWait({picture}, writeText(*m_folder, QStringLiteral("r.txt"), chestReport())));
        QTest::keyClick(&window, Qt::Key_Space);
        QTest::qWait(50);
        QCOMPARE(window.size(), size);
        QVERIFY2(cutIn(window).isEmpty(), qPrintable(cutIn(window).join(u'\n')));
        keepScreenshot(window, QStringLiteral("size-%1").arg(size.width()));
    }

    void correctingKeepsItsSentenceInView_data() { nothingIsCut_data(); }

    void correctingKeepsItsSentenceInView() {
        QFETCH(QSize, size);
        QString report = QStringLiteral("FINDINGS: ");
        for (int i = 0; i < 12; ++i)
            report += QStringLiteral("The heart is enlarged, as in study %1, with a pleural effusion. ").arg(i);
        auto& window = m_room->window();
        window.resize(size);
        const auto picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        QVERIFY(m_room->openAndWait({picture}, writeText(*m_folder, QStringLiteral("r.txt"), report)));
        auto& text = window.reportPanel().textView();
        for (const std::uint32_t sentence : {0U, 5U, 11U}) {
            m_room->workspace().selection().keep(domain::SentenceId(sentence));
            window.actions()["correct"]->trigger();
            QTest::qWait(50);
            QVERIFY(window.correctionPanel().isVisible());
            const auto rect = *text.rectOf(domain::SentenceId(sentence));
            QVERIFY2(text.viewport()->rect().contains(rect.topLeft() + QPoint(0, 4)), "its first line");
            press(Qt::Key_Escape);
        }
        m_room->workspace().selection().keep(domain::SentenceId(5));
        window.actions()["correct"]->trigger();
        keepScreenshot(window, QStringLiteral("correcting-%1").arg(size.width()));
        press(Qt::Key_Escape);
    }

    void theSheetOfKeysScrollsHasGroupsAndTheMousesGestures() {
        m_room->window().resize(800, 500);
        m_room->window().actions()["keys"]->trigger();
        auto* sheet = m_room->window().findChild<widgets::KeysSheet*>();
        QVERIFY(QTest::qWaitForWindowExposed(sheet));
        QVERIFY(sheet->width() <= 800 && sheet->height() <= 500);
        QVERIFY(sheet->findChild<QScrollArea*>()->verticalScrollBar()->maximum() > 0);
        QStringList words;
        for (const auto* label : sheet->findChildren<QLabel*>()) words << label->text();
        for (const auto* group : {"Reading", "Verdicts", "While a sentence is corrected", "The picture", "Files"})
            QVERIFY2(words.contains(QString::fromLatin1(group)), group);
        QVERIFY(words.contains(QStringLiteral("Right button, drag; wheel")));
        sheet->close();
        m_room->window().resize(1280, 720);
        m_room->window().actions()["keys"]->trigger();
        for (auto* open : m_room->window().findChildren<widgets::KeysSheet*>())
            if (open->isVisible()) keepScreenshot(*open, QStringLiteral("keys"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments.at(1) == QStringLiteral("--first-window"))
        return showFirstWindow(arguments.at(2));
    TestWindowSizes test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_window_sizes.moc"
