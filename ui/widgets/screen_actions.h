#pragma once

#include <QObject>

class QWidget;

namespace asg::widgets {

class Actions;

/// What the actions of View do with the screen: the window covers all of it. GUI thread.
class ScreenActions final : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    ScreenActions(Actions& actions, QWidget& window);

protected:
    /// The window manager may change the window, too.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Actions& m_actions;
    QWidget& m_window;
};

}  // namespace asg::widgets
