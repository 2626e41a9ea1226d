#pragma once

#include "ui/widgets/theme.h"

#include <QObject>
#include <QString>

#include <array>
#include <cstdint>

class QDBusVariant;

namespace asg::widgets {

/// What the user wants to see. Desktop: what the desktop asks for; dark where it asks for nothing.
enum class ThemeChoice : std::uint8_t { Desktop, Dark, Light, HighContrast };
inline constexpr std::array kThemeChoices{ThemeChoice::Desktop, ThemeChoice::Dark, ThemeChoice::Light,
                                          ThemeChoice::HighContrast};

/// For people.
[[nodiscard]] QString themeWords(ThemeChoice choice);

/// Which colours the windows have: the user's choice, remembered, else the desktop's, which is followed while the
/// program runs. The desktop is asked through its settings portal (org.freedesktop.appearance: color-scheme, contrast)
/// and never waited for. GUI thread.
class Appearance final : public QObject {
    Q_OBJECT
public:
    explicit Appearance(QObject* parent);

    [[nodiscard]] static ThemeChoice choice();
    /// Shows it at once and at the next starts.
    void choose(ThemeChoice choice);
    /// What was shown when the program was left: a start needs no answer of the desktop.
    [[nodiscard]] static Scheme lastScheme();

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void hear(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void ask(const QString& key);
    void take(const QString& key, uint value);
    void show();

    uint m_desktopScheme = 0;    ///< 0: no preference, 1: dark, 2: light
    uint m_desktopContrast = 0;  ///< 1: more
    bool m_asked = false;        ///< the desktop has answered, or need not be waited for
};

}  // namespace asg::widgets
