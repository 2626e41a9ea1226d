#pragma once

#include <QElapsedTimer>
#include <QObject>

class QWidget;

namespace asg::viewport {
class Magnifier;
}

namespace asg::widgets {

class Actions;

/// What the action of the magnifier does: its key shows the lens while it is held; tapped, it keeps it until it is
/// tapped again. GUI thread.
class MagnifierActions final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    MagnifierActions(Actions& actions, viewport::Magnifier& magnifier, QWidget& window);

protected:
    /// Where the keyboard is when a key is released is nobody's choice.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool isItsKey(int key) const;
    void setOn(bool on);

    Actions& m_actions;
    viewport::Magnifier& m_magnifier;
    QWidget& m_window;
    QElapsedTimer m_held;
};

}  // namespace asg::widgets
