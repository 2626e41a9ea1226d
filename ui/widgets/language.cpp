#include "ui/widgets/language.h"

#include "core/base/resources.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>

#include <algorithm>
#include <array>

namespace asg::widgets {
namespace {

constexpr std::array kLanguages{Language{"en", "English"}, Language{"es", "Español"}};

/// For lupdate: keys as a keyboard of that language has them. Qt's own words are longer ("Mayúsculas").
[[maybe_unused]] constexpr std::array kKeys{
    QT_TRANSLATE_NOOP("QShortcut", "Ctrl"), QT_TRANSLATE_NOOP("QShortcut", "Shift"),
    QT_TRANSLATE_NOOP("QShortcut", "Alt"),  QT_TRANSLATE_NOOP("QShortcut", "Tab"),
    QT_TRANSLATE_NOOP("QShortcut", "Esc"),  QT_TRANSLATE_NOOP("QShortcut", "Return"),
    QT_TRANSLATE_NOOP("QShortcut", "Del"),  QT_TRANSLATE_NOOP("QShortcut", "Ins"),
};

QString settingName() {
    return QStringLiteral("window/language");
}

bool isKnown(const QString& code) {
    return std::ranges::any_of(kLanguages, [&](const Language& one) { return code == QLatin1String(one.code); });
}

QString systemLanguage() {
    for (const auto& tag : QLocale::system().uiLanguages())
        if (const auto code = tag.section(QLatin1Char('-'), 0, 0); isKnown(code)) return code;
    return {};
}

}  // namespace

std::span<const Language> languages() {
    return kLanguages;
}

QString chosenLanguage() {
    return QSettings().value(settingName()).toString();
}

void chooseLanguage(const QString& code) {
    QSettings().setValue(settingName(), code);
}

QString languageToSpeak() {
    for (const auto& code : {qEnvironmentVariable("ASG_LANGUAGE"), chosenLanguage(), systemLanguage()})
        if (isKnown(code)) return code;
    return QLatin1String(kLanguages.front().code);
}

Translations::Translations(const QString& code) {
    if (code == QLatin1String(kLanguages.front().code)) return;
    const auto folder = QString::fromStdString((base::resourceFolder() / "translations").string());
    m_areComplete = m_words.load(QStringLiteral("asg_") + code, folder);
    // Where Qt's own translations are not installed, its dialogs stay English.
    if (m_qt.load(QStringLiteral("qtbase_") + code, folder) ||
        m_qt.load(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_areComplete) QCoreApplication::installTranslator(&m_words);
}

Translations::~Translations() {
    QCoreApplication::removeTranslator(&m_words);
    QCoreApplication::removeTranslator(&m_qt);
}

}  // namespace asg::widgets
