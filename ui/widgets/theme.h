#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QString>

class QApplication;

namespace asg::widgets {

/// The reading room's colours: text on them has a contrast of at least 4.5 : 1.
namespace colors {
inline constexpr QRgb kWindow = 0xff1b1d20;   ///< panels and bars
inline constexpr QRgb kSurface = 0xff141618;  ///< lists and text
inline constexpr QRgb kRaised = 0xff2a2d31;   ///< buttons, tips
inline constexpr QRgb kLine = 0xff34383d;     ///< the few separators
inline constexpr QRgb kText = 0xffdcdee2;
inline constexpr QRgb kDimText = 0xffa0a6ad;
inline constexpr QRgb kAccent = 0xff56b4e9;  ///< Okabe and Ito's sky blue
inline constexpr QRgb kMark = 0xffe69f00;    ///< Okabe and Ito's orange: where report and model differ
inline constexpr QRgb kHovered = 0xff23282d;
inline constexpr QRgb kSelected = 0xff243a4b;
inline constexpr QRgb kJudged = 0xff35607f;  ///< the words that a verdict would judge, in the sentence that is chosen
}  // namespace colors

/// The grid that spacings follow, in device-independent pixels.
inline constexpr int kGrid = 4;
/// The bar before what is current, in device-independent pixels.
inline constexpr int kAccentBar = 3;

/// Style, palette, icon theme and the two sizes of the one font. Call once, before any widget is made.
void applyReadingRoom(QApplication& application);

/// A Breeze icon for dark windows.
[[nodiscard]] QIcon themeIcon(const QString& name);

/// The second, smaller of the two sizes.
[[nodiscard]] QFont smallFont();
[[nodiscard]] QFont boldFont();

}  // namespace asg::widgets
