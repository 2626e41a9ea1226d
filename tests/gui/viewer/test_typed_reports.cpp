// What a reader types or hands over as a report stays with its picture, whatever comes between.
#include "tests/gui/viewer/reading_room.h"
#include "ui/presenters/report_presenter.h"
#include "ui/presenters/study_presenter.h"
#include "ui/widgets/actions.h"

#include <QApplication>
#include <QDirIterator>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace asg;
using namespace asg::tests;

namespace {

QString bannerOf(ReadingRoom& room) {
    return room.window().findChild<QLabel*>(QStringLiteral("bannerText"))->text();
}

}  // namespace

class TestTypedReports : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_one = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        m_two = writePicture(*m_folder, QStringLiteral("two.png"), 2);
    }

    void anotherPictureDoesNotTakeAwayWhatWasTyped() {
        auto room = makeRoom();
        QVERIFY(room->openAndWait({m_one, m_two}));
        auto* typed = type(*room, QStringLiteral("No pneumothorax."));
        room->workspace().study().stepPicture(1);
        QVERIFY(room->waitForModel());
        QVERIFY(!typed->isVisible());
        room->window().actions()["pasteReport"]->trigger();
        QVERIFY(typed->toPlainText() != QStringLiteral("No pneumothorax."));
        room->workspace().study().stepPicture(-1);
        QVERIFY(room->waitForModel());
        room->window().actions()["pasteReport"]->trigger();
        QCOMPARE(typed->toPlainText(), QStringLiteral("No pneumothorax."));
    }

    void pastingWhileTypingDoesNotFillTheFieldAnew() {
        auto room = makeRoom();
        QVERIFY(room->openAndWait({m_one}));
        auto* typed = type(*room, QStringLiteral("No effusion."));
        room->window().actions()["pasteReport"]->trigger();
        QCOMPARE(typed->toPlainText(), QStringLiteral("No effusion."));
    }

    void controlEnterUsesTheReport() {
        auto room = makeRoom();
        QVERIFY(room->openAndWait({m_one}));
        auto* typed = type(*room, QStringLiteral("No effusion."));
        QTest::keyClick(typed, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(room->workspace().report().view());
        QCOMPARE(room->workspace().report().view()->text, QStringLiteral("No effusion."));
        QVERIFY(!typed->isVisible());
    }

    void whatIsBeingWrittenIsReadAfterAPauseAndKeptWhenItIsUsed() {
        auto room = makeRoom();
        QVERIFY(room->openAndWait({m_one}));
        auto* typed = type(*room, QStringLiteral("The heart is enlarged."));
        const auto heart = *domain::tagFromName("cardiomegaly");
        const auto said = [&]() -> std::optional<domain::Existence> {
            const auto& report = room->workspace().analysis()->report;
            return report && report->tags.contains(heart) ? std::optional(report->tags.at(heart)) : std::nullopt;
        };
        QTRY_COMPARE(said(), std::optional(domain::Existence::Present));
        QVERIFY2(typed->isVisible() && typed->hasFocus(), "one goes on writing");
        QCOMPARE(versionsKept(), 0);
        keepScreenshot(room->window(), QStringLiteral("report-being-written"));
        QTest::keyClicks(typed, QStringLiteral(" "));
        typed->setPlainText(QStringLiteral("The heart is not enlarged."));
        QTRY_COMPARE(said(), std::optional(domain::Existence::Absent));
        QTest::keyClick(typed, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(versionsKept(), 1);
        type(*room, QStringLiteral("The heart is enlarged. No effusion."));
        QTest::keyClick(typed, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(versionsKept(), 2);
        QTRY_COMPARE(said(), std::optional(domain::Existence::Present));
    }

    void whatIsLeftGivesTheReportBeforeItBackAndNothingIsDecidedOnIt() {
        auto room = makeRoom();
        QVERIFY(room->openAndWait({m_one}));
        room->workspace().study().setReport(chestReport());
        QTRY_VERIFY(room->workspace().report().view() && !room->workspace().study().busy());
        type(*room, QStringLiteral("The heart is normal."));
        QTRY_COMPARE(room->workspace().report().view()->text, QStringLiteral("The heart is normal."));
        room->workspace().ownReading().commit();
        QTRY_VERIFY(bannerOf(*room).contains(QStringLiteral("still being written")));
        QVERIFY(room->workspace().ownReading().reading().committed.empty());
        room->window().findChild<QPushButton*>(QStringLiteral("leaveReport"))->click();
        QTRY_COMPARE(room->workspace().report().view()->text, chestReport());
        QTRY_VERIFY(room->workspace().ownReading().hindrance().isEmpty());
        room->workspace().ownReading().commit();
        QTRY_COMPARE(room->workspace().ownReading().reading().committed.size(), std::size_t{1});
    }

    void whatIsLeftOnPurposeIsForgotten() {
        auto room = makeRoom();
        QVERIFY(room->openAndWait({m_one}));
        auto* typed = type(*room, QStringLiteral("No effusion."));
        room->window().findChild<QPushButton*>(QStringLiteral("leaveReport"))->click();
        QVERIFY(!typed->isVisible());
        room->window().actions()["pasteReport"]->trigger();
        QVERIFY(typed->toPlainText() != QStringLiteral("No effusion."));
    }

    void aReportThatCannotBeKeptCanBeReadNevertheless() {
        ReadingRoom room(chestScript(), "/proc/nowhere");
        QVERIFY(room.openAndWait({m_one}));
        room.workspace().study().setReport(chestReport());
        QTRY_VERIFY(room.workspace().report().view());
        QTRY_VERIFY2(bannerOf(room).contains(QStringLiteral("ASG_DATA")), qPrintable(bannerOf(room)));
    }

    void aFoldersReportBesideSeveralPicturesIsWarnedOf() {
        (void)writeText(*m_folder, QStringLiteral("report.txt"), chestReport());
        auto room = makeRoom();
        QVERIFY(room->openAndWait({m_one}));
        QTRY_VERIFY(room->workspace().report().view());
        QTRY_VERIFY2(bannerOf(*room).contains(QStringLiteral("several pictures")), qPrintable(bannerOf(*room)));
        QVERIFY(QFile::remove(m_two));
        auto alone = makeRoom();
        QVERIFY(alone->openAndWait({m_one}));
        QTRY_VERIFY(alone->workspace().report().view());
        QVERIFY(!bannerOf(*alone).contains(QStringLiteral("several pictures")));
    }

private:
    std::unique_ptr<ReadingRoom> makeRoom() { return roomIn(*m_folder); }

    /// Of reports, by this store.
    [[nodiscard]] int versionsKept() const {
        int count = 0;
        QDirIterator files(m_folder->filePath(QStringLiteral("store")), {QStringLiteral("report*.txt")}, QDir::Files,
                           QDirIterator::Subdirectories);
        for (; files.hasNext(); files.next()) ++count;
        return count;
    }

    static QPlainTextEdit* type(ReadingRoom& room, const QString& text) {
        room.window().actions()["pasteReport"]->trigger();
        auto* typed = room.window().findChild<QPlainTextEdit*>(QStringLiteral("typedReport"));
        typed->setPlainText(text);
        return typed;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_one;
    QString m_two;
};

QTEST_MAIN(TestTypedReports)
#include "test_typed_reports.moc"
