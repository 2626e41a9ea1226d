// Every control of the window and of its dialogs has a name for who hears it, and is reached by the keyboard.
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/findings_panel.h"
#include "ui/widgets/keys_sheet.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/preferences_dialog.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>
#include <set>

using namespace asg;
using namespace asg::tests;
using widgets::ActionId;

namespace {

QString nameHeard(QWidget& widget) {
    auto* heard = QAccessible::queryAccessibleInterface(&widget);
    return heard != nullptr ? heard->text(QAccessible::Name) : QString();
}

bool saysSomething(const QString& name) {
    return std::ranges::any_of(name, [](QChar letter) { return letter.isLetter(); });
}

QString called(const QWidget& widget) {
    return QStringLiteral("%1 %2 in %3")
        .arg(QLatin1String(widget.metaObject()->className()), widget.objectName(),
             widget.parentWidget() != nullptr ? widget.parentWidget()->metaObject()->className() : "nothing");
}

/// What somebody could work with: all that takes the keyboard, and every button and list besides.
std::vector<QWidget*> controlsOf(const QWidget& window) {
    std::vector<QWidget*> controls;
    for (auto* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || !widget->isEnabled() || widget->window() != &window) continue;
        if (qobject_cast<QScrollBar*>(widget) != nullptr || widget->focusProxy() != nullptr) continue;
        // A field's own cross is Escape's, and one of a list's rows is the list's.
        const bool isPart = qobject_cast<QLineEdit*>(widget->parentWidget()) != nullptr ||
                            qobject_cast<QKeySequenceEdit*>(widget->parentWidget()) != nullptr ||
                            qobject_cast<QAbstractItemView*>(widget->parentWidget()) != nullptr ||
                            qobject_cast<QComboBox*>(widget->parentWidget()) != nullptr;
        const bool isControl = widget->focusPolicy() != Qt::NoFocus ||
                               qobject_cast<QAbstractButton*>(widget) != nullptr ||
                               qobject_cast<QAbstractItemView*>(widget) != nullptr;
        if (isControl && !isPart) controls.push_back(widget);
    }
    return controls;
}

QStringList namelessIn(const QWidget& window) {
    QStringList nameless;
    for (auto* control : controlsOf(window))
        if (!saysSomething(nameHeard(*control))) nameless << called(*control) + u' ' + nameHeard(*control);
    return nameless;
}

}  // namespace

class TestAccessibility : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_room = roomIn(*m_folder);
    }

    void everyControlOfTheEmptyWindowIsNamedAndReached() {
        QCOMPARE(namelessIn(window()).join(u'\n'), QString());
        goRound(Qt::NoModifier);
        QCOMPARE(window().pictureArea().viewport().accessibleDescription(), QStringLiteral("No picture is open here."));
    }

    void everyControlOfTheReadingWindowIsNamedAndReached() {
        fillTheWindow();
        QCOMPARE(namelessIn(window()).join(u'\n'), QString());
        goRound(Qt::NoModifier);
        goRound(Qt::ShiftModifier);
        keepScreenshot(window(), QStringLiteral("accessibility"));
    }

    void everyControlWhileASentenceIsCorrectedIsNamed() {
        fillTheWindow();
        QTest::keyClick(&window(), Qt::Key_Space);
        QTest::keyClick(&window(), Qt::Key_E);
        QTRY_VERIFY(m_room->workspace().correction().sentence());
        QTest::qWait(100);
        QCOMPARE(namelessIn(window()).join(u'\n'), QString());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    }

    void everyControlOfTheDialogsIsNamedAndReached() {
        fillTheWindow();
        for (const auto id : {ActionId::FileElements, ActionId::Keys, ActionId::Preferences, ActionId::SystemCheck,
                              ActionId::About, ActionId::Reader}) {
            window().actions()[id]->trigger();
            QWidget* dialog = nullptr;
            QTRY_VERIFY((dialog = openDialog()) != nullptr);
            giveTheKeyboardTo(*dialog);
            QCOMPARE(namelessIn(*dialog).join(u'\n'), QString());
            std::set<QWidget*> reached;
            for (int i = 0; i < 100; ++i) {
                reached.insert(QApplication::focusWidget());
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            }
            for (auto* control : controlsOf(*dialog))
                // The keys' fields have a way of their own (aKeyIsChangedByTheKeyboardAlone); a label is read.
                if (qobject_cast<QKeySequenceEdit*>(control) == nullptr && qobject_cast<QLabel*>(control) == nullptr)
                    QVERIFY2(reached.contains(control), qPrintable(called(*control)));
            static_cast<QDialog*>(dialog)->reject();
            QTRY_VERIFY(openDialog() == nullptr);
        }
    }

    void aKeyIsChangedByTheKeyboardAlone() {
        window().actions()[ActionId::Keys]->trigger();
        auto* sheet = window().findChild<widgets::KeysSheet*>();
        giveTheKeyboardTo(*sheet);
        auto* which = sheet->findChild<QComboBox*>(QStringLiteral("keyToChange"));
        which->setFocus();
        QTest::keyClicks(which, QStringLiteral("Mirror"));
        QCOMPARE(which->currentText(), QStringLiteral("Mirror"));
        QTest::keyClick(which, Qt::Key_Tab);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        auto* edit = sheet->findChild<QKeySequenceEdit*>(QStringLiteral("flip"));
        QVERIFY(edit->hasFocus() || edit->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(edit, Qt::Key_F9);
        QTRY_COMPARE(window().actions()[ActionId::Flip]->shortcut(), QKeySequence(Qt::Key_F9));
    }

    void arrowsChooseInTheListThatHasTheKeyboard() {
        fillTheWindow();
        auto* pictures = window().findChild<QAbstractItemView*>(QStringLiteral("pictureList"));
        pictures->setFocus();
        QTest::keyClick(pictures, Qt::Key_Down);
        QTRY_COMPARE(m_room->workspace().study().openIndex(), std::optional<std::size_t>(1));
        QTest::keyClick(pictures, Qt::Key_Home);
        QTRY_COMPARE(m_room->workspace().study().openIndex(), std::optional<std::size_t>(0));
        QVERIFY(m_room->waitForModel());
        auto* findings = window().findChild<QAbstractItemView*>(QStringLiteral("findingsTable"));
        findings->setFocus();
        QTest::keyClick(findings, Qt::Key_End);
        const auto& rows = m_room->workspace().findings().rows();
        QVERIFY(m_room->workspace().selection().kept().tags.contains(rows.back().tag));
        keepScreenshot(window(), QStringLiteral("accessibility-list"));
    }

    void thePictureSaysWhatItShows() {
        fillTheWindow();
        const auto& view = window().pictureArea().viewport();
        QVERIFY2(view.accessibleDescription().contains(QStringLiteral("one.png")),
                 qPrintable(view.accessibleDescription()));
        QTest::keyClick(&window(), Qt::Key_Space);
        QVERIFY2(view.accessibleDescription().contains(QStringLiteral("outlined: cardiac silhouette")),
                 qPrintable(view.accessibleDescription()));
    }

private:
    [[nodiscard]] widgets::MainWindow& window() { return m_room->window(); }

    /// Two pictures, a report, a statement of one's own and a measurement: every panel is there.
    void fillTheWindow() {
        QVERIFY(m_room->openAndWait({writePicture(*m_folder, QStringLiteral("one.png"), 1),
                                     writePicture(*m_folder, QStringLiteral("two.png"), 2)},
                                    writeText(*m_folder, QStringLiteral("r.txt"), chestReport())));
        QTRY_VERIFY(!m_room->workspace().correction().findings().empty());
        m_room->workspace().ownReading().add("nodule");
        QTRY_COMPARE(m_room->workspace().ownReading().statements().size(), std::size_t{1});
        if (auto* popup = QApplication::activePopupWidget()) popup->close();
        domain::Measurement length;
        length.pointsInPixels = {{100, 100}, {200, 100}};
        m_room->workspace().measurements().draw(length);
        QTRY_VERIFY(!m_room->workspace().measurements().items().empty());
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QTest::qWait(100);
    }

    /// By F6 until one is where one began; in the tool bar by arrows. Nothing keeps the keyboard, all have it once.
    void goRound(Qt::KeyboardModifiers modifiers) {
        std::set<QWidget*> reached;
        auto* const start = QApplication::focusWidget();
        QVERIFY(start != nullptr);
        int steps = 0;
        do {
            auto* at = QApplication::focusWidget();
            QVERIFY2(reached.insert(at).second, qPrintable(QStringLiteral("again ") + called(*at)));
            if (qobject_cast<QToolBar*>(at->parentWidget()) != nullptr) {
                QWidget* before = nullptr;
                while (before != QApplication::focusWidget()) {
                    before = QApplication::focusWidget();
                    QTest::keyClick(before, Qt::Key_Right);
                    reached.insert(QApplication::focusWidget());
                }
                QTest::keyClick(before, Qt::Key_Home);
                QCOMPARE(QApplication::focusWidget(), at);
            }
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, modifiers);
            QVERIFY2(QApplication::focusWidget() != at, qPrintable(QStringLiteral("a trap: ") + called(*at)));
        } while (QApplication::focusWidget() != start && ++steps < 100);
        for (auto* control : controlsOf(window())) QVERIFY2(reached.contains(control), qPrintable(called(*control)));
    }

    /// Without a window manager nobody does.
    static void giveTheKeyboardTo(QWidget& dialog) {
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        QApplication::setActiveWindow(&dialog);
        if (dialog.focusWidget() != nullptr) dialog.focusWidget()->setFocus();
        QTRY_VERIFY(QApplication::focusWidget() != nullptr && QApplication::focusWidget()->window() == &dialog);
    }

    static QWidget* openDialog() {
        for (auto* widget : QApplication::topLevelWidgets())
            if (widget->isVisible() && qobject_cast<QDialog*>(widget) != nullptr) return widget;
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestAccessibility)
#include "test_accessibility.moc"
