#include "ui/widgets/appearance.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QSettings>

#include <algorithm>

namespace asg::widgets {
namespace {

constexpr uint kPrefersLight = 2;
constexpr uint kPrefersContrast = 1;

QString service() {
    return QStringLiteral("org.freedesktop.portal.Desktop");
}

QString path() {
    return QStringLiteral("/org/freedesktop/portal/desktop");
}

QString interface() {
    return QStringLiteral("org.freedesktop.portal.Settings");
}

QString space() {
    return QStringLiteral("org.freedesktop.appearance");
}

QString choiceSetting() {
    return QStringLiteral("appearance/theme");
}

QString shownSetting() {
    return QStringLiteral("appearance/shown");
}

/// Names, not numbers: a setting is read by later versions.
QString nameOf(ThemeChoice choice) {
    switch (choice) {
        case ThemeChoice::Dark: return QStringLiteral("dark");
        case ThemeChoice::Light: return QStringLiteral("light");
        case ThemeChoice::HighContrast: return QStringLiteral("contrast");
        case ThemeChoice::Desktop: break;
    }
    return QStringLiteral("desktop");
}

QString nameOf(Scheme scheme) {
    switch (scheme) {
        case Scheme::Light: return nameOf(ThemeChoice::Light);
        case Scheme::HighContrast: return nameOf(ThemeChoice::HighContrast);
        case Scheme::Dark: break;
    }
    return nameOf(ThemeChoice::Dark);
}

/// The portal wraps what it answers once or twice.
uint numberOf(QVariant value) {
    while (value.canConvert<QDBusVariant>()) value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

}  // namespace

QString themeWords(ThemeChoice choice) {
    switch (choice) {
        case ThemeChoice::Desktop: return QCoreApplication::translate("themes", "as the desktop");
        case ThemeChoice::Dark: return QCoreApplication::translate("themes", "dark");
        case ThemeChoice::Light: return QCoreApplication::translate("themes", "light");
        case ThemeChoice::HighContrast: return QCoreApplication::translate("themes", "high contrast");
    }
    return {};
}

Appearance::Appearance(QObject* parent) : QObject(parent) {
    auto bus = QDBusConnection::sessionBus();
    bus.connect(service(), path(), interface(), QStringLiteral("SettingChanged"), this,
                SLOT(hear(QString, QString, QDBusVariant)));
    ask(QStringLiteral("color-scheme"));
    ask(QStringLiteral("contrast"));
    show();
}

ThemeChoice Appearance::choice() {
    const auto stored = QSettings().value(choiceSetting()).toString();
    const auto* found = std::ranges::find(kThemeChoices, stored, [](ThemeChoice choice) { return nameOf(choice); });
    return found == kThemeChoices.end() ? ThemeChoice::Desktop : *found;
}

Scheme Appearance::lastScheme() {
    const auto stored = QSettings().value(shownSetting()).toString();
    const auto* found = std::ranges::find(kSchemes, stored, [](Scheme scheme) { return nameOf(scheme); });
    return found == kSchemes.end() ? Scheme::Dark : *found;
}

void Appearance::choose(ThemeChoice choice) {
    QSettings().setValue(choiceSetting(), nameOf(choice));
    m_asked = true;
    show();
}

void Appearance::ask(const QString& key) {
    auto call = QDBusMessage::createMethodCall(service(), path(), interface(), QStringLiteral("Read"));
    call << space() << key;
    auto* waiting = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(waiting, &QDBusPendingCallWatcher::finished, this, [this, key, waiting] {
        waiting->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *waiting;
        // Where nobody answers, the desktop asks for nothing.
        take(key, reply.isError() ? 0 : numberOf(reply.value().variant()));
    });
}

void Appearance::hear(const QString& inSpace, const QString& key, const QDBusVariant& value) {
    if (inSpace == space()) take(key, numberOf(value.variant()));
}

void Appearance::take(const QString& key, uint value) {
    if (key == QStringLiteral("color-scheme"))
        m_desktopScheme = value;
    else if (key == QStringLiteral("contrast"))
        m_desktopContrast = value;
    else
        return;
    m_asked = true;
    show();
}

void Appearance::show() {
    auto scheme = Scheme::Dark;
    switch (choice()) {
        case ThemeChoice::Light: scheme = Scheme::Light; break;
        case ThemeChoice::HighContrast: scheme = Scheme::HighContrast; break;
        case ThemeChoice::Dark: break;
        case ThemeChoice::Desktop:
            if (!m_asked) return;
            if (m_desktopContrast == kPrefersContrast)
                scheme = Scheme::HighContrast;
            else if (m_desktopScheme == kPrefersLight)
                scheme = Scheme::Light;
            break;
    }
    if (scheme == shownScheme()) return;
    applyScheme(scheme);
    QSettings().setValue(shownSetting(), nameOf(scheme));
    Q_EMIT changed();
}

}  // namespace asg::widgets
