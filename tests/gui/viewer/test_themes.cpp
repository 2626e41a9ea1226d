// Dark, light and high contrast: chosen in Preferences or by the desktop, at once, remembered, and readable.
#include "tests/gui/viewer/reading_room.h"
#include "ui/widgets/appearance.h"
#include "ui/widgets/picture_area.h"
#include "ui/widgets/preferences_dialog.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"

#include <QApplication>
#include <QComboBox>
#include <QDBusConnection>
#include <QDBusVariant>
#include <QLabel>
#include <QProcess>
#include <QTest>
#include <QTextBlock>

#include <algorithm>
#include <cmath>

using namespace asg;
using namespace asg::tests;
using widgets::Scheme;

namespace {

/// As the Web Content Accessibility Guidelines say it.
double luminance(const QColor& color) {
    const auto linear = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& one, const QColor& other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

void requireReadable(const QColor& text, const QColor& ground, const char* what) {
    constexpr double kEnough = 4.5;
    QVERIFY2(contrast(text, ground) >= kEnough, qPrintable(QStringLiteral("%1: %2 on %3 is %4 : 1")
                                                               .arg(QLatin1String(what), text.name(), ground.name())
                                                               .arg(contrast(text, ground))));
}

/// What a desktop says of its colours.
class Portal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    uint scheme = 0;
    uint contrast = 0;

    void change(const QString& key, uint value) {
        Q_EMIT SettingChanged(QStringLiteral("org.freedesktop.appearance"), key, QDBusVariant(value));
    }

public Q_SLOTS:
    QDBusVariant Read(const QString& /*space*/, const QString& key) {
        const uint value = key == QStringLiteral("contrast") ? contrast : scheme;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(value)));
    }

Q_SIGNALS:
    void SettingChanged(const QString& space, const QString& key, const QDBusVariant& value);
};

}  // namespace

class TestThemes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        start();
    }

    void cleanup() { m_room.reset(); }

    void textIsReadableInAllOfThem() {
        for (const auto scheme : widgets::kSchemes) {
            const auto& in = widgets::colorsOf(scheme);
            for (const auto& ground : {in.window, in.surface, in.raised, in.hovered, in.selected})
                for (const auto& text : {in.text, in.dimText, in.accent, in.mark})
                    requireReadable(text, ground, "painted");
            requireReadable(in.text, in.judged, "judged words");
            requireReadable(in.text, in.marked, "marked words");
            const auto palette = widgets::paletteOf(scheme);
            const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {
                {QPalette::WindowText, QPalette::Window},
                {QPalette::Text, QPalette::Base},
                {QPalette::Text, QPalette::AlternateBase},
                {QPalette::PlaceholderText, QPalette::Base},
                {QPalette::PlaceholderText, QPalette::Window},
                {QPalette::ButtonText, QPalette::Button},
                {QPalette::ButtonText, QPalette::Window},
                {QPalette::BrightText, QPalette::Window},
                {QPalette::ToolTipText, QPalette::ToolTipBase},
                {QPalette::HighlightedText, QPalette::Highlight},
                {QPalette::Link, QPalette::Window},
                {QPalette::LinkVisited, QPalette::Base},
                {QPalette::WindowText, QPalette::Button}};
            for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
                for (const auto& [text, ground] : pairs)
                    requireReadable(palette.color(group, text), palette.color(group, ground), "palette");
        }
    }

    void preferencesSwitchAtOnceAndAreRemembered() {
        QVERIFY(m_room->openAndWait({writePicture(*m_folder, QStringLiteral("one.png"), 1)},
                                    writeText(*m_folder, QStringLiteral("r.txt"), chestReport())));
        const auto before = shown();
        for (const auto& [index, scheme] :
             {std::pair(2, Scheme::Light), std::pair(3, Scheme::HighContrast), std::pair(1, Scheme::Dark)}) {
            choose(index);
            QCOMPARE(widgets::shownScheme(), scheme);
            const auto& in = widgets::colorsOf(scheme);
            QCOMPARE(ground(), in.window);
            // The section's heading is written in the theme's dim letters.
            QCOMPARE(text().document()->firstBlock().begin().fragment().charFormat().foreground().color(), in.dimText);
            QTRY_COMPARE(shown(), before);
            keepScreenshot(m_room->window(), QStringLiteral("theme-%1").arg(int(scheme)));
        }
        choose(2);
        m_room.reset();
        widgets::applyScheme(Scheme::Dark);
        start();
        QCOMPARE(widgets::shownScheme(), Scheme::Light);
        QCOMPARE(ground(), widgets::colorsOf(Scheme::Light).window);
    }

    void withoutADesktopsWordItIsDark() {
        QTest::qWait(100);
        QCOMPARE(widgets::Appearance::choice(), widgets::ThemeChoice::Desktop);
        QCOMPARE(widgets::shownScheme(), Scheme::Dark);
        choose(2);
        choose(0);
        QCOMPARE(widgets::shownScheme(), Scheme::Dark);
    }

    void theDesktopIsFollowedUnlessTheUserChose() {
        auto bus = QDBusConnection::sessionBus();
        if (!bus.isConnected()) QSKIP("no dbus-daemon: the desktop's side is not tested");
        m_room.reset();
        Portal portal;
        portal.scheme = 2;
        const auto path = QStringLiteral("/org/freedesktop/portal/desktop");
        QVERIFY(bus.registerObject(path, &portal, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
        start();
        QTRY_COMPARE(widgets::shownScheme(), Scheme::Light);
        portal.change(QStringLiteral("contrast"), 1);
        QTRY_COMPARE(widgets::shownScheme(), Scheme::HighContrast);
        portal.change(QStringLiteral("contrast"), 0);
        portal.change(QStringLiteral("color-scheme"), 1);
        QTRY_COMPARE(widgets::shownScheme(), Scheme::Dark);
        choose(3);
        portal.change(QStringLiteral("color-scheme"), 2);
        QTest::qWait(200);
        QCOMPARE(widgets::shownScheme(), Scheme::HighContrast);
        choose(0);
        QCOMPARE(widgets::shownScheme(), Scheme::Light);
        bus.unregisterService(QStringLiteral("org.freedesktop.portal.Desktop"));
        bus.unregisterObject(path);
    }

private:
    void start() { m_room = roomIn(*m_folder); }

    /// By the keyboard: Preferences, and in it the theme of that row.
    void choose(int row) {
        m_room->window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_room->window()));
        QTest::keyClick(&m_room->window(), Qt::Key_Comma, Qt::ControlModifier);
        auto* dialog = m_room->window().findChild<widgets::PreferencesDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        auto* themes = dialog->findChild<QComboBox*>(QStringLiteral("themes"));
        themes->setFocus();
        QTest::keyClick(themes, Qt::Key_Home);
        for (int i = 0; i < row; ++i) QTest::keyClick(themes, Qt::Key_Down);
        QCOMPARE(themes->currentIndex(), row);
        keepScreenshot(*dialog, QStringLiteral("preferences-%1").arg(row));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(m_room->window().findChild<widgets::PreferencesDialog*>() == nullptr);
    }

    QColor ground() {
        auto& panel = m_room->window().reportPanel();
        return panel.grab().toImage().pixelColor(1, 1);
    }

    QImage shown() { return m_room->window().pictureArea().grab().toImage(); }

    widgets::ReportTextView& text() { return m_room->window().reportPanel().textView(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
};

int main(int argc, char** argv) {
    // A bus of the test's own: what the desktop of whoever runs it asks for must not matter.
    QProcess daemon;
    daemon.start(QStringLiteral("dbus-daemon"),
                 {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    QByteArray address("unix:path=/nowhere");
    if (daemon.waitForStarted() && daemon.waitForReadyRead(5000)) address = daemon.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    int result = 0;
    {
        QApplication application(argc, argv);
        TestThemes test;
        result = QTest::qExec(&test, argc, argv);
    }
    daemon.kill();
    daemon.waitForFinished();
    return result;
}

#include "test_themes.moc"
