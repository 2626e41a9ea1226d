// A report of any length neither stops the window nor hides what must be known of it.
#include "core/io/dicom_writer.h"
#include "tests/gui/viewer/reading_room.h"
#include "tests/support/pulse.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"

#include <QApplication>
#include <QLabel>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QThread>
#include <QTimer>
#include <QToolButton>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace asg;
using namespace asg::tests;

namespace {

constexpr int kSentences = 20'000;  // 1 MB

QString longReport() {
    QString report = QStringLiteral("FINDINGS: ");
    for (int i = 0; i < kSentences; ++i) report += QStringLiteral("Sentence number %1, the heart is enlarged. ").arg(i);
    return report;
}

}  // namespace

class TestLongReports : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_script = chestScript();
        m_picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
    }

    void cleanup() { m_room.reset(); }

    void aReportIsNeverParsedOnTheWindowsThread() {
        std::atomic<bool> mayParse = false;
        std::atomic<bool> inWindow = false;
        m_script->onParse = [&](std::string_view) {
            inWindow = QThread::currentThread() == qApp->thread();
            while (!mayParse) std::this_thread::yield();
        };
        open();
        m_room->workspace().study().setReport(chestReport());
        int ticks = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] { ++ticks; });
        timer.start(5);
        QTRY_VERIFY(ticks >= 10);
        QVERIFY(m_room->workspace().study().readsReport());
        mayParse = true;
        QTRY_VERIFY(m_room->workspace().report().view());
        QVERIFY(!inWindow);
    }

    void theLatestReportWins() {
        std::atomic<bool> mayParse = false;
        m_script->onParse = [&](std::string_view) {
            while (!mayParse) std::this_thread::yield();
        };
        open();
        QStringList shown;
        connect(&m_room->workspace().report(), &presenters::ReportPresenter::viewChanged, this,
                [&] { shown << m_room->workspace().report().view()->text; });
        for (const auto* text : {"No effusion.", "No pneumothorax.", "The heart is enlarged."})
            m_room->workspace().study().setReport(QString::fromUtf8(text));
        mayParse = true;
        QVERIFY(m_room->waitForModel());
        QTRY_VERIFY(!m_room->workspace().study().readsReport());
        QCOMPARE(shown, QStringList{QStringLiteral("The heart is enlarged.")});
    }

    // A megabyte was laid out at once, and looked through for every move of the mouse.
    void aLongReportIsWrittenPieceByPieceAndReadMeanwhile() {
        open();
        const Pulse pulse;
        m_room->workspace().study().setReport(longReport());
        QTRY_VERIFY_WITH_TIMEOUT(m_room->workspace().report().view(), 60'000);
        const auto last = domain::SentenceId(static_cast<std::uint32_t>(sentences() - 1));
        QVERIFY2(!text().rectOf(last), "the end is not written yet");
        QTest::keyClick(&m_room->window(), Qt::Key_Space);
        QVERIFY(m_room->workspace().selection().kept().sentences.contains(domain::SentenceId(0)));
        QVERIFY(text().showsAnyOf({domain::SentenceId(0)}));
        // Asking where the last one stands would lay all of them out at once.
        QTRY_VERIFY_WITH_TIMEOUT(text().document()->blockCount() >= kSentences, 60'000);
        constexpr qint64 kStandsStill = 2'000;
        qInfo("the longest pause was %lld ms", static_cast<long long>(pulse.longestMs()));
        QVERIFY(pulse.longestMs() < kStandsStill);
        QTRY_VERIFY_WITH_TIMEOUT(text().rectOf(last), 60'000);
        m_room->workspace().selection().keep(last);
        QVERIFY(text().showsAnyOf({last}));
        hover(*text().viewport(), text().rectOf(last)->center());
        QVERIFY(m_room->workspace().selection().current().sentences.contains(last));
        leave(text());
    }

    void aSentenceFarDownIsChosenBeforeItIsWritten() {
        open();
        m_room->workspace().study().setReport(longReport());
        QTRY_VERIFY_WITH_TIMEOUT(m_room->workspace().report().view(), 60'000);
        const domain::SentenceId far(kSentences / 2);
        QVERIFY(!text().rectOf(far));
        m_room->workspace().selection().keep(far);
        QVERIFY(text().showsAnyOf({far}));
        keepScreenshot(m_room->window(), QStringLiteral("long-report"));
    }

    void aLineWithoutEndIsBrokenAndEveryWordKeepsItsPlace() {
        open();
        QString line;
        while (line.size() < 100'000) line += QStringLiteral("and the heart is enlarged ");
        m_room->workspace().study().setReport(QStringLiteral("FINDINGS: ") + line + QStringLiteral("at the end"));
        QTRY_VERIFY_WITH_TIMEOUT(m_room->workspace().report().view(), 60'000);
        m_room->window().reportPanel().findChild<QToolButton*>(QStringLiteral("originalButton"))->click();
        for (auto block = text().document()->begin(); block.isValid(); block = block.next())
            QVERIFY2(block.length() < 5000, qPrintable(QString::number(block.length())));
        const auto& given = m_room->workspace().report().view()->text;
        QCOMPARE(text().toPlainText().indexOf(QStringLiteral("at the end")),
                 given.indexOf(QStringLiteral("at the end")));
    }

    // ---- what must be known of a report ------------------------------------------------------------------------

    void aReportOfSomebodyElseIsWarnedOfWhetherOrNotAModelRan() {
        m_script->onLoad = [] { throw std::runtime_error("no weights"); };
        const auto picture = m_folder->filePath(QStringLiteral("named.dcm"));
        domain::Radiograph radiograph;
        radiograph.rows = radiograph.columns = 64;
        radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(64 * 64, std::uint16_t{100});
        radiograph.text.patientName = "DOE^JOHN";
        radiograph.text.patientId = "4711";
        radiograph.text.studyInstanceUid = "1.2.3.1";
        radiograph.text.seriesInstanceUid = "1.2.3.2";
        radiograph.text.sopInstanceUid = "1.2.3.3";
        QVERIFY(io::writeDicom(picture.toStdString(), radiograph, {}));
        m_room = roomIn(*m_folder, m_script);
        m_room->workspace().study().open({picture});
        QTRY_VERIFY(m_room->workspace().study().modelPhase() == presenters::ModelPhase::Failed);
        m_room->workspace().study().setReport(QStringLiteral("Patient: ROE, JANE\nFINDINGS: No effusion."));
        QTRY_VERIFY2(banner().contains(QStringLiteral("another patient")), qPrintable(banner()));
        m_room->workspace().study().setReport(QStringLiteral("Patient: DOE, JOHN\nFINDINGS: No effusion."));
        QTRY_VERIFY(m_room->workspace().report().view()->text.contains(QStringLiteral("JOHN")));
        for (const auto& warning : m_room->workspace().analysis()->warnings)
            QVERIFY2(warning.code != domain::WarningCode::OtherPatient, "a warning goes with its report");
    }

private:
    void open() {
        m_room = roomIn(*m_folder, m_script);
        QVERIFY(m_room->openAndWait({m_picture}));
    }
    widgets::ReportTextView& text() { return m_room->window().reportPanel().textView(); }
    std::size_t sentences() { return m_room->workspace().report().view()->sentences.size(); }
    QString banner() { return m_room->window().findChild<QLabel*>(QStringLiteral("bannerText"))->text(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ModelScript> m_script;
    std::unique_ptr<ReadingRoom> m_room;
    QString m_picture;
};

QTEST_MAIN(TestLongReports)
#include "test_long_reports.moc"
