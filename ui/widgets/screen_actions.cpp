#include "ui/widgets/screen_actions.h"

#include "ui/widgets/actions.h"

#include <QEvent>
#include <QWidget>

namespace asg::widgets {

ScreenActions::ScreenActions(Actions& actions, QWidget& window)
    : QObject(&window), m_actions(actions), m_window(window) {
    window.installEventFilter(this);
    actions.on(ActionId::FullScreen, [&actions, &window] {
        window.setWindowState(
            window.windowState().setFlag(Qt::WindowFullScreen, actions[ActionId::FullScreen]->isChecked()));
    });
}

bool ScreenActions::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::WindowStateChange)
        m_actions[ActionId::FullScreen]->setChecked(m_window.isFullScreen());
    return QObject::eventFilter(watched, event);
}

}  // namespace asg::widgets
