// Text from files for the eye: nothing in it hides, breaks or reorders the words beside it.
#include "ui/render/corner_texts.h"
#include "ui/render/visible_text.h"

#include <QTest>

using namespace asg;
using render::visibleLine;
using render::visibleText;

class VisibleTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ordinaryTextStaysAsItIs_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("english") << QStringLiteral("The heart is <b>not</b> enlarged & so on.\r\nNext\tline.\n");
        QTest::newRow("names") << QStringLiteral("Müller, 山田 太郎, أحمد, שרה");
        QTest::newRow("marks that scripts need")
            << QString::fromUtf8("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645 \u05D0\u200F \u200E1\u200D");
        QTest::newRow("beyond the first plane") << QString::fromUtf8("\U0001F469\u200D\u2695\uFE0F");
    }

    void ordinaryTextStaysAsItIs() {
        QFETCH(QString, text);
        QCOMPARE(visibleText(text), text);
    }

    void whatWouldHideOrReorderIsSeen_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("seen");
        const auto row = [](const char* name, const char* text, const char* seen) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(seen);
        };
        row("override", "no \u202Egpj.tac\u202C", "no \uFFFDgpj.tac\uFFFD");
        row("isolate", "\u2067abc\u2069", "\uFFFDabc\uFFFD");
        row("escape", "\x1b[31mred\x07", "\u241B[31mred\u2407");
        row("delete", "a\x7f", "a\u2421");
        row("second row of controls", "a\u0085\u009Bb", "a\uFFFD\uFFFDb");
        row("no width", "ab\u200Bcd\u2060\uFEFF", "ab\uFFFDcd\uFFFD\uFFFD");
        row("line ends of other worlds", "a\rb\u2028c\u2029", "a\nb\nc\n");
        row("tags", "\U000E0041x", "\uFFFD\uFFFDx");
        row("marks of text documents", "a\uFDD0\uFDD1\uFFFC", "a\uFFFD\uFFFD\uFFFD");
    }

    void whatWouldHideOrReorderIsSeen() {
        QFETCH(QString, text);
        QFETCH(QString, seen);
        QCOMPARE(visibleText(text), seen);
        QCOMPARE(visibleText(text).size(), text.size());
    }

    void halfACharacterIsSeen() {
        QString text = QStringLiteral("a?b?");
        text[1] = QChar(0xD83D);
        text[3] = QChar(0xDC69);
        QCOMPARE(visibleText(text), QString::fromUtf8("a\uFFFDb\uFFFD"));
    }

    void aNameStaysOneLine() {
        QCOMPARE(visibleLine(QString::fromUtf8("a\nb\r\nc\td\u2028e")), QString::fromUtf8("a␊b␍␊c␉d␊e"));
    }

    void thePatientsNameCannotReorderItsCorner() {
        domain::Radiograph radiograph;
        radiograph.text.patientName = "DOE^\u202EENAJ";
        radiograph.text.studyDescription = "chest \x1b[2J";
        const auto corners = render::makeCornerTexts(radiograph, vision::FullRange{}, 1);
        QVERIFY(corners.topLeft.first().startsWith(QString::fromUtf8("DOE \uFFFDENAJ")));
        QCOMPARE(corners.topRight.last(), QString::fromUtf8("chest \u241B[2J"));
    }
};

QTEST_GUILESS_MAIN(VisibleTextTest)
#include "test_visible_text.moc"
