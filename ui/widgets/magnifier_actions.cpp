#include "ui/widgets/magnifier_actions.h"

#include "ui/viewport/magnifier.h"
#include "ui/widgets/actions.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

#include <algorithm>

namespace asg::widgets {
namespace {

constexpr int kTapMs = 350;  // a press that is shorter is a tap

}  // namespace

MagnifierActions::MagnifierActions(Actions& actions, viewport::Magnifier& magnifier, QWidget& window)
    : QObject(&magnifier), m_actions(actions), m_magnifier(magnifier), m_window(window) {
    auto* action = actions[ActionId::Magnifier];
    action->setAutoRepeat(false);
    actions.on(ActionId::Magnifier, [this, action] { setOn(action->isChecked()); });
    qApp->installEventFilter(this);
}

void MagnifierActions::setOn(bool on) {
    m_actions[ActionId::Magnifier]->setChecked(on);
    m_magnifier.setOn(on);
    m_held.start();
}

bool MagnifierActions::isItsKey(int key) const {
    const auto keys = m_actions[ActionId::Magnifier]->shortcuts();
    return std::ranges::any_of(keys, [key](const QKeySequence& own) { return !own.isEmpty() && own[0].key() == key; });
}

bool MagnifierActions::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyRelease && m_magnifier.isOn()) {
        const auto& key = static_cast<const QKeyEvent&>(*event);
        if (!key.isAutoRepeat() && isItsKey(key.key()) && m_held.elapsed() > kTapMs) setOn(false);
    }
    // The release of a key that is held there would never come.
    if (event->type() == QEvent::WindowDeactivate && watched == &m_window && m_magnifier.isOn()) setOn(false);
    return QObject::eventFilter(watched, event);
}

}  // namespace asg::widgets
