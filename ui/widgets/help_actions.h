#pragma once

#include "core/doctor/checkup.h"
#include "ui/presenters/workspace.h"

#include <QObject>

class QWidget;

namespace asg::widgets {

class Actions;

/// What the actions of Help do: the sheet of keys, what works here, and what this is. GUI thread.
class HelpActions final : public QObject {
    Q_OBJECT
public:
    /// All must outlive it. `installed` is what a look at the system looks at.
    HelpActions(presenters::Workspace& workspace, Actions& actions, doctor::CheckupRequest installed, QWidget& window);

private:
    void showKeys();
    void showSystemCheck();
    void showAbout();

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    doctor::CheckupRequest m_installed;
    QWidget& m_window;
};

}  // namespace asg::widgets
