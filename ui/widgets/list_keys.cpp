#include "ui/widgets/list_keys.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace asg::widgets {
namespace {

constexpr std::array kListSteps{Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End};
constexpr std::array kBarSteps{Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_End};

/// Over a list that has the keyboard.
class KeyboardMark final : public QWidget {
public:
    explicit KeyboardMark(QWidget* over) : QWidget(over) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        QStyleOptionFocusRect option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
};

/// The key, where the event is one of these pressed alone; else 0.
int plainKeyOf(const QEvent& event, std::span<const Qt::Key> keys) {
    if (event.type() != QEvent::ShortcutOverride && event.type() != QEvent::KeyPress) return 0;
    const auto& pressed = static_cast<const QKeyEvent&>(event);
    const bool isPlain = (pressed.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    return isPlain && std::ranges::find(keys, pressed.key()) != keys.end() ? pressed.key() : 0;
}

}  // namespace

ListKeys::ListKeys(QAbstractItemView& list, std::function<void(const QModelIndex&)> chosen)
    : QObject(&list), m_list(list), m_chosen(std::move(chosen)), m_mark(new KeyboardMark(&list)) {
    list.setFocusPolicy(Qt::TabFocus);
    list.installEventFilter(this);
}

bool ListKeys::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::FocusIn:
            m_mark->setGeometry(m_list.rect());
            m_mark->raise();
            m_mark->show();
            break;
        case QEvent::FocusOut: m_mark->hide(); break;
        case QEvent::Resize: m_mark->setGeometry(m_list.rect()); break;
        default: break;
    }
    const int key = plainKeyOf(*event, kListSteps);
    if (key == 0) return QObject::eventFilter(watched, event);
    event->accept();
    return event->type() == QEvent::ShortcutOverride || step(key);
}

bool ListKeys::step(int key) {
    const int rows = m_list.model()->rowCount();
    if (rows == 0) return true;
    const int at = m_list.currentIndex().row();
    int row = at;
    switch (key) {
        case Qt::Key_Home: row = 0; break;
        case Qt::Key_End: row = rows - 1; break;
        case Qt::Key_Up: row = std::max(at - 1, 0); break;
        default: row = std::min(at + 1, rows - 1); break;
    }
    const auto index = m_list.model()->index(row, 0);
    m_list.setCurrentIndex(index);
    m_chosen(index);
    return true;
}

BarKeys::BarKeys(QWidget& bar) : QObject(&bar), m_bar(bar) {
    bool isFirst = true;
    for (auto* button : bar.findChildren<QToolButton*>()) {
        // Not the one that Qt shows where the bar is too narrow.
        if (button->defaultAction() == nullptr) continue;
        button->installEventFilter(this);
        if (std::exchange(isFirst, false)) button->setFocusPolicy(Qt::TabFocus);
    }
}

bool BarKeys::eventFilter(QObject* watched, QEvent* event) {
    auto* button = static_cast<QToolButton*>(watched);
    constexpr std::array kPresses{Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter};
    const int step = plainKeyOf(*event, kBarSteps);
    const int press = plainKeyOf(*event, kPresses);
    if (step == 0 && press == 0) return QObject::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride) return true;
    if (step != 0)
        this->step(*button, step);
    else
        button->click();
    return true;
}

void BarKeys::step(QWidget& from, int key) {
    QList<QToolButton*> buttons;
    for (auto* button : m_bar.findChildren<QToolButton*>())
        if (button->isVisible() && button->isEnabled()) buttons << button;
    std::ranges::sort(buttons, {}, [](const QToolButton* button) { return button->x(); });
    const auto at = buttons.indexOf(static_cast<QToolButton*>(&from));
    const auto last = buttons.size() - 1;
    auto to = at;
    switch (key) {
        case Qt::Key_Home: to = 0; break;
        case Qt::Key_End: to = last; break;
        case Qt::Key_Left: to = std::max<qsizetype>(at - 1, 0); break;
        default: to = std::min(at + 1, last); break;
    }
    buttons[to]->setFocus(Qt::TabFocusReason);
}

}  // namespace asg::widgets
