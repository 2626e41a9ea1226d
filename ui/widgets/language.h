#pragma once

#include <QString>
#include <QTranslator>

#include <span>

namespace asg::widgets {

struct Language {
    const char* code;  ///< ISO 639-1, as in the name of its file, resources/translations/asg_CODE.ts
    const char* name;  ///< its own
};

/// Those that the window knows; the first is the one of the source.
[[nodiscard]] std::span<const Language> languages();

/// What was chosen in Preferences; empty: the system's.
[[nodiscard]] QString chosenLanguage();
/// Holds from the next start on.
void chooseLanguage(const QString& code);

/// The code of the language to speak: $ASG_LANGUAGE, else what was chosen, else the first of the system's that the
/// window knows, else English. A code that it does not know is as none.
[[nodiscard]] QString languageToSpeak();

/// The window's words, and Qt's own in its dialogs, in that language for as long as this lives; made before the first
/// widget is. It reads files of the installation. GUI thread.
class Translations {
public:
    explicit Translations(const QString& code);
    ~Translations();

    Translations(const Translations&) = delete;
    Translations& operator=(const Translations&) = delete;

    /// Whether the window's own words are there; English ones always are.
    [[nodiscard]] bool areComplete() const { return m_areComplete; }

private:
    QTranslator m_words;
    QTranslator m_qt;
    bool m_areComplete = true;
};

}  // namespace asg::widgets
