#pragma once

#include "ui/presenters/workspace.h"

#include <QObject>
#include <QString>

class QWidget;

namespace asg::viewport {
class ViewGrid;
}

namespace asg::widgets {

class Actions;

/// What the actions of View do with the screen: the window covers all of it, a picture is as large on it as in truth.
/// GUI thread.
class ScreenActions final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    ScreenActions(presenters::Workspace& workspace, Actions& actions, viewport::ViewGrid& grid, QWidget& window);

Q_SIGNALS:
    /// What was done, or why it was not; for people.
    void said(const QString& words);

protected:
    /// The window manager may change the window, too.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showTrueSize();
    void calibrate();

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    viewport::ViewGrid& m_grid;
    QWidget& m_window;
};

}  // namespace asg::widgets
