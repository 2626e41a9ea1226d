#include "ui/widgets/theme.h"

#include "ui/widgets/appearance.h"
#include "ui/widgets/focus_style.h"

#include <QApplication>
#include <QStyleFactory>
#include <QToolTip>

#include <algorithm>

namespace asg::widgets {
namespace {

// Sky blue, blue and orange are Okabe and Ito's, darker where they stand on a light ground.
const ThemeColors kDarkColors{
    .window = 0xff1b1d20,
    .surface = 0xff141618,
    .raised = 0xff2a2d31,
    .line = 0xff34383d,
    .track = 0xff34383d,
    .text = 0xffdcdee2,
    .dimText = 0xffa0a6ad,
    .disabledText = 0xff8f959c,
    .accent = 0xff56b4e9,
    .mark = 0xffe69f00,
    .hovered = 0xff23282d,
    .selected = 0xff243a4b,
    .judged = 0xff35607f,
    .marked = 0xff2f6683,
};

const ThemeColors kLightColors{
    .window = 0xffeff0f2,
    .surface = 0xfffbfbfc,
    .raised = 0xffe1e4e7,
    .line = 0xffc4c9ce,
    .track = 0xffc4c9ce,
    .text = 0xff1b1d20,
    .dimText = 0xff474d54,
    .disabledText = 0xff5c636b,
    .accent = 0xff00629c,
    .mark = 0xff8f4a00,
    .hovered = 0xffe4ebf1,
    .selected = 0xffcbe1f1,
    .judged = 0xff9fcbe8,
    .marked = 0xff8cc1e4,
};

const ThemeColors kHighContrastColors{
    .window = 0xff000000,
    .surface = 0xff000000,
    .raised = 0xff3a3a3a,
    .line = 0xffffffff,
    .track = 0xff4a4a4a,
    .text = 0xffffffff,
    .dimText = 0xffe0e0e0,
    .disabledText = 0xffa8a8a8,
    .accent = 0xffffd400,
    .mark = 0xffffb000,
    .hovered = 0xff303030,
    .selected = 0xff00417a,
    .judged = 0xff0060b0,
    .marked = 0xff005fae,
};

QString styleSheetOf(const ThemeColors& in) {
    return QStringLiteral(
               "QMainWindow::separator { width: 1px; height: 1px; background: %1; }"
               "QSplitter::handle { background: %1; }"
               "QStatusBar::item { border: none; }"
               "QToolBar { border: none; border-bottom: 1px solid %1; padding: 4px; spacing: 4px; }"
               "QToolBar::separator { background: %1; width: 1px; margin: 4px; }"
               "QMenuBar { border-bottom: 1px solid %1; }"
               "QToolTip { color: %2; background: %3; border: 1px solid %1; padding: 4px; }")
        .arg(in.line.name(), in.text.name(), in.raised.name());
}

/// Where contrast is wanted, what can be pressed or written in has an outline.
QString outlinesOf(const ThemeColors& in) {
    return QStringLiteral(
               "QPushButton { background: %2; border: 1px solid %1; padding: 4px 12px; }"
               "QPushButton:focus, QLineEdit:focus { border: 1px solid %3; }"
               "QLineEdit { border: 1px solid %1; padding: 2px; }")
        .arg(in.line.name(), in.raised.name(), in.accent.name());
}

}  // namespace

const ThemeColors& colorsOf(Scheme scheme) {
    switch (scheme) {
        case Scheme::Light: return kLightColors;
        case Scheme::HighContrast: return kHighContrastColors;
        case Scheme::Dark: break;
    }
    return kDarkColors;
}

Scheme shownScheme() {
    const auto window = QGuiApplication::palette().color(QPalette::Window);
    const auto* shown = std::ranges::find(kSchemes, window, [](Scheme scheme) { return colorsOf(scheme).window; });
    return shown == kSchemes.end() ? Scheme::Dark : *shown;
}

const ThemeColors& colors() {
    return colorsOf(shownScheme());
}

QPalette paletteOf(Scheme scheme) {
    const auto& in = colorsOf(scheme);
    QPalette palette;
    palette.setColor(QPalette::Window, in.window);
    palette.setColor(QPalette::WindowText, in.text);
    palette.setColor(QPalette::Base, in.surface);
    palette.setColor(QPalette::AlternateBase, in.window);
    palette.setColor(QPalette::Text, in.text);
    palette.setColor(QPalette::PlaceholderText, in.dimText);
    palette.setColor(QPalette::Button, in.raised);
    palette.setColor(QPalette::ButtonText, in.text);
    palette.setColor(QPalette::BrightText, in.mark);
    palette.setColor(QPalette::ToolTipBase, in.raised);
    palette.setColor(QPalette::ToolTipText, in.text);
    palette.setColor(QPalette::Highlight, in.selected);
    palette.setColor(QPalette::HighlightedText, in.text);
    palette.setColor(QPalette::Link, in.accent);
    palette.setColor(QPalette::LinkVisited, in.accent);
    palette.setColor(QPalette::Light, in.raised);
    palette.setColor(QPalette::Midlight, in.raised);
    palette.setColor(QPalette::Mid, in.line);
    palette.setColor(QPalette::Dark, scheme == Scheme::Light ? in.line : in.surface);
    palette.setColor(QPalette::Shadow, Qt::black);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, in.disabledText);
    return palette;
}

void applyReadingRoom(QApplication& /*application*/) {
    QApplication::setStyle(new FocusStyle(QStyleFactory::create(QStringLiteral("Fusion"))));
    QIcon::setThemeSearchPaths(QIcon::themeSearchPaths() << QStringLiteral("/usr/share/icons"));
    QIcon::setFallbackThemeName(QStringLiteral("breeze"));
    applyScheme(Appearance::lastScheme());
}

void applyScheme(Scheme scheme) {
    QIcon::setThemeName(scheme == Scheme::Light ? QStringLiteral("breeze") : QStringLiteral("breeze-dark"));
    const auto palette = paletteOf(scheme);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    const auto& in = colorsOf(scheme);
    qApp->setStyleSheet(styleSheetOf(in) + (scheme == Scheme::HighContrast ? outlinesOf(in) : QString()));
}

QIcon themeIcon(const QString& name) {
    return QIcon::fromTheme(name);
}

QFont smallFont() {
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

QFont boldFont() {
    QFont font = QApplication::font();
    font.setBold(true);
    return font;
}

}  // namespace asg::widgets
