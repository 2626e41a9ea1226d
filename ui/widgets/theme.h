#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QString>

#include <array>
#include <cstdint>

class QApplication;

namespace asg::widgets {

/// The colours in which the window can be shown. The picture lies on black in all of them.
enum class Scheme : std::uint8_t { Dark, Light, HighContrast };
inline constexpr std::array kSchemes{Scheme::Dark, Scheme::Light, Scheme::HighContrast};

/// What is painted in which colour. Text has a contrast of at least 4.5 : 1 on every ground that it may stand on:
/// `text` on all of them, `dimText`, `accent` and `mark` on those but `judged` and `marked`, `disabledText` on
/// `window`, `surface` and `raised`.
struct ThemeColors {
    QColor window;   ///< panels and bars
    QColor surface;  ///< lists and text
    QColor raised;   ///< buttons, tips
    QColor line;     ///< the few separators
    QColor track;    ///< ground of bars
    QColor text;
    QColor dimText;
    QColor disabledText;
    QColor accent;    ///< what is current, and links
    QColor mark;      ///< where report and model differ
    QColor hovered;   ///< ground
    QColor selected;  ///< ground
    QColor judged;    ///< the words that a verdict would judge, in the sentence that is chosen
    QColor marked;    ///< words that the reader marked with the mouse
};

[[nodiscard]] const ThemeColors& colorsOf(Scheme scheme);
/// Those of the application's palette now. GUI thread, as all that follows.
[[nodiscard]] const ThemeColors& colors();
[[nodiscard]] Scheme shownScheme();

[[nodiscard]] QPalette paletteOf(Scheme scheme);

/// The grid that spacings follow, in device-independent pixels.
inline constexpr int kGrid = 4;
/// The bar before what is current, in device-independent pixels.
inline constexpr int kAccentBar = 3;

/// The style and the folders of the icons, in the colours that were shown last. Call once, before any widget is made.
void applyReadingRoom(QApplication& application);

/// Palette, style sheet and icons of a scheme, at once for every window there is. Widgets that keep colours learn of it
/// by QEvent::PaletteChange.
void applyScheme(Scheme scheme);

/// A Breeze icon for the scheme that is shown; an icon that was given out before follows.
[[nodiscard]] QIcon themeIcon(const QString& name);

/// The second, smaller of the two sizes.
[[nodiscard]] QFont smallFont();
[[nodiscard]] QFont boldFont();

}  // namespace asg::widgets
