// Keys do what the help says, and leave what they opened.
#include "tests/gui/viewer/reading_room.h"
#include "ui/presenters/study_presenter.h"
#include "ui/viewport/viewport.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/keys_sheet.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/report_panel.h"

#include <QApplication>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QTest>

using namespace asg;
using namespace asg::tests;

class TestWindowKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_room = roomIn(*m_folder);
        QVERIFY(m_room->openAndWait({writePicture(*m_folder, QStringLiteral("one.png"), 1),
                                     writePicture(*m_folder, QStringLiteral("two.png"), 2)}));
    }

    // Escape became the key of whatever stood first.
    void escapeLeavesAFieldOfTheSheetOfKeysAsItWas() {
        const auto& actions = m_room->window().actions();
        const auto before = actions["open"]->shortcut();
        actions["keys"]->trigger();
        auto* sheet = m_room->window().findChild<widgets::KeysSheet*>();
        QVERIFY(QTest::qWaitForWindowExposed(sheet));
        QVERIFY(qobject_cast<QKeySequenceEdit*>(sheet->focusWidget()) == nullptr);
        auto* edit = sheet->findChild<QKeySequenceEdit*>(QStringLiteral("open"));
        edit->setFocus(Qt::MouseFocusReason);
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(sheet->isVisible());
        QVERIFY(sheet->focusWidget() != edit);
        QCOMPARE(actions["open"]->shortcut(), before);
        sheet->close();
    }

    void escapeLeavesTheFilter() {
        auto* filter = m_room->window().findChild<QLineEdit*>(QStringLiteral("findingsFilter"));
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral("nod"));
        QCOMPARE(filter->text(), QStringLiteral("nod"));
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(filter->text().isEmpty());
        QVERIFY(!filter->hasFocus());
    }

    void aKeyLeadsToTheNextPictureAndBack() {
        auto& study = m_room->workspace().study();
        QCOMPARE(study.openIndex().value(), std::size_t{0});
        QTest::keyClick(&m_room->window(), Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(study.openIndex().value(), std::size_t{1});
        QVERIFY(m_room->waitForModel());
        QTest::keyClick(&m_room->window(), Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(study.openIndex().value(), std::size_t{1});
        QTest::keyClick(&m_room->window(), Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(study.openIndex().value(), std::size_t{0});
        QVERIFY(m_room->waitForModel());
    }

    // Reset by another action, or with another picture, the tick stayed behind.
    void whetherInvertIsTickedFollowsThePicture() {
        auto& view = m_room->window().pictureArea().viewport();
        const auto* invert = m_room->window().actions()[widgets::ActionId::Invert];
        QTest::keyClick(&m_room->window(), Qt::Key_I);
        QVERIFY(view.isInverted() && invert->isChecked());
        QTest::keyClick(&m_room->window(), Qt::Key_Home);
        QVERIFY(!view.isInverted() && !invert->isChecked());
        auto state = view.viewState();
        state.inverted = true;
        view.showViewState(state);
        QVERIFY(invert->isChecked());
        m_room->workspace().study().stepPicture(1);
        QVERIFY(m_room->waitForModel());
        QVERIFY(!view.isInverted() && !invert->isChecked());
    }

    void typingAReportShowsTheHiddenPanelAndTicksIt() {
        const auto& actions = m_room->window().actions();
        QTest::keyClick(&m_room->window(), Qt::Key_BracketRight);
        QVERIFY(!m_room->window().reportPanel().isVisible());
        QVERIFY(!actions[widgets::ActionId::RightPanel]->isChecked());
        actions[widgets::ActionId::PasteReport]->trigger();
        QVERIFY(m_room->window().reportPanel().isVisible());
        QVERIFY(actions[widgets::ActionId::RightPanel]->isChecked());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestWindowKeys)
#include "test_window_keys.moc"
