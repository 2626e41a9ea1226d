#include "ui/widgets/second_window.h"

#include "ui/widgets/plain_text.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace asg::widgets {
namespace {

constexpr QSize kFirstSize(640, 900);

QString placeSetting() {
    return QStringLiteral("window/second");
}

}  // namespace

SecondWindow::SecondWindow(QMainWindow& main, const QString& title) : QWidget(&main, Qt::Window), m_main(main) {
    setObjectName(QStringLiteral("secondWindow"));
    setPlainTitle(*this, title);
    addActions(main.actions());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    if (!restoreGeometry(QSettings().value(placeSetting()).toByteArray())) placeAtFirst();
    // Later: the screen is still being taken away.
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, &SecondWindow::comeBackToAScreen, Qt::QueuedConnection);
}

/// The screen that it stood on may be gone.
void SecondWindow::comeBackToAScreen() {
    const auto screens = QGuiApplication::screens();
    const bool isSeen = std::ranges::any_of(
        screens, [this](const QScreen* screen) { return screen->availableGeometry().contains(geometry().center()); });
    if (!isSeen) placeAtFirst();
}

/// On another screen than the main window, where there is one; else at the right.
void SecondWindow::placeAtFirst() {
    const auto screens = QGuiApplication::screens();
    const auto other =
        std::ranges::find_if(screens, [this](const QScreen* screen) { return screen != m_main.screen(); });
    const auto* screen = other != screens.end() ? *other : m_main.screen();
    const QRect room = screen->availableGeometry();
    resize(other != screens.end() ? room.size() : kFirstSize.boundedTo(room.size()));
    // On a screen that both share it lies where its column was, and not over the picture.
    move(room.x() + room.width() - width(), room.y());
}

void SecondWindow::adopt(QWidget& panel) {
    layout()->addWidget(&panel);
    panel.show();
    show();
}

void SecondWindow::remember() const {
    QSettings().setValue(placeSetting(), saveGeometry());
}

void SecondWindow::closeEvent(QCloseEvent* event) {
    remember();
    QWidget::closeEvent(event);
    Q_EMIT closed();
}

void SecondWindow::keyPressEvent(QKeyEvent* event) {
    QCoreApplication::sendEvent(&m_main, event);
}

}  // namespace asg::widgets
