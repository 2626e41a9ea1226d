// The room of a picture: one view alone, the whole screen, the menu of the right button, and the way through the list.
#include "tests/gui/viewer/films.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/viewport/view_grid.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/findings_panel.h"
#include "ui/widgets/key_sets.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/report_panel.h"

#include <QGuiApplication>
#include <QMenu>
#include <QScreen>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <memory>

using namespace asg;
using namespace asg::tests;
using widgets::ActionId;

class TestViewRoom : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        m_room = roomIn(*m_folder);
    }
    void cleanup() { m_room.reset(); }

    void aDoubleClickGivesAViewTheRoomOfAllAndASecondOneGivesItBack() {
        openTwo();
        const auto size = grid().view(1).size();
        doubleClick(grid().view(1));
        QVERIFY(grid().isMaximised() && action(ActionId::Maximise)->isChecked());
        QCOMPARE(grid().view(1).size(), grid().size());
        QVERIFY(!grid().view(0).isVisible());
        keepScreenshot(m_room->window(), scaled(QStringLiteral("one-view-alone")));
        doubleClick(grid().view(1));
        QVERIFY(!grid().isMaximised() && !action(ActionId::Maximise)->isChecked());
        QCOMPARE(grid().view(1).size(), size);
        QVERIFY(grid().view(0).isVisible());
    }

    // More than are looked at unasked.
    void inALongListAStudyIsOneThoughItsPicturesWereNotSeen() {
        constexpr int kBefore = 302;
        QStringList films;
        for (int i = 0; i < kBefore; ++i)
            films << writeFilm(*m_folder, {QStringLiteral("a%1.dcm").arg(i, 3, 10, QLatin1Char('0')), "7", "20240302",
                                           0.2, 8, 8, i + 1});
        for (int i = 0; i < 3; ++i)
            films << writeFilm(*m_folder, {QStringLiteral("b%1.dcm").arg(i), "8", "20230101", 0.2, 8, 8, i + 1});
        films << writeFilm(*m_folder, {QStringLiteral("c.dcm"), "9", "20220101", 0.2, 8, 8, 1});
        study().open(films);
        QTRY_COMPARE(study().openIndex(), std::optional<std::size_t>(0));
        press(Qt::Key_Right, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(study().openIndex(), std::optional<std::size_t>(kBefore), kLongMs);
        press(Qt::Key_Right, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(study().openIndex(), std::optional<std::size_t>(kBefore + 3), kLongMs);
        press(Qt::Key_Left, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(study().openIndex(), std::optional<std::size_t>(kBefore), kLongMs);
    }

    void aDoubleClickLeavesWhatWasChosen() {
        openTwo();
        auto& selection = m_room->workspace().selection();
        selection.keep(presenters::SelectionSeed(*domain::regionFromName("left lung")));
        const auto seed = selection.kept().seed;
        doubleClick(grid().active());
        QVERIFY(grid().isMaximised());
        QVERIFY(selection.kept().seed == seed);
    }

    void theKeyDoesWhatADoubleClickDoesAndTheNextViewComesInItsPlace() {
        openTwo();
        grid().activate(0);
        press(Qt::Key_V, Qt::ShiftModifier);
        QVERIFY(grid().isMaximised() && grid().view(0).isVisible());
        press(Qt::Key_V);
        QCOMPARE(grid().activeIndex(), std::size_t(1));
        QVERIFY(grid().isMaximised() && !grid().view(0).isVisible());
        QCOMPARE(grid().view(1).size(), grid().size());
        press(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!grid().isMaximised() && !action(ActionId::Maximise)->isEnabled());
    }

    void theViewBeforeComesWithTheLeftArrowOfTheOhifSetAndWithOurKey() {
        openTwo();
        press(Qt::Key_4, Qt::ControlModifier);
        m_room->window().actions().useKeySet(widgets::KeySet::Ohif);
        grid().activate(0);
        press(Qt::Key_Left);
        QCOMPARE(grid().activeIndex(), std::size_t(3));
        press(Qt::Key_Left);
        QCOMPARE(grid().activeIndex(), std::size_t(2));
        press(Qt::Key_Right);
        QCOMPARE(grid().activeIndex(), std::size_t(3));
        m_room->window().actions().useKeySet(widgets::KeySet::Own);
        press(Qt::Key_V, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(grid().activeIndex(), std::size_t(2));
    }

    void whatIsOpenedBesideBringsAllViewsBack() {
        openTwo();
        press(Qt::Key_V, Qt::ShiftModifier);
        QVERIFY(grid().isMaximised());
        study().openIn(0, 2);
        QTRY_VERIFY(!grid().isMaximised());
        QVERIFY(grid().view(0).isVisible() && grid().view(1).isVisible());
    }

    void whereThereIsOneViewADoubleClickHidesThePanels() {
        QVERIFY(m_room->openAndWait({writePicture(*m_folder, QStringLiteral("one.png"), 1)}));
        const int width = grid().width();
        doubleClick(grid().active());
        QTRY_VERIFY(grid().width() > width);
        doubleClick(grid().active());
        QTRY_COMPARE(grid().width(), width);
    }

    // A polyline ends with a second click at one place.
    void aDoubleClickWhileMeasuringIsTheToolsOwn() {
        openTwo();
        action(ActionId::MeasurePolyline)->trigger();
        doubleClick(grid().active());
        QVERIFY(!grid().isMaximised());
    }

    void theRightButtonOpensAMenuOfWhatCanBeDoneThereWithTheKeys() {
        openTwo();
        rightClick(grid().view(0), grid().view(0).rect().center());
        QCOMPARE(grid().activeIndex(), std::size_t(0));
        auto* menu = shownMenu();
        QVERIFY(menu != nullptr);
        for (const auto id : {ActionId::ToolWindow, ActionId::Invert, ActionId::Fit, ActionId::Maximise,
                              ActionId::CopyPicture, ActionId::NextPicture})
            QVERIFY2(menu->actions().contains(action(id)), qPrintable(action(id)->text()));
        for (const auto* entry : menu->actions()) {
            QVERIFY2(entry->isEnabled(), qPrintable(entry->text()));
            QVERIFY(!entry->isVisible() || entry->shortcut().isEmpty() || entry->isShortcutVisibleInContextMenu());
        }
        QVERIFY2(!menu->actions().contains(action(ActionId::Accept)), "no verdict stands in the menu");
        QVERIFY(!menu->actions().contains(action(ActionId::DeleteMeasurement)));
        keepScreenshot(*menu, scaled(QStringLiteral("picture-menu")));
        menu->close();
        action(ActionId::Invert)->trigger();
        QVERIFY(grid().view(0).isInverted() && !grid().view(1).isInverted());
    }

    void overAMeasurementTheMenuIsOfIt() {
        openTwo();
        auto& view = grid().active();
        action(ActionId::MeasureLength)->trigger();
        const auto at = [&view](double x, double y) { return view.imageToWidget({x, y}).toPoint(); };
        for (const auto point : {at(100, 100), at(300, 300)}) click(view, point);
        QTRY_COMPARE(m_room->workspace().review().state().measurements.size(), std::size_t{1});
        press(Qt::Key_Escape);
        press(Qt::Key_Escape);
        QVERIFY(!m_room->workspace().measurements().chosen());
        rightClick(view, at(200, 200));
        QVERIFY(m_room->workspace().measurements().chosen());
        QVERIFY(shownMenu() != nullptr && shownMenu()->actions().contains(action(ActionId::DeleteMeasurement)));
        shownMenu()->close();
    }

    void theMenuHasAKeyAndADragWithTheRightButtonStillZooms() {
        openTwo();
        press(Qt::Key_Menu);
        QVERIFY(shownMenu() != nullptr);
        shownMenu()->close();
        QTRY_VERIFY(shownMenu() == nullptr);
        auto& view = grid().active();
        const double zoom = view.zoom();
        const auto from = view.rect().center();
        QTest::mousePress(&view, Qt::RightButton, {}, from);
        QTest::mouseMove(&view, from - QPoint(0, 40));
        QTest::mouseMove(&view, from - QPoint(0, 80));
        QTest::mouseRelease(&view, Qt::RightButton, {}, from - QPoint(0, 80));
        QVERIFY(view.zoom() > zoom);
        QVERIFY(shownMenu() == nullptr);
    }

    void fullScreenHasAKeyAndATick() {
        auto& window = m_room->window();
        press(Qt::Key_F11);
        QTRY_VERIFY(window.isFullScreen() && action(ActionId::FullScreen)->isChecked());
        press(Qt::Key_F11);
        QTRY_VERIFY(!window.isFullScreen() && !action(ActionId::FullScreen)->isChecked());
        // The window manager may do it, too.
        window.showFullScreen();
        QTRY_VERIFY(action(ActionId::FullScreen)->isChecked());
    }

    void reportAndFindingsStandInASecondWindowAndComeBack() {
        openTwo();
        const int width = grid().width();
        press(Qt::Key_F12);
        auto* second = secondWindow();
        QVERIFY(second != nullptr && action(ActionId::SecondWindow)->isChecked());
        QVERIFY(second->isAncestorOf(&m_room->window().reportPanel()));
        QVERIFY(second->isAncestorOf(&m_room->window().findingsPanel()));
        const auto screens = QGuiApplication::screens();
        QVERIFY((second->screen() != m_room->window().screen()) == (screens.size() > 1));
        const QRect room = second->screen()->availableGeometry();
        constexpr int kFrame = 16;  // at most: a window manager's
        QTRY_VERIFY(std::abs(second->geometry().right() - room.right()) <= kFrame);
        QVERIFY(screens.size() == 1 || second->width() == room.width());
        QTRY_VERIFY(grid().width() > width);
        // The window's keys work there.
        QVERIFY(QTest::qWaitForWindowActive(second));
        QTest::keyClick(second, Qt::Key_I);
        QVERIFY(grid().active().isInverted());
        keepScreenshot(*second, scaled(QStringLiteral("second-window")));
        press(Qt::Key_BracketRight);
        QVERIFY(!second->isVisible());
        press(Qt::Key_BracketRight);
        QVERIFY(second->isVisible());
        second->close();
        QVERIFY(secondWindow() == nullptr && !action(ActionId::SecondWindow)->isChecked());
        QVERIFY(m_room->window().centralWidget()->isAncestorOf(&m_room->window().reportPanel()));
        QVERIFY(m_room->window().reportPanel().isVisible());
        QTRY_COMPARE(grid().width(), width);
    }

    void theSecondWindowIsThereAtTheNextStart() {
        press(Qt::Key_F12);
        QVERIFY(secondWindow() != nullptr);
        secondWindow()->resize(500, 600);
        m_room->window().close();
        QVERIFY(secondWindow() == nullptr);
        m_room = roomIn(*m_folder);
        QVERIFY(secondWindow() != nullptr && action(ActionId::SecondWindow)->isChecked());
        QCOMPARE(secondWindow()->size(), QSize(500, 600));
        QVERIFY(secondWindow()->isAncestorOf(&m_room->window().reportPanel()));
    }

    void theSecondWindowComesBackWhereItsScreenVanished() {
        press(Qt::Key_F12);
        auto* second = secondWindow();
        QVERIFY(second != nullptr);
        const QPoint far(20000, 20000);
        second->move(far);
        QTRY_COMPARE(second->pos(), far);
        Q_EMIT qGuiApp->screenRemoved(QGuiApplication::primaryScreen());
        QTRY_VERIFY(isOnAScreen(*second));
        // And where it vanished between two starts.
        second->move(far);
        QTRY_COMPARE(second->pos(), far);
        m_room->window().close();
        m_room = roomIn(*m_folder);
        QVERIFY(secondWindow() != nullptr && isOnAScreen(*secondWindow()));
    }

    void arrowsAndPageKeysLeadThroughPictures() {
        const QStringList pictures{writePicture(*m_folder, QStringLiteral("one.png"), 1),
                                   writePicture(*m_folder, QStringLiteral("two.png"), 2)};
        QVERIFY(m_room->openAndWait(pictures));
        for (const auto& [next, previous] :
             {std::pair(Qt::Key_Right, Qt::Key_Left), std::pair(Qt::Key_PageDown, Qt::Key_PageUp)}) {
            press(next);
            QCOMPARE(study().openIndex(), std::optional<std::size_t>(1));
            press(previous);
            QCOMPARE(study().openIndex(), std::optional<std::size_t>(0));
        }
    }

    void aPictureStandsAsItWasLeftUntilTheProgramIsClosed() {
        QVERIFY(m_room->openAndWait({writePicture(*m_folder, QStringLiteral("one.png"), 1),
                                     writePicture(*m_folder, QStringLiteral("two.png"), 2)}));
        auto& view = grid().active();
        const auto first = view.viewState();
        press(Qt::Key_I);
        view.zoomBy(2);
        view.rotateClockwise();
        const auto left = view.viewState();
        QVERIFY(left != first);
        press(Qt::Key_Right);
        QTRY_VERIFY(view.radiograph() && study().openIndex() == 1U && !view.isInverted());
        press(Qt::Key_Left);
        QTRY_VERIFY(view.radiograph() && view.viewState() == left);
        QVERIFY(action(ActionId::Invert)->isChecked());
        press(Qt::Key_Home);
        press(Qt::Key_Right);
        press(Qt::Key_Left);
        QTRY_VERIFY(view.radiograph() && view.viewState() == first);
    }

    void controlAndArrowsLeadThroughStudiesAndLeaveTheWindowOfGreyValues() {
        const auto film = [this](const char* name, const char* patient, const char* date, int number) {
            return writeFilm(*m_folder, {QString::fromUtf8(name), patient, date, 0.2, 200, 240, number});
        };
        QVERIFY(m_room->openAndWait({film("a1.dcm", "7", "20240302", 1), film("a2.dcm", "7", "20240302", 2),
                                     film("b1.dcm", "7", "20230101", 1), film("b2.dcm", "7", "20230101", 2),
                                     film("c1.dcm", "8", "20220101", 1)}));
        QTRY_VERIFY(m_room->workspace().pictures().wasLookedAt());
        const auto voi = grid().active().voi();
        const auto leads = [this](Qt::Key key, std::size_t to) {
            press(key, Qt::ControlModifier);
            return study().openIndex() == to;
        };
        QVERIFY(leads(Qt::Key_Right, 2));
        QVERIFY(leads(Qt::Key_Right, 4));
        QVERIFY(leads(Qt::Key_Right, 4));
        QVERIFY(leads(Qt::Key_Left, 2));
        press(Qt::Key_Right);
        QCOMPARE(study().openIndex(), std::optional<std::size_t>(3));
        QVERIFY(leads(Qt::Key_Left, 0));
        QVERIFY(leads(Qt::Key_Left, 0));
        QVERIFY(m_room->waitForModel());
        QVERIFY(grid().active().voi() == voi);
        QTest::keyClick(&grid().active(), Qt::Key_Up, Qt::AltModifier);
        QVERIFY(grid().active().voi() != voi);
    }

private:
    static constexpr int kLongMs = 60000;

    void openTwo() {
        QVERIFY(m_room->openAndWait({writePicture(*m_folder, QStringLiteral("one.png"), 1),
                                     writePicture(*m_folder, QStringLiteral("two.png"), 2),
                                     writePicture(*m_folder, QStringLiteral("three.png"), 3)}));
        press(Qt::Key_2, Qt::ControlModifier);
        study().openIn(1, 1);
        QTRY_VERIFY(grid().view(1).radiograph());
        grid().activate(1);
        QTRY_VERIFY(!study().busy());
    }
    viewport::ViewGrid& grid() { return m_room->window().pictureArea().grid(); }
    presenters::StudyPresenter& study() { return m_room->workspace().study(); }
    QAction* action(ActionId id) { return m_room->window().actions()[id]; }
    /// On the screen.
    QWidget* secondWindow() {
        auto* second = m_room->window().findChild<QWidget*>(QStringLiteral("secondWindow"));
        return second != nullptr && second->isVisible() ? second : nullptr;
    }
    static bool isOnAScreen(const QWidget& window) {
        return std::ranges::any_of(QGuiApplication::screens(), [&window](const QScreen* screen) {
            return screen->geometry().contains(window.geometry().center());
        });
    }
    QMenu* shownMenu() {
        for (auto* menu : m_room->window().findChildren<QMenu*>(QStringLiteral("pictureMenu")))
            if (menu->isVisible()) return menu;
        return nullptr;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&m_room->window(), key, modifiers);
    }
    static void doubleClick(viewport::Viewport& view) {
        const auto at = view.rect().center();
        QTest::mouseClick(&view, Qt::LeftButton, {}, at);
        QTest::mouseDClick(&view, Qt::LeftButton, {}, at);
        QTest::mouseRelease(&view, Qt::LeftButton, {}, at);
    }
    static void rightClick(viewport::Viewport& view, QPoint at) { QTest::mouseClick(&view, Qt::RightButton, {}, at); }
    QString scaled(const QString& name) {
        return QStringLiteral("%1-%2x").arg(name).arg(m_room->window().devicePixelRatioF());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestViewRoom)
#include "test_view_room.moc"
