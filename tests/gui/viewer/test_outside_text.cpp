// Words from files are words wherever the window shows them: nothing in them hides, opens or leads anywhere.
#include "tests/gui/viewer/reading_room.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/correction_panel.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"

#include <QAction>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QTest>
#include <QTextDocumentFragment>
#include <QToolTip>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace asg;
using namespace asg::tests;

namespace {

/// As a tip is shown: what it takes for HTML is read as HTML.
QString asShown(const QString& tip) {
    return Qt::mightBeRichText(tip) ? QTextDocumentFragment::fromHtml(tip).toPlainText() : tip;
}

/// A pipe that nobody has opened refuses a writer who would not wait.
bool somebodyReads(const QString& pipe) {
    const int writer = open(pipe.toLocal8Bit().constData(), O_WRONLY | O_NONBLOCK);
    if (writer >= 0) close(writer);
    return writer >= 0 || errno != ENXIO;
}

}  // namespace

class TestOutsideText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = folderWithSettings(); }

    void aReportCannotHideItsWords() {
        const auto sentence = QStringLiteral("Cardiomegaly <font color=#141618>is not</font> present.");
        auto room = openWith(QStringLiteral("FINDINGS: ") + sentence);
        QVERIFY(room->window().reportPanel().textView().toPlainText().contains(sentence));
        room->workspace().selection().stepSentence(1);
        room->window().correctionPanel().begin();
        int shown = 0;
        for (const auto* label : room->window().findChildren<QLabel*>()) {
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->objectName() + label->text()));
            shown += label->text().contains(QStringLiteral("<font")) ? 1 : 0;
        }
        for (const auto* widget : room->window().findChildren<QWidget*>()) {
            if (!widget->toolTip().contains(QStringLiteral("font"))) continue;
            QVERIFY2(asShown(widget->toolTip()).contains(QStringLiteral("<font color=#141618>is not</font>")),
                     qPrintable(widget->toolTip()));
            ++shown;
        }
        QVERIFY(shown > 0);
    }

    void aReportOpensNoFile() {
        const auto pipe = m_folder->filePath(QStringLiteral("pipe"));
        QCOMPARE(mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
        auto room = openWith(QStringLiteral("FINDINGS: <h1>Cardiomegaly <img src=\"%1\"> is present.</h1>").arg(pipe));
        room->workspace().selection().stepSentence(1);
        room->window().correctionPanel().begin();
        room->window().pictureArea().banner().say(QStringLiteral("<img src=\"%1\">").arg(pipe));
        for (auto* widget : room->window().findChildren<QWidget*>())
            if (!widget->toolTip().isEmpty() && widget->isVisible()) {
                QToolTip::showText(widget->mapToGlobal(QPoint(2, 2)), widget->toolTip(), widget);
                QVERIFY(!somebodyReads(pipe));
            }
        QTest::qWait(100);
        QVERIFY(!somebodyReads(pipe));
    }

    void aFilesNameIsNoMarkup() {
        const auto name = QString::fromUtf8("<h1>BIG<font color=red> x <img src='..'>\u202Egnp\n.png");
        const auto path = writePicture(*m_folder, name, 1);
        ReadingRoom room(chestScript(), m_folder->filePath(QStringLiteral("store")).toStdString());
        room.workspace().study().open({path});
        QVERIFY(room.waitForModel());
        auto* list = room.window().findChild<QListView*>(QStringLiteral("pictureList"));
        const auto index = list->model()->index(0, 0);
        QHelpEvent help(QEvent::ToolTip, QPoint(5, 5), list->mapToGlobal(QPoint(5, 5)));
        QVERIFY(list->itemDelegate()->helpEvent(&help, list, {}, index));
        QTRY_VERIFY(asShown(QToolTip::text()).contains(QStringLiteral("<img src='..'>")));
        QVERIFY(!QToolTip::text().contains(QChar(0x202E)));
        auto& banner = room.window().pictureArea().banner();
        banner.say(path);
        const auto words = banner.findChild<QLabel*>(QStringLiteral("bannerText"))->text();
        QVERIFY(words.contains(QStringLiteral("<h1>BIG<font color=red> x ")));
        QVERIFY(!words.contains(u'\n') && !words.contains(QChar(0x202E)));
        keepScreenshot(room.window(), QStringLiteral("outside-text"));
    }

    void tipsTitlesAndMessagesSayWhatStandsThere() {
        const auto text = QStringLiteral("a <b>bold</b> & [*] \u202Eword");
        QWidget widget;
        widgets::setPlainTip(widget, text);
        QCOMPARE(asShown(widget.toolTip()), QString::fromUtf8("a <b>bold</b> & [*] \uFFFDword"));
        widgets::setPlainTitle(widget, text);
        widget.show();
        QVERIFY(widget.windowTitle().contains(QStringLiteral("[*][*]")));
        QVERIFY(!widget.windowTitle().contains(QChar(0x202E)));
        QCOMPARE(widgets::plainActionText(QStringLiteral("Bone & <i>lung</i>")), QStringLiteral("Bone && <i>lung</i>"));
        const std::unique_ptr<QDialog> message(widgets::makePlainMessage(text, text, nullptr));
        auto* box = qobject_cast<QMessageBox*>(message.get());
        QCOMPARE(box->textFormat(), Qt::PlainText);
        QVERIFY(box->text().contains(QStringLiteral("<b>bold</b>")));
    }

private:
    std::unique_ptr<ReadingRoom> openWith(const QString& report) {
        auto room = roomIn(*m_folder);
        const auto picture = writePicture(*m_folder, QStringLiteral("one.png"), 1);
        const auto text = writeText(*m_folder, QStringLiteral("report.txt"), report);
        if (!room->openAndWait({picture}, text)) qWarning("the picture did not open");
        return room;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(TestOutsideText)
#include "test_outside_text.moc"
