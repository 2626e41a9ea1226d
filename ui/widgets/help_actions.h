#pragma once

#include "ui/presenters/workspace.h"

#include <QObject>
#include <QString>

class QWidget;

namespace asg::widgets {

class Actions;

/// What the actions of Help do: the sheet of keys, and what this is. GUI thread.
class HelpActions final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    HelpActions(presenters::Workspace& workspace, Actions& actions, QString version, QWidget& window);

private:
    void showKeys();
    void showAbout();

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    QString m_version;
    QWidget& m_window;
};

}  // namespace asg::widgets
