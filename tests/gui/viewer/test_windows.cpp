// Windows after the anatomy, typed and kept ones, by their keys in the real window.
#include "tests/gui/viewer/reading_room.h"
#include "ui/presenters/window_presets.h"
#include "ui/viewport/view_grid.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/name_field.h"
#include "ui/widgets/picture_area.h"

#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QTest>

#include <memory>

using namespace asg;
using namespace asg::tests;
using widgets::ActionId;

class TestWindows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        qputenv("ASG_DATA", m_folder->path().toUtf8());
        openRoom();
        QVERIFY(m_room->openAndWait({writePicture(*m_folder, QStringLiteral("a.png"), 1)}));
    }
    void cleanup() {
        m_room.reset();
        qunsetenv("ASG_DATA");
    }

    void keysSetTheWindowsAfterTheAnatomyAndWTheFilesOwn() {
        const auto before = view().voi();
        press(Qt::Key_2, Qt::ShiftModifier);
        const auto lungs = window();
        QCOMPARE(lungs.name, std::string("lungs"));
        press(Qt::Key_4, Qt::ShiftModifier);
        QCOMPARE(window().name, std::string("bones"));
        QVERIFY(window().center != lungs.center || window().width != lungs.width);
        keepScreenshot(m_room->window(), QStringLiteral("windows-bones"));
        press(Qt::Key_W);
        QVERIFY(view().voi() == before);
    }

    void widthAndCenterAreTypedAndWhatIsNoWindowChangesNothing() {
        press(Qt::Key_W, Qt::ShiftModifier);
        type(QStringLiteral("120 90"));
        QCOMPARE(window().width, 120.0);
        QCOMPARE(window().center, 90.0);
        press(Qt::Key_W, Qt::ShiftModifier);
        QCOMPARE(field().text(), QStringLiteral("120 90"));
        keepScreenshot(m_room->window(), QStringLiteral("windows-typing"));
        type(QStringLiteral("wide"));
        QCOMPARE(window().width, 120.0);
        press(Qt::Key_W, Qt::ShiftModifier);
        field().setText(QStringLiteral("5 5"));
        QTest::keyClick(&field(), Qt::Key_Escape);
        QCOMPARE(window().width, 120.0);
    }

    void aWindowThatIsKeptIsInTheMenuAlsoAfterARestart() {
        press(Qt::Key_W, Qt::ShiftModifier);
        type(QStringLiteral("120 90"));
        m_room->window().actions()[ActionId::KeepWindow]->trigger();
        type(QStringLiteral("Soft"));
        QTRY_VERIFY(listed(QStringLiteral("Soft")) != nullptr);
        press(Qt::Key_W);
        listed(QStringLiteral("Soft"))->trigger();
        QCOMPARE(window().width, 120.0);

        m_room.reset();
        openRoom();
        QVERIFY(m_room->openAndWait({m_folder->filePath(QStringLiteral("a.png"))}));
        QTRY_VERIFY(listed(QStringLiteral("Soft")) != nullptr);
        listed(QStringLiteral("Soft"))->trigger();
        QCOMPARE(window().center, 90.0);
    }

    void aTableThatCannotBeReadIsSaidAndLeftAsItIs() {
        m_room.reset();
        QFile table(m_folder->filePath(QStringLiteral("windows.tsv")));
        QVERIFY(table.open(QIODevice::WriteOnly));
        table.write("DX soft 1 2\n");
        table.close();
        openRoom();
        QVERIFY(m_room->openAndWait({m_folder->filePath(QStringLiteral("a.png"))}));
        QTRY_VERIFY(!m_room->problems().isEmpty());
        QVERIFY(m_room->problems().constFirst().contains(QStringLiteral("windows.tsv, line 1")));
        m_room->window().actions()[ActionId::KeepWindow]->trigger();
        type(QStringLiteral("Soft"));
        QTRY_COMPARE(m_room->problems().size(), 2);
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(table.readAll(), QByteArray("DX soft 1 2\n"));
    }

    void widthAndCenterAreReadAsPeopleWriteThem_data() {
        QTest::addColumn<QString>("typed");
        QTest::newRow("two numbers") << QStringLiteral("2400 1100");
        QTest::newRow("slash") << QStringLiteral("2400/1100");
        QTest::newRow("comma") << QStringLiteral(" 2400, 1100 ");
        QTest::newRow("letters") << QStringLiteral("W 2400  C 1100");
        QTest::newRow("level") << QStringLiteral("w2400 L1100");
    }
    void widthAndCenterAreReadAsPeopleWriteThem() {
        QFETCH(QString, typed);
        const auto window = presenters::windowFromWords(typed);
        QVERIFY(window);
        QCOMPARE(window->width, 2400.0);
        QCOMPARE(window->center, 1100.0);
    }

    void whatIsNotTwoNumbersIsNoWindow() {
        for (const auto* typed : {"", "2400", "0 100", "-5 100", "1 2 3", "2400 1100x", "2400.1.2 3"})
            QVERIFY2(!presenters::windowFromWords(QString::fromLatin1(typed)), typed);
    }

private:
    void openRoom() { m_room = roomIn(*m_folder); }
    [[nodiscard]] viewport::Viewport& view() const {
        return m_room->window().findChild<viewport::ViewGrid*>()->active();
    }
    [[nodiscard]] domain::Window window() const {
        const auto* window = std::get_if<domain::Window>(&view().voi());
        return window != nullptr ? *window : domain::Window{};
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const {
        QTest::keyClick(&m_room->window(), key, modifiers);
    }
    /// The field that is open.
    [[nodiscard]] widgets::NameField& field() const {
        for (auto* field : m_room->window().findChildren<widgets::NameField*>())
            if (field->isVisible()) return *field;
        qFatal("no field is open");
    }
    void type(const QString& text) const {
        auto& open = field();
        open.setText(text);
        QTest::keyClick(&open, Qt::Key_Return);
    }
    [[nodiscard]] QAction* listed(const QString& name) const {
        for (auto* menu : m_room->window().menuBar()->findChildren<QMenu*>())
            for (auto* action : menu->actions())
                if (action->text() == name) return action;
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
};

QTEST_MAIN(TestWindows)
#include "test_windows.moc"
