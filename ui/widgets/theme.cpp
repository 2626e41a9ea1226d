#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>
#include <QToolTip>

namespace asg::widgets {
namespace {

QPalette readingRoomPalette() {
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(colors::kWindow));
    palette.setColor(QPalette::WindowText, QColor(colors::kText));
    palette.setColor(QPalette::Base, QColor(colors::kSurface));
    palette.setColor(QPalette::AlternateBase, QColor(colors::kWindow));
    palette.setColor(QPalette::Text, QColor(colors::kText));
    palette.setColor(QPalette::PlaceholderText, QColor(colors::kDimText));
    palette.setColor(QPalette::Button, QColor(colors::kRaised));
    palette.setColor(QPalette::ButtonText, QColor(colors::kText));
    palette.setColor(QPalette::BrightText, QColor(colors::kMark));
    palette.setColor(QPalette::ToolTipBase, QColor(colors::kRaised));
    palette.setColor(QPalette::ToolTipText, QColor(colors::kText));
    palette.setColor(QPalette::Highlight, QColor(colors::kSelected));
    palette.setColor(QPalette::HighlightedText, QColor(colors::kText));
    palette.setColor(QPalette::Link, QColor(colors::kAccent));
    palette.setColor(QPalette::Light, QColor(colors::kRaised));
    palette.setColor(QPalette::Midlight, QColor(colors::kRaised));
    palette.setColor(QPalette::Mid, QColor(colors::kLine));
    palette.setColor(QPalette::Dark, QColor(colors::kSurface));
    palette.setColor(QPalette::Shadow, Qt::black);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0xff6f757c));
    return palette;
}

}  // namespace

void applyReadingRoom(QApplication& application) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(readingRoomPalette());
    QToolTip::setPalette(readingRoomPalette());
    QIcon::setThemeSearchPaths(QIcon::themeSearchPaths() << QStringLiteral("/usr/share/icons"));
    QIcon::setThemeName(QStringLiteral("breeze-dark"));
    QIcon::setFallbackThemeName(QStringLiteral("breeze"));
    application.setStyleSheet(
        QStringLiteral("QMainWindow::separator { width: 1px; height: 1px; background: #34383d; }"
                       "QSplitter::handle { background: #34383d; }"
                       "QStatusBar::item { border: none; }"
                       "QToolBar { border: none; border-bottom: 1px solid #34383d; padding: 4px; spacing: 4px; }"
                       "QToolBar::separator { background: #34383d; width: 1px; margin: 4px; }"
                       "QMenuBar { border-bottom: 1px solid #34383d; }"
                       "QToolTip { color: #dcdee2; background: #2a2d31; border: 1px solid #34383d; padding: 4px; }"));
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
