#include "tests/gui/viewer/correcting.h"

#include "ui/widgets/correction_panel.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>
#include <QTextCursor>
#include <QToolButton>

namespace asg::tests {

void press(int key, Qt::KeyboardModifiers modifiers) {
    auto* widget = QApplication::focusWidget();
    QVERIFY2(widget != nullptr, "no widget has the keyboard");
    QTest::keyClick(widget, static_cast<Qt::Key>(key), modifiers);
}

void openByKeys(ReadingRoom& room, int sentence) {
    for (int i = 0; i <= sentence; ++i) QTest::keyClick(&room.window(), Qt::Key_Space);
    QTest::keyClick(&room.window(), Qt::Key_E);
}

QLineEdit* search() {
    auto* popup = QApplication::activePopupWidget();
    if (popup == nullptr) qFatal("nothing to choose from is open");
    return popup->findChild<QLineEdit*>();
}

void choose(const QString& typed, Qt::KeyboardModifiers modifiers) {
    QTest::keyClicks(search(), typed);
    QTest::keyClick(search(), Qt::Key_Return, modifiers);
}

QWidget* control(ReadingRoom& room, const char* name) {
    for (auto* widget : room.window().correctionPanel().findChildren<QWidget*>(QString::fromLatin1(name)))
        if (widget->isVisible()) return widget;
    qFatal("no row shows %s", name);
}

QWidget* buttonOf(ReadingRoom& room, const char* id) {
    const auto* action = room.window().actions()[id];
    for (auto* button : room.window().findChildren<QToolButton*>())
        if (button->defaultAction() == action && button->isVisible()) return button;
    qFatal("no button shows %s", id);
}

void dragOver(ReadingRoom& room, domain::SentenceId sentence, int from, int count) {
    auto& text = room.window().reportPanel().textView();
    auto cursor = text.cursorForPosition(text.rectOf(sentence)->center());
    cursor.movePosition(QTextCursor::StartOfBlock);
    cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor, from);
    const auto start = text.cursorRect(cursor).center();
    cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor, count);
    const auto end = text.cursorRect(cursor).center();
    QTest::mousePress(text.viewport(), Qt::LeftButton, Qt::NoModifier, start);
    QTest::mouseMove(text.viewport(), end);
    QTest::mouseRelease(text.viewport(), Qt::LeftButton, Qt::NoModifier, end);
}

const domain::SentenceReading& reading(ReadingRoom& room) {
    return room.workspace().correction().reading();
}

}  // namespace asg::tests
